//! Who is who: records that may be one child, asked of a person with both side by side.
//!
//! Nothing here merges by itself: two children of one name and birthday stay two until somebody says otherwise.

mod beside;

pub use beside::{Beside, Line, beside};

use crate::domain::caseload::Caseload;
use crate::domain::caseload::Children;
use crate::domain::facts::ChildKey;
use crate::domain::search::names_of;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// Records that one number or name may stand for at most: what more of them share says nothing about any pair.
const MOST: usize = 20;

/// What somebody says of who is who.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Two records are one child.
    One {
        /// The record that stands for the child: where both say something, what it says counts.
        keep: ChildKey,
        /// The other.
        other: ChildKey,
    },
    /// A merged record is a child of its own after all.
    Apart(ChildKey),
    /// Two records are two children: nobody is asked about them again.
    Two(ChildKey, ChildKey),
}

/// A unique pupil number that a child has or had.
#[derive(Clone, PartialEq, Eq)]
pub struct Number {
    /// Whose.
    pub child: ChildKey,
    /// The number as it was written.
    pub upn: String,
    /// The child has another one now.
    pub former: bool,
}

/// A record that was merged into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merger {
    /// The record.
    pub record: ChildKey,
    /// The record that stands for both.
    pub child: ChildKey,
    /// The council's id of the merged record.
    pub child_id: String,
    /// When somebody said so.
    pub at: DateTime<Utc>,
    /// The key slot of who said so.
    pub actor: String,
}

/// What the caseload file knows of who is who. Its Debug shows no number.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identities {
    /// Pupil numbers, now and before.
    pub numbers: Vec<Number>,
    /// Pairs that somebody said are two children.
    pub apart: Vec<(ChildKey, ChildKey)>,
    /// Records that were merged, in the order in which that was said.
    pub mergers: Vec<Merger>,
}

impl std::fmt::Debug for Identities {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { numbers, apart, mergers } = self;
        write!(f, "{} numbers, {} told apart, {} merged", numbers.len(), apart.len(), mergers.len())
    }
}

/// Why two records may be one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both have one unique pupil number.
    Upn,
    /// One has a unique pupil number that the other had.
    FormerUpn,
    /// Both have one name and date of birth.
    NameAndBirthday,
}

impl Reason {
    /// The word of the JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Upn => "upn",
            Self::FormerUpn => "former-upn",
            Self::NameAndBirthday => "name-and-birthday",
        }
    }

    /// In words that name no child.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Upn => "one UPN",
            Self::FormerUpn => "one's former UPN",
            Self::NameAndBirthday => "one name and birthday",
        }
    }
}

/// Two records of which a person is asked whether they are one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The record that came first.
    pub one: ChildKey,
    /// The other.
    pub other: ChildKey,
    /// The strongest reason to ask.
    pub reason: Reason,
}

/// What is to be asked, the strongest reasons first.
pub fn questions(caseload: &Caseload, known: &Identities) -> Vec<Question> {
    let mut asked: BTreeMap<(ChildKey, ChildKey), Reason> = BTreeMap::new();
    let pairs = by_number(&known.numbers).into_iter().chain(by_name(&caseload.children));
    for (pair, reason) in pairs {
        asked.entry(pair).and_modify(|stronger| *stronger = reason.min(*stronger)).or_insert(reason);
    }
    for &(one, other) in &known.apart {
        asked.remove(&(one.min(other), one.max(other)));
    }
    let question = |((one, other), reason)| Question { one, other, reason };
    let mut questions: Vec<Question> = asked.into_iter().map(question).collect();
    questions.sort_by_key(|question| question.reason);
    questions
}

type Asked = ((ChildKey, ChildKey), Reason);

fn by_number(numbers: &[Number]) -> Vec<Asked> {
    let mut whose: BTreeMap<String, BTreeMap<ChildKey, bool>> = BTreeMap::new();
    for Number { child, upn, former } in numbers {
        let now = whose.entry(upn.to_uppercase()).or_default().entry(*child).or_default();
        *now |= !former;
    }
    let mut asked = Vec::new();
    for children in whose.values().filter(|children| children.len() <= MOST) {
        for (place, (&one, &one_now)) in children.iter().enumerate() {
            asked.extend(children.iter().skip(place + 1).map(|(&other, &other_now)| {
                ((one, other), if one_now && other_now { Reason::Upn } else { Reason::FormerUpn })
            }));
        }
    }
    asked
}

