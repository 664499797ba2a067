//! What the yearly returns say of a child, as events of the timeline. What a return does not date stands at its end.

use crate::app::record::item::{Item, Tone, date, joined, span};
use crate::domain::codes;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::{Record, RecordRow};
use chrono::NaiveDate;

type OfRow = fn(&Read<'_>) -> Item;

/// The kinds, the column that dates a row where one does, and what is said.
const EVENTS: &[(Kind, &str, OfRow)] = &[
    (Kind::Review, "date", review),
    (Kind::SocialWorker, "start", social_worker),
    (Kind::Adoption, "decided", adoption),
    (Kind::PlacedForAdoption, "start", placed_for_adoption),
    (Kind::Liberty, "start", liberty),
    (Kind::Plan, "start", plan),
    (Kind::CensusPupil, "entry", census_pupil),
    (Kind::Oc2, "", health),
    (Kind::Oc3, "", care_leaver),
    (Kind::Uasc, "", unaccompanied),
    (Kind::PreviousPermanence, "", previous_permanence),
];

/// A row with its kind.
struct Read<'a> {
    kind: Kind,
    row: &'a RecordRow,
}

impl Read<'_> {
    fn text(&self, name: &str) -> &str {
        self.row.text(spec(self.kind), name)
    }

    fn day(&self, name: &str) -> Option<NaiveDate> {
        self.row.date(spec(self.kind), name)
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.row.value(spec(self.kind), name) {
            Some(Value::Flag(yes)) => Some(*yes),
            _ => None,
        }
    }

    /// `label words`, nothing where the code is blank.
    fn coded(&self, label: &str, codes: &codes::Codes, name: &str) -> String {
        let words = codes.words(self.text(name));
        if words.is_empty() { words } else { format!("{label}{words}") }
    }

    fn span(&self) -> String {
        span(self.day("start").unwrap_or_default(), self.day("end"))
    }
}

/// Every row of the returns with its day; those without one bear the first day that there is.
pub(super) fn events(record: &Record) -> Vec<(NaiveDate, Item)> {
    let of_kind = |(kind, dated, say): &(Kind, &str, OfRow)| {
        let rows = record.rows(*kind).iter().map(|row| Read { kind: *kind, row });
        rows.map(|read| (read.day(dated).unwrap_or_default(), say(&read).from(&read.row.source))).collect::<Vec<_>>()
    };
    EVENTS.iter().flat_map(of_kind).collect()
}

fn review(read: &Read<'_>) -> Item {
    let day = read.day("date").map(date).unwrap_or_default();
    Item::new(Tone::Strong, format!("review {day}")).line(read.coded("", &codes::REVIEW, "code"))
}

fn social_worker(read: &Read<'_>) -> Item {
    Item::new(Tone::Strong, format!("social worker {} {}", read.text("worker"), read.span())).line(read.coded(
        "began: ",
        &codes::WORKER_CHANGE,
        "reason",
    ))
}

fn adoption(read: &Read<'_>) -> Item {
    let decided = read.day("decided").map_or("on a day that is not given".to_owned(), date);
    let matched = read.day("matched").map(|day| format!("matched {}", date(day))).unwrap_or_default();
    let carer = if read.flag("foster_carer") == Some(true) { "by the foster carer" } else { "" };
    let adopters = match read.text("adopters") {
        "" => String::new(),
        "1" => "1 adopter".to_owned(),
        count => format!("{count} adopters"),
    };
    Item::new(Tone::Strong, format!("decision for adoption {decided}")).line(joined([
        matched.as_str(),
        carer,
        &adopters,
    ]))
}

fn placed_for_adoption(read: &Read<'_>) -> Item {
    Item::new(Tone::Strong, format!("to be placed for adoption {}", read.span())).line(read.coded(
        "ended: ",
        &codes::ADOPTION_END,
        "reason",
    ))
}

