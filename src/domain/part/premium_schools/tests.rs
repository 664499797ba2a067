use super::*;
use crate::domain::facts::{ChildFacts, ChildKey, Cohorts};
use crate::domain::part::scene::{Stage, day};

const TODAY: &str = "2026-11-23";

/// Three looked-after children: two at a school, one on no roll.
fn stage() -> Stage {
    let child = |urn: Option<&str>| ChildFacts {
        cohorts: Some(Cohorts::LAC),
        dob: Some(day("2014-10-01")),
        school_urn: urn.map(Into::into),
        ..ChildFacts::default()
    };
    Stage::new(vec![child(Some("100001")), child(Some("100001")), child(None)])
}

fn row(stage: Stage, child: i64, term: &str, purpose: &str, sums: [&str; 2]) -> Stage {
    let cells = [("financial_year", "2026/27"), ("term", term), ("purpose", purpose)];
    let sums = [("allocated", sums[0]), ("spent", sums[1])];
    let mut stage = stage.row(Kind::Premium, child, &[&cells[..], &sums[..]].concat());
    stage.caseload.sources.insert(Kind::Premium);
    stage
}

fn told(stage: &Stage, of: &str, today: &str) -> Vec<Line> {
    stage.lines(&PART, today).into_iter().filter(|line| line.groups[1] == of).collect()
}

#[test]
fn sums_by_school_term_and_purpose_come_to_the_whole() {
    let stage = row(stage(), 1, "summer", "tuition", ["87666", "80000"]);
    let stage = row(stage, 1, "autumn", "tuition", ["87666", "0"]);
    let stage = row(stage, 2, "autumn", "books", ["1000", "2000"]);
    let stage = row(stage, 3, "autumn", "", ["500", "500"]);
    let whole = told(&stage, "all", TODAY).remove(0);
    assert_eq!(whole.cells, ["3", "1,768.32", "825.00", "953.32", "0.00", "46%"]);
    assert_eq!(whole.children, [1, 2, 3].map(ChildKey));
    for of in ["schools", "terms", "purposes"] {
        let lines = told(&stage, of, TODAY);
        let pence = |line: &Line, at: usize| line.cells[at].replace([',', '.'], "").parse::<i64>().unwrap();
        let sum = |at| lines.iter().map(|line| pence(line, at)).sum::<i64>();
        assert_eq!((sum(1), sum(2)), (176_832, 82_500), "{of}");
        assert!(lines.iter().all(|line| !line.children.is_empty()), "{of}: every figure can be opened");
    }
    let school = told(&stage, "schools", TODAY).into_iter().find(|line| line.about != About::Whole).unwrap();
    assert_eq!((school.cells[0].as_str(), school.cells[3].as_str()), ("2", "953.32"));
}

#[test]
fn the_rate_is_that_of_the_year_and_none_is_assumed() {
    let text = |stage: &Stage, today: &str| told(stage, "all", today).remove(0).detail.join("; ");
    assert!(text(&stage(), TODAY).contains("3 eligible children; no rate of 2026/27 is known"));
    let answers = ["2026/27", "270000", "letter of June"];
    let typed = [
        Some(Value::Text(answers[0].into())),
        Some(Value::Number(answers[1].parse().unwrap())),
        Some(Value::Text(answers[2].into())),
    ];
    let rows = (PART.acts[0].write)(&Line::default(), &typed, day(TODAY)).unwrap();
    assert!(
        text(&stage().written(rows), TODAY)
            .contains("3 eligible children x GBP 2,700.00 (letter of June) = GBP 8,100.00")
    );
    assert_eq!(told(&stage(), "all", TODAY).remove(0).groups[0], "no data");
}

#[test]
fn a_schools_money_before_31_march() {
    let told = |spent: &str, today: &str| {
        let stage = row(stage(), 1, "autumn", "tuition", ["10000", spent]);
        told(&stage, "schools", today).iter().any(|line| line.watches == ["premium-school"])
    };
    assert!(!told("7400", "2026-12-30") && told("7400", "2026-12-31"), "ninety days");
    assert!(!told("7500", "2026-12-31"), "a quarter is borne");
    assert!(told("7400", "2027-03-31"));
}
