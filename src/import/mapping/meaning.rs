//! What a column of an unknown file can be.

use crate::domain::kind::{KINDS, Kind, KindSpec, Shape, spec};

/// What a column is, within the kind of record that its file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// Of no use here; not read.
    Nothing,
    /// The council's id of the child.
    Child,
    /// The child's unique pupil number: whose row it is where the council's id is not there.
    Upn,
    /// A field of the kind, by its name; of attendance a part of the register.
    Field(&'static str),
}

/// What the columns of a register can be, beside a column for each day.
pub(super) const REGISTER: &[&str] =
    &["date", "session", "code", "am", "pm", "week_commencing", "from", "marks", "school_urn"];

/// The kinds that a profile can read, in the order of the table.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let plain = |spec: &&KindSpec| spec.kind == Kind::Attendance || spec.fields.iter().any(|field| field.plain);
    KINDS.iter().filter(plain).map(|spec| spec.kind)
}

/// The kind of a name as formats write it.
pub(super) fn kind(name: &str) -> Option<Kind> {
    kinds().find(|&kind| spec(kind).name == name)
}

/// The fields of a kind that a column can fill, with what they hold.
pub(super) fn fields(kind: Kind) -> Vec<(&'static str, Shape)> {
    if kind == Kind::Attendance {
        let shape = |name| match name {
            "date" | "week_commencing" | "from" => Shape::Date,
            "session" => Shape::OneOf(&["AM", "PM"]),
            _ => Shape::Text,
        };
        return REGISTER.iter().map(|&name| (name, shape(name))).collect();
    }
    let plain = spec(kind).fields.iter().filter(|field| field.plain);
    plain.map(|field| (field.name, field.shape)).collect()
}

impl Meaning {
    /// The word of a profile: `nothing`, `child_id`, `upn`, or the field's name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Child => "child_id",
            Self::Upn => "upn",
            Self::Field(name) => name,
        }
    }

    /// Reads the word of a profile of a kind.
    pub fn parse(kind: Kind, word: &str) -> Option<Self> {
        Self::all(kind).into_iter().find(|meaning| meaning.word() == word)
    }

    /// All that a column of a file of this kind can be, `nothing` first.
    pub fn all(kind: Kind) -> Vec<Self> {
        let mut all = vec![Self::Nothing];
        if spec(kind).of_child {
            all.extend([Self::Child, Self::Upn]);
        }
        let fields = fields(kind).into_iter().map(|(name, _)| Self::Field(name));
        all.extend(fields.filter(|field| field.word() != Self::Upn.word()));
        all
    }
}

/// What a reading of this kind lacks, given what its columns are. `days` says that days have columns of their own.
pub(super) fn lacks(kind: Kind, has: &dyn Fn(Meaning) -> bool, days: bool) -> Vec<String> {
    let field = |name| has(Meaning::Field(name));
    let mut lacking = Vec::new();
    if spec(kind).of_child && !has(Meaning::Child) && (kind == Kind::Child || !has(Meaning::Upn)) {
        lacking.push(if kind == Kind::Child { "child_id" } else { "child_id or upn" }.to_owned());
    }
    if kind == Kind::Attendance {
        let dated = field("date") && (field("code") || field("am") && field("pm"));
        let strung = field("marks") && (field("week_commencing") || field("from"));
        if !dated && !strung && !days {
            lacking
                .push("date and code, or date, am and pm, or week_commencing and marks, or columns of days".to_owned());
        }
        return lacking;
    }
    let musts = spec(kind).fields.iter().filter(|field| field.must && field.plain);
    lacking.extend(musts.filter(|must| !field(must.name)).map(|must| must.name.to_owned()));
    let keys = spec(kind).key;
    if keys.len() > 1 && !keys.iter().any(|key| key.iter().all(|&name| field(name))) {
        lacking.push(keys.iter().map(|key| key.join(" and ")).collect::<Vec<_>>().join(", or "));
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_as_it_is_written() {
        for kind in kinds() {
            for meaning in Meaning::all(kind) {
                assert_eq!(Meaning::parse(kind, meaning.word()), Some(meaning), "{kind:?} {meaning:?}");
            }
            assert_eq!(Meaning::parse(kind, "no such word"), None);
        }
        assert_eq!(Meaning::parse(Kind::School, "child_id"), None);
    }

    #[test]
    fn what_is_lacking_is_named() {
        let lacking = |kind, words: &[&str], days| lacks(kind, &|meaning| words.contains(&meaning.word()), days);
        for (kind, words, days, lacks_nothing) in [
            (Kind::Pep, &["child_id", "due"][..], false, true),
            (Kind::Pep, &["upn", "held"], false, true),
            (Kind::Pep, &["upn", "academic_year"], false, false),
            (Kind::Pep, &["due"], false, false),
            (Kind::Child, &["upn", "forename", "surname", "dob"], false, false),
            (Kind::Child, &["child_id", "forename", "surname", "dob"], false, true),
            (Kind::Attendance, &["upn"], false, false),
            (Kind::Attendance, &["upn"], true, true),
            (Kind::Attendance, &["upn", "date", "am"], false, false),
            (Kind::Attendance, &["upn", "date", "am", "pm"], false, true),
            (Kind::Attendance, &["upn", "from", "marks"], false, true),
            (Kind::School, &["urn", "name"], false, true),
        ] {
            assert_eq!(lacking(kind, words, days).is_empty(), lacks_nothing, "{kind:?} {words:?}");
        }
    }
}
