//! Scenes for the boundary tests of the checks.

use crate::domain::case::Context;
use crate::domain::caseload::{Caseload, shared};
use crate::domain::facts::ChildFacts;
use crate::domain::health::{LastImport, Ledger, Report, Source};
use crate::domain::kind::Kind;
use crate::domain::rules::scene::{Scene, day};

/// One kind of file, imported on a day.
pub(super) fn imported(kind: Kind, on: &str) -> Ledger {
    let last = Some(LastImport { day: day(on), file: "in/file.csv".to_owned() });
    Ledger { sources: vec![Source { kind, last }], ..Ledger::default() }
}

/// What a check finds about the scene's child and council on a day.
pub(super) fn found(scene: &Scene, ledger: &Ledger, check: &str, today: &str) -> Vec<String> {
    among(scene, vec![scene.child.clone()], ledger, (check, today))
}

/// What a check finds about several children.
pub(super) fn among(
    scene: &Scene,
    children: Vec<ChildFacts>,
    ledger: &Ledger,
    (check, today): (&str, &str),
) -> Vec<String> {
    let caseload = Caseload { children: shared(children), ..scene.caseload.clone() };
    let context = Context::new(&caseload, &scene.thresholds, day(today));
    let report = Report::new(&caseload, &context, ledger.clone());
    let finding = report.findings.into_iter().find(|finding| finding.check.id == check).unwrap();
    finding.rows.into_iter().map(|row| row.what).collect()
}

/// What a check finds about the scene's child, files of no account.
pub(super) fn told(scene: &Scene, check: &str, today: &str) -> Vec<String> {
    found(scene, &Ledger::default(), check, today)
}
