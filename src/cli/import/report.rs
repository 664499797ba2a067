//! What became of the files, as JSON and as text.

use crate::cli::failure::Failure;
use crate::cli::json;
use crate::domain::visible::visible;
use crate::store::intake::Intake;
use serde::Serialize;
use std::fmt::Write;

/// The JSON of the formats page.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    files: Vec<FileRow<'a>>,
    held: Vec<HeldRow<'a>>,
}

#[derive(Serialize)]
struct FileRow<'a> {
    file: &'a str,
    layout: Option<&'static str>,
    /// By which profile, where no built-in layout was.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
    new: u32,
    changed: u32,
    same: u32,
    held: u32,
    /// How many of them are not listed below: those beyond very many.
    #[serde(skip_serializing_if = "is_none")]
    held_not_listed: u32,
}

/// Serde gives a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_none(count: &u32) -> bool {
    *count == 0
}

#[derive(Serialize)]
struct HeldRow<'a> {
    file: &'a str,
    line: u32,
    column: Option<&'a str>,
    reason: &'a str,
}

/// The report as a line of JSON.
///
/// # Errors
/// None that memory can have; passed on all the same.
pub(super) fn json(intakes: &[Intake]) -> Result<Vec<u8>, Failure> {
    let mut answer = Answer { schema: "lookout.import/1", files: Vec::new(), held: Vec::new() };
    for intake in intakes {
        let Intake { new, changed, same, held_more: held_not_listed, .. } = *intake;
        let (file, layout, profile) = (intake.file.as_str(), intake.layout, intake.profile.as_deref());
        answer.files.push(FileRow {
            file,
            layout,
            profile,
            new,
            changed,
            same,
            held: intake.held_rows(),
            held_not_listed,
        });
        for held in &intake.held {
            let (column, reason) = (held.column.as_deref(), held.reason.as_str());
            answer.held.push(HeldRow { file: &intake.file, line: held.line, column, reason });
        }
    }
    json::line(&answer)
}

/// The report for a person: counts file by file, then the rows held back.
pub(super) fn text(intakes: &[Intake], check: bool) -> String {
    let mut text = String::new();
    for intake in intakes {
        let (Intake { new, changed, same, .. }, held) = (intake, intake.held_rows());
        let layout = intake.layout.unwrap_or("not recognised");
        let file = visible(&intake.file);
        let profile = intake.profile.as_ref().map_or_else(String::new, |name| format!(" by the profile {name}"));
        let _ =
            writeln!(text, "{file}: {layout}{profile}: {new} new, {changed} changed, {same} same, {held} held back");
        if !intake.unknown_columns.is_empty() {
            let columns = intake.unknown_columns.join(", ");
            let _ = writeln!(text, "  columns not used: {}", visible(&columns));
        }
    }
    for intake in intakes {
        for held in &intake.held {
            let place = format!("{}:{}", intake.file, held.line);
            let column = held.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
            let _ = writeln!(text, "{}: {}{}", visible(&place), visible(&column), visible(&held.reason));
        }
        if intake.held_more > 0 {
            let _ = writeln!(text, "{}: {} more rows held back, not listed", visible(&intake.file), intake.held_more);
        }
    }
    if intakes.is_empty() {
        text.push_str("there are no files\n");
    }
    if check {
        text.push_str("checked only: nothing was written\n");
    }
    text
}

/// Whether no row went in or was there, and at least one was held back.
pub(super) fn held_in_full(intakes: &[Intake]) -> bool {
    let taken = |intake: &Intake| intake.new + intake.changed + intake.same > 0;
    intakes.iter().any(|intake| !intake.held.is_empty()) && !intakes.iter().any(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sheet::Held;

    fn intake(new: u32, held: usize) -> Intake {
        let row = Held { line: 3, column: Some("dob".into()), reason: "not a date".into(), text: None };
        Intake {
            file: "d/children.csv".into(),
            layout: Some("children"),
            new,
            held: vec![row; held],
            ..Intake::default()
        }
    }

    #[test]
    fn keys_stand_as_written() {
        let line = String::from_utf8(json(&[intake(2, 1)]).unwrap()).unwrap();
        assert_eq!(
            line,
            "{\"schema\":\"lookout.import/1\",\"files\":[{\"file\":\"d/children.csv\",\"layout\":\"children\",\"new\":2,\
             \"changed\":0,\"same\":0,\"held\":1}],\"held\":[{\"file\":\"d/children.csv\",\"line\":3,\"column\":\"dob\",\
             \"reason\":\"not a date\"}]}\n"
        );
    }

    #[test]
    fn rows_beyond_those_that_are_listed_are_counted() {
        let many = [Intake { held_more: 7, ..intake(2, 1) }];
        let line = String::from_utf8(json(&many).unwrap()).unwrap();
        assert!(line.contains("\"same\":0,\"held\":8,\"held_not_listed\":7}]"), "{line}");
        let text = text(&many, false);
        assert!(text.contains("0 same, 8 held back\n") && text.contains("7 more rows held back, not listed"), "{text}");
    }

    #[test]
    fn held_in_full_only_when_nothing_was_taken() {
        for (intakes, full) in [
            (vec![intake(0, 1)], true),
            (vec![intake(0, 1), intake(1, 0)], false),
            (vec![intake(0, 0)], false),
            (vec![], false),
        ] {
            assert_eq!(held_in_full(&intakes), full, "{intakes:?}");
        }
    }
}
