//! What was decided about an alert and how it differs from the last look, in words.

use crate::app::Model;
use crate::domain::alert::{Alert, Back, Change};
use crate::domain::case::Case;
use crate::domain::decision::{self, Decision, Subject};
use crate::domain::facts::ChildKey;
use crate::domain::triage::occasion_of;

/// The sentences about an alert of a child at a place in the caseload; none where there is nothing to be said.
pub fn words(model: &Model, (place, alert): (usize, &Alert)) -> Vec<String> {
    let snapshot = &model.snapshot;
    let Some(child) = snapshot.caseload.children.get(place) else { return Vec::new() };
    let occasion = |case: &Case<'_>| occasion_of(case, alert);
    let decisions = &child.decisions;
    let about = if decisions.is_empty() { None } else { snapshot.with_case(place, occasion) };
    let decision = about.and_then(|occasion| {
        let same = |one: &&Decision| one.subject.rule == alert.rule().id && one.subject.occasion == occasion;
        decisions.iter().rev().find(same)
    });
    let news = news(alert).map(str::to_owned);
    news.into_iter().chain(decision.map(|decision| decided(decision, alert.dealt.aside()))).collect()
}

/// Why it is back, else how it differs from the last look.
pub fn news(alert: &Alert) -> Option<&'static str> {
    alert.dealt.back.map(Back::words).or(alert.dealt.change.map(Change::words))
}

/// `acknowledged until Wed 23 Dec by Anna: known to school`.
fn decided(decision: &Decision, aside: bool) -> String {
    let Decision { what, to, reason, until, actor, .. } = decision;
    let was = if aside { "" } else { "was " };
    let to = to.as_deref().map(|to| format!(" to {to}")).unwrap_or_default();
    let (until, reason) = (until.format("%a %-d %b %Y"), reason.reveal());
    format!("{was}{}{to} until {until} by {actor}: {reason}", what.words())
}

/// `no longer flagged since you last looked on 16 Nov: PEP overdue`; nothing where nothing is gone.
pub fn gone(model: &Model, child: ChildKey) -> Option<String> {
    let snapshot = &model.snapshot;
    let look = snapshot.caseload.look_at(child)?;
    let row = &snapshot.ranking.rows[snapshot.rank_of(child)?];
    let there: Vec<Subject> = row.alerts.iter().map(|alert| Subject::of(alert, String::new())).collect();
    let gone = decision::gone(look, &there);
    let on = look.day.format("%-d %b");
    (!gone.is_empty()).then(|| format!("no longer flagged since you last looked on {on}: {}", gone.join(", ")))
}