fn liberty(read: &Read<'_>) -> Item {
    Item::new(Tone::Strong, format!("deprivation of liberty order {}", read.span()))
}

fn plan(read: &Read<'_>) -> Item {
    let (what, codes) = match read.text("plan") {
        "CP" => ("child protection plan", &codes::ABUSE),
        _ => ("child in need plan", &codes::NEED),
    };
    Item::new(Tone::Strong, format!("{what} {}", read.span())).line(read.coded("", codes, "category"))
}

fn census_pupil(read: &Read<'_>) -> Item {
    let entry = read.day("entry").map_or("on a day that is not given".to_owned(), date);
    let year = read.text("nc_year");
    let year = if year.is_empty() { String::new() } else { format!("year group {year}") };
    let part = if read.flag("part_time") == Some(true) { "part-time" } else { "" };
    Item::new(Tone::Strong, format!("entered school {}, by a school census: {entry}", read.text("school")))
        .line(joined([year.as_str(), &codes::SEN.words_of("SEN", read.text("sen")), part]))
}

fn health(read: &Read<'_>) -> Item {
    let score = match read.row.value(spec(read.kind), "sdq_score") {
        Some(Value::Number(score)) => format!("strengths and difficulties {score} of 40 (concern from 17)"),
        _ => read.coded("no strengths and difficulties score: ", &codes::SDQ_REASON, "sdq_reason"),
    };
    let checks = [
        ("health_check", "development check"),
        ("immunisations", "immunisations"),
        ("teeth_check", "dentist"),
        ("health_assessment", "health assessment"),
    ];
    let troubles = [
        ("convicted", "convicted"),
        ("substance_misuse", "substance misuse"),
        ("intervention_received", "help received"),
        ("intervention_offered", "help offered"),
    ];
    Item::new(Tone::Strong, "health, by the last yearly return (OC2)")
        .line(score)
        .line(answers(read, &checks))
        .line(answers(read, &troubles))
}

fn answers(read: &Read<'_>, names: &[(&str, &str)]) -> String {
    let said = names
        .iter()
        .filter_map(|(name, words)| Some(format!("{words} {}", if read.flag(name)? { "yes" } else { "no" })));
    said.collect::<Vec<_>>().join(", ")
}

fn care_leaver(read: &Read<'_>) -> Item {
    Item::new(Tone::Strong, "care leaver, by the last yearly return (OC3)")
        .line(read.coded("", &codes::IN_TOUCH, "in_touch"))
        .line(read.coded("", &codes::ACTIVITY, "activity"))
        .line(read.coded("lives ", &codes::ACCOMMODATION, "accommodation"))
}

fn unaccompanied(read: &Read<'_>) -> Item {
    let until = read.day("ceases").map(|day| format!(", until {}", date(day))).unwrap_or_default();
    Item::new(Tone::Strong, format!("unaccompanied and seeking asylum{until}"))
}

