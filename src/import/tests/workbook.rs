//! Workbooks for tests, written by hand so that nothing corrects what they get wrong.

use std::fmt::Write;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook of sheets, each with its name and the XML of its rows and of what follows them.
#[derive(Debug, Default, Clone)]
pub(super) struct Workbook {
    /// Days count from 1904.
    pub(super) since_1904: bool,
    pub(super) sheets: Vec<(String, String, String)>,
}

/// Turns cells to the XML of rows: a row a line, cells divided by `|`; `=` before a number or `d` before a day's number
/// makes it one, `?` before 0 or 1 a yes or no, `!` an error; everything else is text.
pub(super) fn rows(text: &str) -> String {
    let mut xml = String::new();
    for (row, line) in (1..).zip(text.lines()) {
        write!(xml, "<row r=\"{row}\">").unwrap();
        for (letter, cell) in ('A'..='Z').zip(line.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{letter}{row}");
            let (sign, rest) = cell.split_at(1);
            match sign {
                "=" => write!(xml, "<c r=\"{place}\"><v>{rest}</v></c>"),
                "@" => write!(xml, "<c r=\"{place}\" s=\"1\"><v>{rest}</v></c>"),
                "?" => write!(xml, "<c r=\"{place}\" t=\"b\"><v>{rest}</v></c>"),
                "!" => write!(xml, "<c r=\"{place}\" t=\"e\"><v>{rest}</v></c>"),
                _ => write!(xml, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            }
            .unwrap();
        }
        xml.push_str("</row>");
    }
    xml
}

impl Workbook {
    /// Adds a sheet by the cells of its rows.
    pub(super) fn with(self, name: &str, cells: &str) -> Self {
        self.with_merged(name, cells, &[])
    }

    /// Adds a sheet some of whose cells are merged.
    pub(super) fn with_merged(mut self, name: &str, cells: &str, merged: &[&str]) -> Self {
        let areas = merged.iter().fold(String::new(), |xml, area| xml + "<mergeCell ref=\"" + area + "\"/>");
        let after = if areas.is_empty() { areas } else { format!("<mergeCells>{areas}</mergeCells>") };
        self.sheets.push((name.to_owned(), rows(cells), after));
        self
    }

    /// Its bytes, with more files in the zip.
    pub(super) fn zipped(&self, more: &[(&str, &[u8])]) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let (mut names, mut links) = (String::new(), String::new());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (number, (name, rows, after)) in (1..).zip(&self.sheets) {
            write!(names, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>").unwrap();
            let target = format!("worksheets/sheet{number}.xml");
            write!(links, "<Relationship Id=\"r{number}\" Type=\"{link}/worksheet\" Target=\"{target}\"/>").unwrap();
            let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData>{after}</worksheet>");
            put(&mut zip, &format!("xl/{target}"), sheet.as_bytes());
        }
        let since = u8::from(self.since_1904);
        let book = format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{link}\"><workbookPr date1904=\"{since}\"/><sheets>{names}</sheets></workbook>"
        );
        put(&mut zip, "xl/workbook.xml", book.as_bytes());
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let root = format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"w\" Type=\"{link}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
        );
        put(&mut zip, "_rels/.rels", root.as_bytes());
        write!(links, "<Relationship Id=\"s\" Type=\"{link}/styles\" Target=\"styles.xml\"/>").unwrap();
        let links = format!("<Relationships xmlns=\"{package}\">{links}</Relationships>");
        put(&mut zip, "xl/_rels/workbook.xml.rels", links.as_bytes());
        let styles = format!(
            "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        );
        put(&mut zip, "xl/styles.xml", styles.as_bytes());
        for (name, bytes) in more {
            put(&mut zip, name, bytes);
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A zip of some files.
pub(super) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        put(&mut zip, name, bytes);
    }
    zip.finish().unwrap().into_inner()
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
}

/// A zip with one of its files replaced.
pub(super) fn repacked(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..old.len() {
        let entry = old.by_index_raw(number).unwrap();
        if entry.name().unwrap() != name {
            zip.raw_copy_file(entry).unwrap();
        }
    }
    put(&mut zip, name, content);
    zip.finish().unwrap().into_inner()
}

/// The files of a zip, with their names.
pub(super) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for number in 0..zip.len() {
        let mut entry = zip.by_index(number).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
        files.push((entry.name().unwrap().into_owned(), content));
    }
    files
}
