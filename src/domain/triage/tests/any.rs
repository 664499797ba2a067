//! Any caseload: facts that no file should give, but might.

use crate::domain::attendance::{AcademicYear, YearMarks};
use crate::domain::calendar::{Calendar, TermKind, TermRow};
use crate::domain::caseload::{Caseload, shared};
use crate::domain::facts::{
    ChildFacts, Cohorts, Destination, DestinationStatus, Enrolment, Exclusion, ExclusionKind, Missing, Pep, Placement,
    Referral, Registration, Text,
};
use crate::domain::kind::KINDS;
use crate::domain::thresholds::Thresholds;
use chrono::NaiveDate;
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Mostly days of these years, now and then one far away.
pub(super) fn day() -> impl Strategy<Value = NaiveDate> {
    let at = |days: i32| NaiveDate::from_num_days_from_ce_opt(days).unwrap();
    prop_oneof![20 => (739_000..740_300_i32).prop_map(at), 1 => (0..1_000_000_i32).prop_map(at)]
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = Option<Text>> {
    of(select(words).prop_map(Text::from))
}

fn urn() -> impl Strategy<Value = Text> {
    select(&["100001", "100002", "100003"][..]).prop_map(Text::from)
}

fn pep() -> impl Strategy<Value = Pep> {
    (of(day()), of(day()), any::<bool>()).prop_map(|(due, held, red)| Pep { due, held, red })
}

fn exclusion() -> impl Strategy<Value = Exclusion> {
    let kind = select(&[ExclusionKind::Suspension, ExclusionKind::Lunch, ExclusionKind::Permanent][..]);
    (kind, day(), of(day()), of(any::<u32>()), of(day())).prop_map(|(kind, start, end, sessions, provision_from)| {
        Exclusion { kind, start, end, sessions, provision_from }
    })
}

fn placement() -> impl Strategy<Value = Placement> {
    let kind = word(&["U1", "T0", "K2", "foster"]);
    let codes = (kind, word(&["P", "B", "T", ""]), word(&["C2", "V3", "V4"]), word(&["X1", "E8"]));
    (day(), of(day()), codes, of(any::<u64>()), of(day()), any::<bool>()).prop_map(
        |(start, end, (kind, reason, legal_status, rec), postcode_digest, planned_end, episode)| Placement {
            start,
            end,
            kind,
            reason,
            legal_status,
            provider: None,
            carer: None,
            postcode_digest,
            planned_end,
            episode,
            rec,
        },
    )
}

fn enrolment() -> impl Strategy<Value = Enrolment> {
    let registration = select(&[Registration::Main, Registration::Dual, Registration::Ap][..]);
    (urn(), day(), of(day()), registration, of(-2_i8..15)).prop_map(|(urn, start, end, registration, nc_year)| {
        Enrolment { urn, start, end, registration, nc_year, part_time: false }
    })
}

fn destination() -> impl Strategy<Value = Destination> {
    let status = select(&[DestinationStatus::Eet, DestinationStatus::Neet, DestinationStatus::NotKnown][..]);
    (day(), of(day()), status, of(day())).prop_map(|(from, to, status, checked)| Destination {
        from,
        to,
        status,
        checked,
    })
}

fn marks() -> impl Strategy<Value = Vec<YearMarks>> {
    let year = (2020_i32..2030, vec(any::<u8>(), 0..560));
    vec(year, 0..3).prop_map(|years| {
        years.into_iter().map(|(year, bytes)| YearMarks { year: AcademicYear(year), bytes: bytes.into() }).collect()
    })
}

fn child() -> impl Strategy<Value = ChildFacts> {
    let own = (of(day()), of(-2_i8..15), of(urn()), of(0_u8..64), of(day()));
    let rows = (vec(pep(), 0..4), vec(exclusion(), 0..4), vec(placement(), 0..5), vec(enrolment(), 0..4));
    let more = (vec(destination(), 0..3), vec((day(), of(day()), of(day())), 0..3), vec((day(), of(day())), 0..3));
    (own, rows, more, marks()).prop_map(|(own, rows, more, marks)| ChildFacts {
        surname: "Secretname".into(),
        dob: own.0,
        nc_year: own.1,
        school_urn: own.2,
        cohorts: own.3.map(Cohorts),
        looked_after_since: own.4,
        peps: rows.0,
        exclusions: rows.1,
        placements: rows.2,
        enrolments: rows.3,
        destinations: more.0,
        referrals: more
            .1
            .into_iter()
            .map(|(received, first_action, closed)| Referral { received, first_action, closed })
            .collect(),
        missing: more.2.into_iter().map(|(start, end)| Missing { start, end }).collect(),
        marks,
        ..ChildFacts::default()
    })
}

fn term() -> impl Strategy<Value = TermRow> {
    let scope = select(&["*", "100001", "100002"][..]);
    let kind = select(&[TermKind::Term, TermKind::Break, TermKind::Inset][..]);
    (scope, kind, select(&["autumn", "spring"][..]), day(), day()).prop_map(|(scope, kind, name, start, end)| TermRow {
        scope: scope.into(),
        kind,
        name: name.into(),
        start,
        end,
    })
}

/// Any caseload of a few children.
pub(super) fn caseload() -> impl Strategy<Value = Caseload> {
    let sources = btree_set(select(KINDS.iter().collect::<Vec<_>>()).prop_map(|spec| spec.kind), 0..15);
    (vec(child(), 0..6), vec(term(), 0..8), vec(day(), 0..4), sources).prop_map(
        |(children, rows, holidays, sources)| Caseload {
            children: shared(children),
            calendar: Calendar::new(rows, &holidays).into(),
            sources,
            ..Caseload::default()
        },
    )
}

/// Built-in limits, or all of them the same odd number.
pub(super) fn thresholds() -> impl Strategy<Value = Thresholds> {
    select(&[None, Some(0), Some(1), Some(12), Some(100)][..]).prop_map(|limit| {
        let Some(limit) = limit else { return Thresholds::default() };
        let lines = crate::domain::rules::RULES.iter().flat_map(|rule| {
            let keys = rule.limits.iter().map(move |known| format!("{} = {limit}\n", known.key));
            std::iter::once(format!("[{}]\n", rule.id)).chain(keys)
        });
        Thresholds::read(&lines.collect::<String>()).0
    })
}
