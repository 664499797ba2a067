//! Two records side by side.

use crate::domain::facts::Text;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::{Record, Source};
use crate::domain::rules::wording::day;

/// What two records say of one thing. Its Debug shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// Of what: `date of birth`.
    pub what: String,
    /// What the one says; empty where it says nothing.
    pub one: String,
    /// What the other says.
    pub other: String,
    /// Both say something, and not the same.
    pub differ: bool,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

/// What two records say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Thing by thing.
    pub lines: Vec<Line>,
    /// Whether a later file named the other one: an id that the council gave anew.
    pub other_is_later: bool,
}

/// What two records say, thing by thing: who the child is, then how much is known and from where. What neither says
/// is left out, and sealed values stay sealed.
pub fn beside(one: &Record, other: &Record) -> Beside {
    let fields = spec(Kind::Child).fields.iter().zip(one.own.values.iter().zip(&other.own.values));
    let own = fields.map(|(field, (left, right))| {
        let (left, right) = (words(left.as_ref()), words(right.as_ref()));
        let differ = !left.is_empty() && !right.is_empty() && left.to_lowercase() != right.to_lowercase();
        Line { what: field.name.replace('_', " "), one: left, other: right, differ }
    });
    let ids = pair("council's id", |record| {
        let ids = std::iter::once(&record.child.child_id).chain(&record.child.other_ids);
        ids.map(Text::as_str).collect::<Vec<_>>().join(", ")
    });
    let counts = one.tables.iter().map(|table| {
        let what = table.spec.name.replace(['-', '_'], " ");
        pair(&what, |record| counted(record.rows(table.spec.kind).len()))(one, other)
    });
    let rest = [
        pair("sessions marked", |record| counted(sessions(record)))(one, other),
        pair("notes", |record| counted(record.notes.len()))(one, other),
        pair("own row from", |record| from(&record.own.source))(one, other),
    ];
    let lines = std::iter::once(ids(one, other)).chain(own).chain(counts).chain(rest);
    Beside {
        lines: lines.filter(|line| !line.one.is_empty() || !line.other.is_empty()).collect(),
        other_is_later: other.own.source.import > one.own.source.import,
    }
}

/// A line that two records may fill differently without contradicting each other.
fn pair(what: &str, of: impl Fn(&Record) -> String) -> impl Fn(&Record, &Record) -> Line {
    move |one, other| Line { what: what.to_owned(), one: of(one), other: of(other), differ: false }
}

fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

fn sessions(record: &Record) -> usize {
    record.child.marks.iter().map(|year| year.bytes.iter().filter(|byte| **byte != 0).count()).sum()
}

fn from(source: &Source) -> String {
    if source.import == 0 { String::new() } else { format!("{} line {}", source.file, source.line) }
}

fn words(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Date(date)) => day(*date),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Flag(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
        Some(Value::Sealed(_)) => "sealed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::{AcademicYear, YearMarks};
    use crate::domain::facts::ChildFacts;
    use crate::domain::record::{RecordRow, RecordTable};

    fn record(own: &[(&str, Value)], peps: usize) -> Record {
        let row = RecordRow { values: Vec::new(), source: Source::default() };
        let value = |name| own.iter().find(|(column, _)| *column == name).map(|(_, value)| value.clone());
        let values = spec(Kind::Child).fields.iter().map(|field| value(field.name)).collect();
        let marks = YearMarks { year: AcademicYear(2026), bytes: [1, 0, 1].into() };
        Record {
            child: ChildFacts { child_id: "7".into(), marks: vec![marks], ..ChildFacts::default() },
            own: RecordRow { values, source: Source { import: 3, file: "kids.csv".to_owned(), line: 9 } },
            tables: vec![RecordTable { spec: spec(Kind::Pep), rows: vec![row; peps] }],
            registers: Vec::new(),
            notes: Vec::new(),
            seen: Vec::new(),
        }
    }

    #[test]
    fn what_either_says_stands_there_and_what_contradicts_is_marked() {
        let text = |words: &str| Value::Text(words.to_owned());
        let born = |text: &str| Value::Date(text.parse().unwrap());
        let one = record(&[("forename", text("Ada")), ("dob", born("2012-05-01")), ("sen", text("K"))], 0);
        let other = record(&[("forename", text("ADA")), ("dob", born("2012-05-02"))], 2);
        let found = beside(&one, &other);
        assert!(!found.other_is_later);
        let told: Vec<_> =
            found.lines.iter().map(|line| (&*line.what, &*line.one, &*line.other, line.differ)).collect();
        let expected = [
            ("council's id", "7", "7", false),
            ("forename", "Ada", "ADA", false),
            ("dob", "1 May 2012", "2 May 2012", true),
            ("sen", "K", "", false),
            ("peps", "", "2", false),
            ("sessions marked", "2", "2", false),
            ("own row from", "kids.csv line 9", "kids.csv line 9", false),
        ];
        assert_eq!(told, expected);
    }
}
