//! The header of a file with title lines above it, and of two rows with merged cells.

/// How many rows are looked at for the header.
const DEEPEST: usize = 25;

/// How many rows a header can have.
pub(super) const TALLEST: usize = 2;

/// One word a column from the rows of a header. An upper cell that is merged over several columns is written in the
/// first of them and counts for all, up to the next that is filled. A word that stands again has its number behind it.
pub(super) fn words(rows: &[Vec<String>]) -> Vec<String> {
    let words = match rows {
        [] => Vec::new(),
        [only] => only.clone(),
        [upper, lower, ..] => merged(upper, lower),
    };
    let mut numbered: Vec<String> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let before = words.iter().take(at).filter(|other| other.eq_ignore_ascii_case(word)).count();
        let again = before > 0 && !word.is_empty();
        numbered.push(if again { format!("{word} ({})", before + 1) } else { word.clone() });
    }
    numbered
}

fn merged(upper: &[String], lower: &[String]) -> Vec<String> {
    let mut over = "";
    let cells = upper.iter().zip(lower);
    cells
        .map(|(upper, lower)| {
            // A cell merged downwards stands over its own column only; in a workbook it is in both rows.
            let down = lower.is_empty() || lower == upper;
            if !upper.is_empty() || down {
                over = if down { "" } else { upper };
            }
            let word = if down { upper.clone() } else { format!("{over} {lower}") };
            word.trim().to_owned()
        })
        .collect()
}

/// How many rows below are looked at to tell a header from data.
const BELOW: usize = 8;

/// Whether a row that would be part of a header is data: a cell of it, beyond mere words, is written like most cells
/// under it. A child's row must never be taken for a header, whose words a profile holds.
pub(super) fn is_data(row: &[String], below: &[Vec<String>]) -> bool {
    row.iter().enumerate().any(|(at, cell)| {
        let form = form(cell);
        let under = below.iter().take(BELOW).filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
        let (count, alike) =
            under.fold((0, 0), |(count, alike), cell| (count + 1, alike + usize::from(self::form(cell) == form)));
        form.chars().any(|letter| !matches!(letter, 'a' | ' ')) && count > 0 && 2 * alike >= count
    })
}

/// How a cell is written: `a` for a word, `9` for each figure, the rest as it stands.
fn form(cell: &str) -> String {
    let mut form = String::new();
    for letter in cell.chars() {
        match letter {
            letter if letter.is_alphabetic() && form.ends_with('a') => {}
            letter if letter.is_alphabetic() => form.push('a'),
            letter if letter.is_ascii_digit() => form.push('9'),
            letter => form.push(letter),
        }
    }
    form
}

/// Every place at which a header can stand: its first row and how many it has.
pub(super) fn places(rows: &[Vec<String>]) -> impl Iterator<Item = (usize, usize)> {
    let deep = rows.len().min(DEEPEST);
    let tall = (1..=TALLEST).flat_map(move |tall| (0..deep).map(move |first| (first, tall)));
    tall.filter(|&(first, tall)| {
        let lengths = rows.get(first..first + tall).map(|rows| rows.iter().map(Vec::len).collect::<Vec<_>>());
        lengths.is_some_and(|lengths| lengths.iter().all(|&length| length > 1 && Some(&length) == lengths.first()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn merged_cells_count_for_the_columns_under_them() {
        for (rows, expected) in [
            (&["Ref,Name"][..], "Ref,Name"),
            (&["Ref,Status,status,Status"], "Ref,Status,status (2),Status (3)"),
            (&["Pupil,,Mon,,Total", "Ref,Name,AM,PM,"], "Pupil Ref,Pupil Name,Mon AM,Mon PM,Total"),
            (&["Ref,,Mon,", ",Name,AM,PM"], "Ref,Name,Mon AM,Mon PM"),
            (&["Ref,Mon,,Total", "Ref,AM,PM,Total"], "Ref,Mon AM,Mon PM,Total"),
            (&[",,", "a,b,"], "a,b,"),
        ] {
            let rows: Vec<_> = rows.iter().map(|text| row(text)).collect();
            assert_eq!(words(&rows), row(expected), "{rows:?}");
        }
    }

    #[test]
    fn a_row_written_like_those_below_it_is_data() {
        let below = [row("P-1002,Ivy,02/11/2026,/"), row("P-1003,Bo,03/11/2026,N")];
        for (text, data) in [
            ("P-1001,Zoë,16/11/2026,/", true),
            ("P-100,Zoë,n/a,", false),
            ("Ref,Name,16/11/2026,", true),
            ("Ref,Name,16/11/26,", false),
            ("Ref,Name,Date,Mark", false),
            (",,,/", true),
        ] {
            assert_eq!(is_data(&row(text), &below), data, "{text}");
        }
        assert!(!is_data(&row("P-1001"), &[]));
    }

    #[test]
    fn a_header_has_more_than_one_column_and_rows_of_one_length() {
        let rows = [row("Weekly report"), row("a,b"), row("c,d"), row("1,2,3")];
        assert_eq!(places(&rows).collect::<Vec<_>>(), [(1, 1), (2, 1), (3, 1), (1, 2)]);
    }
}
