//! Names that look like another child's, and names that no script writes.

use crate::domain::health::{Check, Ground, Row, row};
use crate::domain::lookalike::{Looks, name_of, strange, told_like};

pub(super) const LOOK_ALIKE: Check = Check {
    id: "name-look-alike",
    title: "a name like another's",
    doc: "Two children whose names look the same and are written with other letters: of another script, or with hidden \
          characters between them.",
    find: look_alike,
};

fn look_alike(ground: &Ground<'_>) -> Vec<Row> {
    let looks = Looks::of(&ground.caseload.children);
    let rows = ground.cases.iter().filter_map(|case| {
        let like = looks.like(&name_of(case.child));
        (!like.is_empty()).then(|| row(case, told_like(&like)))
    });
    rows.collect()
}

pub(super) const STRANGE: Check = Check {
    id: "name-strange",
    title: "a name of mixed letters",
    doc: "A name with a hidden character, with more than four accents on a letter, or with a word in letters of several \
          scripts. A name in any one script is never named here.",
    find: |ground| ground.each(|case| strange(&name_of(case.child)).map(str::to_owned)),
};

#[cfg(test)]
mod tests {
    use crate::domain::case::Context;
    use crate::domain::caseload::{Caseload, shared};
    use crate::domain::facts::ChildFacts;
    use crate::domain::health::{Ledger, Report};
    use crate::domain::thresholds::Thresholds;

    #[test]
    fn two_look_alikes_are_named_each_and_the_mixed_one_by_itself() {
        let child = |key: i64, forename: &str| ChildFacts {
            key,
            child_id: format!("C{key}").into(),
            forename: forename.into(),
            surname: "Roe".into(),
            ..ChildFacts::default()
        };
        let children = shared([child(1, "Anna"), child(2, "\u{410}nna"), child(3, "Анна")]);
        let caseload = Caseload { children, ..Caseload::default() };
        let limits = Thresholds::default();
        let context = Context::new(&caseload, &limits, "2026-11-23".parse().unwrap());
        let report = Report::new(&caseload, &context, Ledger::default());
        let found = |id: &str| {
            let found = report.findings.iter().find(|found| found.check.id == id).unwrap();
            found.rows.iter().map(|row| (row.child.unwrap().0, row.what.clone())).collect::<Vec<_>>()
        };
        let alike = |key, other| (key, format!("the name looks like that of {other}"));
        assert_eq!(found("name-look-alike"), [alike(1, "C2"), alike(2, "C1")]);
        let mixed = "a word of the name mixes letters of several scripts".to_owned();
        assert_eq!(found("name-strange"), [(2, mixed)]);
    }
}
