use super::*;

/// Names as a spiteful or careless file may hold them.
pub(crate) const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+44",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "<script>alert('x')</script>&\"",
    "a|b*c_d`e[f](http://x)\u{202e}g\nh,i",
];

pub(crate) fn paper() -> Paper {
    let rows = HOSTILE.iter().map(|name| vec![(*name).to_owned(), "12".to_owned()]).collect();
    let section = Section::new(HOSTILE[6]).line(HOSTILE[7]).table(&["Child", "Days"], rows, "none");
    let other = Section::new("other").table(&["Child", "School"], vec![vec!["C".to_owned(), "S".to_owned()]], "none");
    let own =
        Part { title: HOSTILE[0].to_owned(), sections: vec![Section::new("empty").table(&["x"], vec![], "none")] };
    Paper {
        title: "title".to_owned(),
        lead: vec!["lead".to_owned()],
        parts: vec![Part { title: String::new(), sections: vec![section, other] }, own],
    }
}

/// Reads CSV as RFC 4180 says.
pub(crate) fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => cell.extend(letters.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {
                assert_eq!(letters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the last line ends");
    rows
}

#[test]
fn csv_is_one_table_in_which_no_cell_is_a_formula() {
    let rows = read_csv(&paper().render(Form::Csv));
    assert_eq!(rows[0], ["Part", "Section", "Text", "Child", "Days", "School"]);
    assert!(rows.iter().all(|row| row.len() == 6));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        assert!(!cell.chars().any(crate::domain::visible::is_hidden), "{cell:?}");
    }
    let children: Vec<&str> = rows.iter().filter(|row| row[4] == "12").map(|row| row[3].as_str()).collect();
    assert_eq!(children[..4], ["'=HYPERLINK(\"http://x\",\"y\")", "'+44", "'-2+3", "'@SUM(A1)"]);
    assert_eq!(children[4..6], ["'<U+0009>=1", "'<U+000D>=1"]);
    assert_eq!(rows.last().unwrap()[..3], ["'=HYPERLINK(\"http://x\",\"y\")", "empty", "none"]);
    assert_eq!(rows[rows.len() - 2][3..], ["C", "", "S"]);
}

#[test]
fn a_lone_table_is_csv_of_its_columns_alone() {
    let section = Section::new("list").table(&["Child"], vec![vec!["a,b".to_owned()], vec!["-".to_owned()]], "none");
    let paper = Paper { parts: vec![Part { sections: vec![section], ..Part::default() }], ..Paper::default() };
    assert_eq!(paper.render(Form::Csv), "Child\r\n\"a,b\"\r\n'-\r\n");
}

#[test]
fn html_holds_no_markup_but_its_own_and_asks_for_nothing() {
    let text = paper().render(Form::Html);
    for bad in ["<script", "onerror", "src=\"", "href", "http://x\"", "\u{202e}"] {
        assert!(!text.contains(bad), "{bad}\n{text}");
    }
    assert!(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"), "{text}");
    assert!(text.contains("&lt;U+202E&gt;") && text.contains("default-src 'none'"), "{text}");
    for tag in ["table", "section", "tr", "td", "th", "thead", "tbody", "h2", "h3", "p", "body", "html"] {
        let count = |opening: &str| text.matches(opening).count();
        let opened = count(&format!("<{tag}>")) + count(&format!("<{tag} "));
        assert!(opened > 0 && opened == count(&format!("</{tag}>")), "{tag}");
    }
}

#[test]
fn markdown_tables_keep_their_columns_and_text_is_only_text() {
    let text = paper().render(Form::Markdown);
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() == 2 + HOSTILE.len() + 3 && rows.iter().all(|row| bars(row) == 3), "{rows:?}");
    assert!(rows.contains(&"| --- | ---: |"), "{rows:?}");
    assert!(text.contains("a\\|b\\*c\\_d\\`e\\[f\\](http:\\//x)\\<U+202E\\>g\\<U+000A\\>h,i"), "{text}");
    assert!(text.contains("\\<script\\>"), "{text}");
}

#[test]
fn the_end_of_a_files_name_says_the_form() {
    for (name, form) in [
        ("brief.md", Some(Form::Markdown)),
        ("a.b/brief.HTML", Some(Form::Html)),
        ("x.csv", Some(Form::Csv)),
        ("brief", None),
        ("brief.pdf", None),
    ] {
        assert_eq!(Form::of_file(name), form, "{name}");
    }
}
