//! Scenes for the boundary tests of the rules: one child, one day, one rule asked.

use crate::domain::alert::{Finding, Severity};
use crate::domain::attendance::{AcademicYear, Half, YEAR_SESSIONS, YearMarks, parse_code, session_index};
use crate::domain::calendar::{Calendar, TermKind, TermRow};
use crate::domain::case::{Case, Context};
use crate::domain::caseload::{Caseload, shared};
use crate::domain::facts::{
    ChildFacts, Cohorts, Destination, DestinationStatus, Enrolment, Exclusion, ExclusionKind, Pep, Placement,
    Registration,
};
use crate::domain::kind::Kind;
use crate::domain::rules::Reason;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::{explain_case, judge};
use chrono::{Days, NaiveDate};

/// Reads a date.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One child and what the council's files hold. Assumed terms and every kind of file, unless changed.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) child: ChildFacts,
    pub(crate) caseload: Caseload,
    pub(crate) thresholds: Thresholds,
}

/// A looked-after child of 12, in year 7 today, looked after for years and on a roll.
pub(crate) fn looked_after() -> Scene {
    let mut scene = Scene::default();
    scene.child.cohorts = Some(Cohorts::LAC);
    scene.child.looked_after_since = Some(day("2020-01-06"));
    scene
}

/// A child in need of 12, on a roll.
impl Default for Scene {
    fn default() -> Self {
        let kinds = [Kind::Pep, Kind::Enrolment, Kind::Destination, Kind::Attendance, Kind::Exclusion];
        let child = ChildFacts {
            dob: Some(day("2014-10-01")),
            cohorts: Some(Cohorts::CIN),
            nc_year: Some(7),
            school_urn: Some("100001".into()),
            ..ChildFacts::default()
        };
        let caseload = Caseload { sources: kinds.into(), ..Caseload::default() };
        Self { child, caseload, thresholds: Thresholds::default() }
    }
}

impl Scene {
    /// Changes the child.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut ChildFacts)) -> Self {
        change(&mut self.child);
        self
    }

    /// Terms of the council or of a school: scope, kind, name, first and last day.
    pub(crate) fn terms(mut self, rows: &[(&str, TermKind, &str, &str, &str)]) -> Self {
        let row = |&(scope, kind, name, start, end): &(&str, TermKind, &str, &str, &str)| TermRow {
            scope: scope.into(),
            kind,
            name: name.into(),
            start: day(start),
            end: day(end),
        };
        self.caseload.calendar = Calendar::new(rows.iter().map(row).collect(), &[]).into();
        self
    }

    /// Without a kind of file.
    pub(crate) fn without(mut self, kind: Kind) -> Self {
        self.caseload.sources.remove(&kind);
        self
    }

    /// Marks one session.
    pub(crate) fn mark(self, on: &str, half: Half, code: &str) -> Self {
        self.put(day(on), half, code)
    }

    /// Marks every weekday morning and afternoon from one day to another.
    pub(crate) fn marks(self, from: &str, to: &str, code: &str) -> Self {
        let (from, to) = (day(from), day(to));
        let days = (0..).map(|after| from.checked_add_days(Days::new(after)).unwrap()).take_while(|&at| at <= to);
        days.fold(self, |scene, at| scene.put(at, Half::Am, code).put(at, Half::Pm, code))
    }

    fn put(mut self, at: NaiveDate, half: Half, code: &str) -> Self {
        let Some(index) = session_index(at, half) else { return self };
        let year = AcademicYear::of(at);
        let marks = &mut self.child.marks;
        if !marks.iter().any(|marks| marks.year == year) {
            marks.push(YearMarks { year, bytes: vec![0; YEAR_SESSIONS].into() });
            marks.sort_by_key(|marks| std::cmp::Reverse(marks.year));
        }
        let marks = marks.iter_mut().find(|marks| marks.year == year).unwrap();
        marks.bytes[index] = if code.is_empty() { 0 } else { parse_code(code).unwrap().byte };
        self
    }

    /// Works with the case on a day.
    pub(crate) fn on<T>(&self, today: &str, work: impl FnOnce(&Case<'_>) -> T) -> T {
        let mut caseload = self.caseload.clone();
        caseload.children = shared([self.child.clone()]);
        let context = Context::new(&caseload, &self.thresholds, day(today));
        work(&Case::new(&caseload.children[0], &context))
    }

    /// What a rule finds on a day, through the same judging as the list.
    pub(crate) fn finding(&self, rule: &str, today: &str) -> Option<Finding> {
        self.on(today, |case| judge(case).into_iter().find(|alert| alert.rule().id == rule).map(|alert| alert.finding))
    }

    /// The finding of a rule on a day as severity, rounded value and `since`; `None` where it does not fire.
    pub(crate) fn told(&self, rule: &str, today: &str) -> Option<(Severity, Option<String>, Option<String>)> {
        let found = self.finding(rule, today)?;
        Some((found.severity, found.value.map(|value| value.to_string()), found.since.map(|since| since.to_string())))
    }

    /// Whether a rule fires on a day.
    pub(crate) fn fires(&self, rule: &str, today: &str) -> bool {
        self.finding(rule, today).is_some()
    }

    /// The reason that a rule gives on a day.
    pub(crate) fn reason(&self, rule: &str, today: &str) -> Reason {
        self.on(today, |case| {
            let alert = judge(case).into_iter().find(|alert| alert.rule().id == rule).unwrap();
            explain_case(case, &alert)
        })
    }
}

/// A finding as [`Scene::told`] gives it.
#[allow(clippy::unnecessary_wraps, reason = "compared with what Scene::told gives")]
pub(crate) fn found(
    severity: Severity,
    value: &str,
    since: &str,
) -> Option<(Severity, Option<String>, Option<String>)> {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some((severity, known(value), known(since)))
}

/// A suspension without sessions or end.
pub(crate) fn excluded(kind: ExclusionKind, start: &str) -> Exclusion {
    Exclusion { kind, start: day(start), end: None, sessions: None, provision_from: None }
}

/// A suspension of some half-day sessions.
pub(crate) fn suspended(start: &str, sessions: u32) -> Exclusion {
    Exclusion { sessions: Some(sessions), ..excluded(ExclusionKind::Suspension, start) }
}

/// A PEP by its due and held days, empty where not known.
pub(crate) fn pep(due: &str, held: &str) -> Pep {
    Pep { due: due.parse().ok(), held: held.parse().ok(), red: false }
}

/// A main enrolment; an empty end is open.
pub(crate) fn enrolled(urn: &str, start: &str, end: &str) -> Enrolment {
    Enrolment {
        urn: urn.into(),
        start: day(start),
        end: end.parse().ok(),
        registration: Registration::Main,
        nc_year: None,
        part_time: false,
    }
}

/// A placement of a plain file with provider and reason; an empty end is open, an empty reason blank.
pub(crate) fn placed(start: &str, end: &str, provider: &str, reason: &str) -> Placement {
    Placement {
        start: day(start),
        end: end.parse().ok(),
        kind: Some("U6".into()),
        reason: (!reason.is_empty()).then(|| reason.into()),
        legal_status: Some("C2".into()),
        provider: Some(provider.into()),
        carer: None,
        postcode_digest: Some(7),
        planned_end: None,
        episode: false,
        rec: None,
    }
}

/// A destination without an end.
pub(crate) fn destination(from: &str, status: DestinationStatus, checked: &str) -> Destination {
    Destination { from: day(from), to: None, status, checked: checked.parse().ok() }
}
