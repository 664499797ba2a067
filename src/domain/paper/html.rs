//! A paper as one HTML file: no script, nothing from elsewhere, made to be printed.

use crate::domain::paper::{Paper, Section, Table};
use crate::domain::visible::visible;
use std::fmt::Write;

/// How it looks on screen and on A4: heads of tables repeat, rows are not torn, each part begins a page.
const STYLE: &str = "\
body{font:11pt/1.4 system-ui,\"Segoe UI\",Arial,sans-serif;color:#000;background:#fff;max-width:60rem;margin:1.5rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0 0 .4rem}
h2{font-size:1.15rem;margin:1.3rem 0 .3rem;border-bottom:2px solid #000}
h3{font-size:1rem;margin:1rem 0 .3rem}
p{margin:.25rem 0}
table{border-collapse:collapse;width:100%;margin:.4rem 0}
th,td{border:1px solid #767676;padding:.15rem .45rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eee}
figure{margin:.6rem 0;break-inside:avoid}
svg{max-width:100%;height:auto;print-color-adjust:exact}
.n{text-align:right;font-variant-numeric:tabular-nums}
@page{size:A4;margin:14mm}
@media print{body{font-size:9.5pt;margin:0;padding:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}h1,h2,h3{break-after:avoid}.part{break-before:page}th{print-color-adjust:exact}}
";

pub(super) fn of(paper: &Paper) -> String {
    let title = escaped(&paper.title);
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    put_lines(&mut text, &paper.lead);
    for part in &paper.parts {
        let level = if part.title.is_empty() {
            text.push_str("<section>\n");
            2
        } else {
            let _ = write!(text, "<section class=\"part\">\n<h2>{}</h2>\n", escaped(&part.title));
            3
        };
        for section in &part.sections {
            put_section(&mut text, level, section);
        }
        text.push_str("</section>\n");
    }
    text.push_str("</body>\n</html>\n");
    text
}

fn put_section(text: &mut String, level: u8, section: &Section) {
    let _ = writeln!(text, "<h{level}>{}</h{level}>", escaped(&section.title));
    put_lines(text, &section.lines);
    if let Some(table) = &section.table {
        put_table(text, table);
    }
    if let Some(chart) = &section.chart {
        let _ = writeln!(text, "<figure role=\"img\" aria-label=\"{}\">", escaped(&chart.words()));
        text.push_str(&chart.svg());
        text.push_str(
            "<figcaption>Where there is no bar the figure is kept back or not known.</figcaption></figure>\n",
        );
    }
}

fn put_lines(text: &mut String, lines: &[String]) {
    for line in lines {
        let _ = writeln!(text, "<p>{}</p>", escaped(line));
    }
}

fn put_table(text: &mut String, table: &Table) {
    let classes: Vec<&str> =
        (0..table.columns.len()).map(|column| if table.is_figures(column) { " class=\"n\"" } else { "" }).collect();
    text.push_str("<table>\n<thead><tr>");
    for (word, class) in table.columns.iter().zip(&classes) {
        let _ = write!(text, "<th scope=\"col\"{class}>{}</th>", escaped(word));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        text.push_str("<tr>");
        for (cell, class) in row.iter().zip(&classes) {
            let _ = write!(text, "<td{class}>{}</td>", escaped(cell));
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table>\n");
}

/// Text that is only text, inside an element or a quoted attribute; hidden characters visible.
fn escaped(text: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
