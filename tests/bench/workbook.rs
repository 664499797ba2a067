//! A workbook as a spreadsheet program saves it: shared words, numbers, dates by their style.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// The day number of 1 September 2026.
const FIRST: usize = 46_266;
const COLUMNS: [&str; 8] =
    ["child_id", "kind", "start", "end", "sessions", "reasons", "provision_from", "reintegration"];

/// Writes suspensions of some children, each on a day of its own as far as the days of two years go.
pub(crate) fn suspensions(path: &Path, children: &[String], rows: usize) {
    let mut words: Vec<&str> = COLUMNS.to_vec();
    words.extend(["SUSP", "PP;DB"]);
    words.extend(children.iter().map(String::as_str));
    let shared = words.iter().fold(String::new(), |xml, word| xml + "<si><t>" + word + "</t></si>");
    let shared = format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"{}\">{shared}</sst>", words.len());
    let mut sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\">");
    for (letter, place) in ('A'..='H').zip(0..) {
        write!(sheet, "<c r=\"{letter}1\" t=\"s\"><v>{place}</v></c>").unwrap();
    }
    sheet.push_str("</row>");
    for row in 0..rows {
        let (child, day) = (row % children.len(), FIRST - 730 + row / children.len());
        let line = row + 2;
        write!(
            sheet,
            "<row r=\"{line}\"><c r=\"A{line}\" t=\"s\"><v>{}</v></c><c r=\"B{line}\" t=\"s\"><v>8</v></c>\
             <c r=\"C{line}\" s=\"1\"><v>{day}</v></c><c r=\"D{line}\" s=\"1\"><v>{}</v></c><c r=\"E{line}\"><v>2</v></c>\
             <c r=\"F{line}\" t=\"s\"><v>9</v></c><c r=\"G{line}\"/><c r=\"H{line}\" s=\"1\"><v>{}</v></c></row>",
            child + 10,
            day + 1,
            day + 3,
        )
        .unwrap();
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    let parts = [
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINK}\"><sheets>\
                 <sheet name=\"Suspensions\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            links(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn links(targets: &[(&str, &str)]) -> String {
    let link = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{number}\" Type=\"{LINK}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = targets.iter().enumerate().map(link).collect();
    format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>")
}