fn previous_permanence(read: &Read<'_>) -> Item {
    let council = read.text("la");
    let council = if council.is_empty() { String::new() } else { format!("council {council}") };
    Item::new(Tone::Strong, codes::PREVIOUS_PERMANENCE.words_of("before care", read.text("option")))
        .line(joined([read.text("date"), &council]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::record::fixture::{on, row, text};
    use crate::domain::facts::ChildFacts;
    use crate::domain::record::RecordTable;

    fn said(kind: Kind, values: &[(&str, Value)]) -> Vec<String> {
        let table = RecordTable { spec: spec(kind), rows: vec![row(kind, 7, values)] };
        let own = RecordRow { values: Vec::new(), source: crate::domain::record::Source::default() };
        let child = ChildFacts::default();
        let record =
            Record { child, own, tables: vec![table], registers: Vec::new(), notes: Vec::new(), seen: Vec::new() };
        let mut events = events(&record);
        assert_eq!(events.len(), 1);
        let (_, item) = events.remove(0);
        assert_eq!(item.sources, [format!("from {}.csv line 7, import 3", spec(kind).name)]);
        std::iter::once(item.title).chain(item.lines).collect()
    }

    /// A kind, the values of a row, what is said.
    type Case<'a> = (Kind, &'a [(&'a str, Value)], &'a [&'a str]);

    fn check(cases: &[Case<'_>]) {
        for (kind, values, expected) in cases {
            assert_eq!(said(*kind, values), *expected, "{kind:?}");
        }
    }

    #[test]
    fn reviews_workers_health_and_care_leavers_are_said_in_words() {
        check(&[
            (
                Kind::Review,
                &[("date", on("2026-08-28")), ("code", text("PN6"))],
                &["review Fri 28 Aug 2026", "sent views and did not attend (PN6)"],
            ),
            (
                Kind::SocialWorker,
                &[("worker", text("SW9")), ("start", on("2026-08-28")), ("reason", text("SWLAZY"))],
                &["social worker SW9 since Fri 28 Aug 2026", "began: SWLAZY"],
            ),
            (
                Kind::Oc2,
                &[
                    ("sdq_score", Value::Number(18)),
                    ("teeth_check", Value::Flag(true)),
                    ("convicted", Value::Flag(false)),
                ],
                &[
                    "health, by the last yearly return (OC2)",
                    "strengths and difficulties 18 of 40 (concern from 17)",
                    "dentist yes",
                    "convicted no",
                ],
            ),
            (
                Kind::Oc3,
                &[("in_touch", text("YES")), ("activity", text("F3")), ("accommodation", text("U2"))],
                &[
                    "care leaver, by the last yearly return (OC3)",
                    "in touch (YES)",
                    "full-time training or work, by an older guide (F3, retired)",
                    "lives independently, not suitable (U2)",
                ],
            ),
        ]);
    }

    #[test]
    fn what_was_before_adoption_plans_and_the_census_are_said_in_words() {
        check(&[
            (Kind::Uasc, &[("ceases", on("2028-10-13"))], &["unaccompanied and seeking asylum, until Fri 13 Oct 2028"]),
            (
                Kind::PreviousPermanence,
                &[("option", text("P2")), ("date", text("2014-05")), ("la", text("E09000001"))],
                &["under a special guardianship order before (P2)", "2014-05, council E09000001"],
            ),
            (
                Kind::Adoption,
                &[("decided", on("2026-08-28")), ("foster_carer", Value::Flag(true)), ("adopters", text("2"))],
                &["decision for adoption Fri 28 Aug 2026", "by the foster carer, 2 adopters"],
            ),
            (
                Kind::PlacedForAdoption,
                &[("start", on("2026-08-28")), ("end", on("2026-09-01")), ("reason", text("RD3"))],
                &["to be placed for adoption Fri 28 Aug 2026 to Tue 1 Sep 2026", "ended: no adopters were found (RD3)"],
            ),
            (
                Kind::Plan,
                &[("plan", text("CP")), ("start", on("2026-08-28")), ("category", text("NEG"))],
                &["child protection plan since Fri 28 Aug 2026", "neglect (NEG)"],
            ),
            (
                Kind::Plan,
                &[("plan", text("CIN")), ("start", on("2026-08-28")), ("category", text("N4"))],
                &["child in need plan since Fri 28 Aug 2026", "family in acute stress (N4)"],
            ),
            (
                Kind::CensusPupil,
                &[("school", text("SCH7")), ("entry", on("2026-09-01")), ("nc_year", text("9")), ("sen", text("E"))],
                &[
                    "entered school SCH7, by a school census: Tue 1 Sep 2026",
                    "year group 9, education, health and care plan (E)",
                ],
            ),
            (Kind::Liberty, &[("start", on("2026-08-28"))], &["deprivation of liberty order since Fri 28 Aug 2026"]),
        ]);
    }
}
