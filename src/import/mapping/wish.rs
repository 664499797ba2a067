//! What a person says an unknown file is, over what is proposed.

use crate::domain::kind::Kind;
use crate::import::mapping::Meaning;
use crate::import::mapping::propose::Proposal;

/// What a person says; what is left out stays as it is proposed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'w> {
    /// What its rows become.
    pub kind: Option<Kind>,
    /// Columns by their words, and what they are.
    pub columns: &'w [(String, Meaning)],
}

/// The first rows of an unknown file, and what they are proposed to be, the wish carried out. Prints no row: they hold
/// names.
#[derive(Clone, PartialEq, Eq)]
pub struct View {
    /// The proposal.
    pub proposal: Proposal,
    /// The header's words, one a column.
    pub words: Vec<String>,
    /// Rows below it.
    pub rows: Vec<Vec<String>>,
    /// How telling it is without any wish.
    pub(in crate::import) rank: (bool, u32),
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} columns, {} rows", self.words.len(), self.rows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    const TEXT: &str = "Weekly report,,,\nRef,Next PEP,Held on,Other\nC1,02/11/2026,TBC,Gold\nC2,03/11/2026,,Red\n";

    fn look(wish: &Wish<'_>) -> View {
        import::look(&mut TEXT.as_bytes(), wish).unwrap().unwrap()
    }

    fn meanings(view: &View) -> Vec<&'static str> {
        view.proposal.columns.iter().map(|guess| guess.meaning.word()).collect()
    }

    #[test]
    fn without_a_wish_it_is_what_is_proposed_and_the_rows_below_the_header() {
        let view = look(&Wish::default());
        assert_eq!(Some(&view.proposal), import::propose(&mut TEXT.as_bytes()).unwrap().as_ref());
        assert_eq!((view.words[0].as_str(), view.rows[0][0].as_str(), view.rows.len()), ("Ref", "C1", 2));
        assert!(!format!("{view:?}").contains("C1"));
    }

    #[test]
    fn a_column_is_what_a_person_says_and_its_words_are_translated_for_that() {
        let before = look(&Wish::default());
        assert_eq!(before.proposal.kind, Kind::Pep);
        let columns = [("Held on".to_owned(), Meaning::Nothing), ("Other".to_owned(), Meaning::Field("quality"))];
        let wished = look(&Wish { kind: None, columns: &columns });
        assert_eq!(meanings(&wished)[2..], ["nothing", "quality"]);
        assert_eq!(wished.proposal.columns[3].surety(), "by hand");
        let again = [("Other".to_owned(), Meaning::Field("held"))];
        let codes = look(&Wish { kind: None, columns: &again }).proposal.text("x");
        assert!(codes.contains("\"Other\" = \"held\""), "{codes}");
    }

    #[test]
    fn what_is_lacking_follows_what_a_person_says() {
        let columns = [("Ref".to_owned(), Meaning::Nothing)];
        assert_eq!(look(&Wish { kind: None, columns: &columns }).proposal.lacking, ["child_id or upn"]);
        assert!(look(&Wish::default()).proposal.lacking.is_empty());
    }

    #[test]
    fn another_kind_is_proposed_for_under_the_same_header() {
        let view = look(&Wish { kind: Some(Kind::Child), columns: &[] });
        assert_eq!((view.proposal.kind, view.words[0].as_str()), (Kind::Child, "Ref"));
        assert!(view.proposal.columns.iter().all(|guess| Meaning::all(Kind::Child).contains(&guess.meaning)));
    }

    #[test]
    fn a_translation_is_made_for_the_values_of_a_wished_column() {
        let text = "Ref,Next PEP,Held on\nC1,02/11/2026,TBC\n";
        let columns = [("Held on".to_owned(), Meaning::Field("held"))];
        let view = import::look(&mut text.as_bytes(), &Wish { kind: Some(Kind::Pep), columns: &columns });
        assert!(view.unwrap().unwrap().proposal.text("x").contains("\"tbc\" = \"\""));
    }
}