fn by_name(children: &Children) -> Vec<Asked> {
    let mut whose: BTreeMap<(NaiveDate, String), BTreeSet<ChildKey>> = BTreeMap::new();
    for child in children {
        let Some(born) = child.dob.filter(|_| !child.forename.is_empty() && !child.surname.is_empty()) else {
            continue;
        };
        for name in names_of(child) {
            whose.entry((born, name)).or_default().insert(ChildKey(child.key));
        }
    }
    let mut asked = Vec::new();
    for children in whose.values().filter(|children| children.len() <= MOST) {
        for (place, &one) in children.iter().enumerate() {
            asked.extend(children.iter().skip(place + 1).map(|&other| ((one, other), Reason::NameAndBirthday)));
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::shared;
    use crate::domain::facts::ChildFacts;

    fn child(key: i64, name: (&str, &str), born: &str) -> ChildFacts {
        let (forename, surname) = name;
        ChildFacts {
            key,
            forename: forename.into(),
            surname: surname.into(),
            dob: born.parse().ok(),
            ..ChildFacts::default()
        }
    }

    fn caseload(children: Vec<ChildFacts>) -> Caseload {
        Caseload { children: shared(children), ..Caseload::default() }
    }

    fn known(numbers: &[(i64, &str, bool)]) -> Identities {
        let number =
            |&(child, upn, former): &(i64, &str, bool)| Number { child: ChildKey(child), upn: upn.to_owned(), former };
        Identities { numbers: numbers.iter().map(number).collect(), ..Identities::default() }
    }

    fn asked(caseload: &Caseload, known: &Identities) -> Vec<(i64, i64, Reason)> {
        questions(caseload, known).iter().map(|asked| (asked.one.0, asked.other.0, asked.reason)).collect()
    }

    #[test]
    fn a_name_and_birthday_ask_and_either_alone_does_not() {
        let ada = ("Ada", "Lark");
        let of = |name, born| caseload(vec![child(1, ada, "2012-05-01"), child(2, name, born)]);
        let expected = [(1, 2, Reason::NameAndBirthday)];
        for (name, born, asks) in [
            (ada, "2012-05-01", true),
            (("ADA", "lárk"), "2012-05-01", true),
            (ada, "2012-05-02", false),
            (ada, "", false),
            (("Adam", "Lark"), "2012-05-01", false),
        ] {
            assert_eq!(asked(&of(name, born), &Identities::default()) == expected, asks, "{name:?} {born}");
        }
        let mut known_as = of(("Adelaide", "Lark"), "2012-05-01");
        known_as.facts_mut(1).known_as = Some("Ada".into());
        assert_eq!(asked(&known_as, &Identities::default()), expected);
        // Whom only a return knows has no name.
        let nameless = caseload(vec![child(1, ("", ""), "2012-05-01"), child(2, ("", ""), "2012-05-01")]);
        assert_eq!(asked(&nameless, &Identities::default()), []);
    }

    #[test]
    fn a_number_of_two_asks_now_or_before() {
        let nobody = Caseload::default();
        for (numbers, expected) in [
            (vec![(1, "H801200001001", false), (2, "h801200001001", false)], vec![(1, 2, Reason::Upn)]),
            (vec![(1, "H801200001001", true), (2, "H801200001001", false)], vec![(1, 2, Reason::FormerUpn)]),
            (vec![(1, "H801200001001", false), (2, "J801200001001", false)], vec![]),
            (vec![(1, "H801200001001", false), (1, "H801200001001", true)], vec![]),
        ] {
            assert_eq!(asked(&nobody, &known(&numbers)), expected, "{expected:?}");
        }
    }

    #[test]
    fn the_strongest_reason_is_asked_once_and_what_was_answered_is_not_asked_again() {
        let twice = caseload(vec![child(1, ("Ada", "Lark"), "2012-05-01"), child(2, ("Ada", "Lark"), "2012-05-01")]);
        let mut known = known(&[(1, "H801200001001", false), (2, "H801200001001", false)]);
        assert_eq!(asked(&twice, &known), [(1, 2, Reason::Upn)]);
        known.apart.push((ChildKey(2), ChildKey(1)));
        assert_eq!(asked(&twice, &known), []);
    }

    #[test]
    fn what_many_share_says_nothing_of_a_pair() {
        for (many, pairs) in [(20, 190), (21, 0)] {
            let numbers: Vec<_> = (1..=many).map(|child| (child, "H801200001001", false)).collect();
            assert_eq!(asked(&Caseload::default(), &known(&numbers)).len(), pairs, "{many}");
        }
    }
}
