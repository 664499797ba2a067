//! Enquiries: a note of that kind is a row of the advice service too, told apart from others by the note's number.

use crate::domain::kind::{Kind, Value};
use crate::domain::note::sealing::masked;
use crate::domain::note::{NewNote, NoteId, NoteKind};
use crate::domain::work::Entry;

/// What stands where nobody said who asks, or about what.
const UNSAID: &str = "not said";

/// Who asks and about what, from one line: `kin carer: school place`.
pub fn asked(line: &str) -> (&str, &str) {
    let (role, topic) = line.split_once(':').unwrap_or((line, ""));
    let or_unsaid = |text: &'_ str| text.trim().is_empty();
    let role = if or_unsaid(role) { UNSAID } else { role.trim() };
    (role, if or_unsaid(topic) { UNSAID } else { topic.trim() })
}

/// The note whose enquiry a row says is replied to.
pub fn replied_to(entry: &Entry) -> Option<NoteId> {
    let value = |name: &str| entry.cells.iter().find(|(column, _)| *column == name)?.1.as_ref();
    match (entry.kind, value("replied"), value("reference")) {
        (Kind::Enquiry, Some(_), Some(Value::Text(reference))) => reference.strip_prefix('N')?.parse().ok().map(NoteId),
        _ => None,
    }
}

/// The row of the advice service that a note gives; `None` for a note of another kind. What a note says about a child
/// with a record stays in the note alone, where it is found and erased with the child; what is sealed stays there too.
pub fn entry(note: &NewNote, id: NoteId) -> Option<Entry> {
    if note.kind != NoteKind::Enquiry {
        return None;
    }
    let line = masked(note.person.as_deref().unwrap_or_default());
    let (role, topic) = asked(&line);
    let kept = |text: &str| match text.trim() {
        "" => None,
        _ if !note.about.is_empty() => Some(Value::Text(format!("stands in note {}", id.0))),
        text => Some(Value::Text(masked(text).into_owned())),
    };
    let entry = Entry { kind: Kind::Enquiry, child: None, cells: Vec::new() };
    let entry = entry.day("received", note.opened.date_naive()).text("from_role", role).text("topic", topic);
    let entry = entry.text("reference", &format!("N{}", id.0)).with("question", kept(&note.text));
    let advice = kept(note.next_step.as_deref().unwrap_or_default());
    Some(entry.with("advice", advice).with("reply_due", note.follow_up.map(Value::Date)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::ChildKey;
    use crate::domain::note::Own;
    use crate::domain::note::sealing::seal;
    use chrono::{DateTime, NaiveDate};

    fn note(about: Vec<ChildKey>) -> NewNote {
        NewNote {
            about,
            kind: NoteKind::Enquiry,
            person: Some("kin carer: school place ".to_owned()),
            text: "Is there priority?".to_owned(),
            own: Own::new(),
            next_step: Some("Only for children in care".to_owned()),
            follow_up: NaiveDate::from_ymd_opt(2026, 11, 27),
            follow_up_words: None,
            opened: DateTime::parse_from_rfc3339("2026-11-23T10:00:00+00:00").unwrap(),
        }
    }

    #[test]
    fn one_line_says_who_asks_and_about_what() {
        for (line, expected) in [
            ("kin carer: school place", ("kin carer", "school place")),
            ("school", ("school", "not said")),
            (": fines", ("not said", "fines")),
            ("school: SEN: EHC plan", ("school", "SEN: EHC plan")),
            ("  ", ("not said", "not said")),
        ] {
            assert_eq!(asked(line), expected, "{line}");
        }
    }

    #[test]
    fn an_enquiry_about_nobody_is_a_row_and_one_about_a_child_keeps_its_words_in_the_note() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let row = |question: &str, advice: &str| {
            let entry = Entry { kind: Kind::Enquiry, child: None, cells: Vec::new() };
            let entry = entry.day("received", day("2026-11-23")).text("from_role", "kin carer");
            let entry = entry.text("topic", "school place").text("reference", "N7").text("question", question);
            entry.text("advice", advice).day("reply_due", day("2026-11-27"))
        };
        assert!(entry(&note(vec![]), NoteId(7)) == Some(row("Is there priority?", "Only for children in care")));
        let told = "stands in note 7";
        assert!(entry(&note(vec![ChildKey(1)]), NoteId(7)) == Some(row(told, told)));
        assert!(entry(&NewNote { kind: NoteKind::Call, ..note(vec![]) }, NoteId(7)).is_none());
    }

    #[test]
    fn what_is_sealed_in_the_note_is_not_in_the_row() {
        let text = seal("ring 01632 960123");
        let sealed = NewNote { text, ..note(vec![]) };
        let shown = entry(&sealed, NoteId(7)).unwrap().cells;
        assert!(!shown.iter().any(|(_, value)| matches!(value, Some(Value::Text(text)) if text.contains("960123"))));
        assert!(sealed.text.contains("960123"));
    }
}
