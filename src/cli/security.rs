//! `lookout security`: what is promised and what is not, and a sheet for the council's impact assessment. The README
//! holds the first, data/papers the second.

use crate::app::idle::{LONGEST, USUAL};
use crate::cli::failure::Failure;

use crate::cli::setting::{Options, Setting};
use crate::cli::{output, table};
use crate::domain::kind::{KINDS, KindSpec};
use crate::domain::retention::Retention;
use crate::store::secret::SHORTEST;

/// Print what is encrypted, locked and logged, what is not, and what the council must decide
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A sheet for the data protection impact assessment instead
    #[arg(long)]
    assessment: bool,
}

/// Prints it.
///
/// # Errors
/// Those of writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    if !arguments.assessment {
        return output::write(filled(include_str!("security/promise.md")).as_bytes());
    }
    let (config, _) = Setting::new(options)?.config();
    output::write(assessment(config.nation.retention()).as_bytes())
}

fn assessment(rule: &Retention) -> String {
    filled(include_str!("security/assessment.md"))
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{retention}", &format!("the council keeps the record {}", rule.rule))
        .replace("{nation}", rule.id)
        .replace("{source}", rule.source)
        .replace("{fields}", fields().trim_end())
}

/// The figures that the program works with.
fn filled(text: &str) -> String {
    text.replace("{usual}", &USUAL.to_string())
        .replace("{longest}", &LONGEST.to_string())
        .replace("{shortest}", &SHORTEST.to_string())
}

/// Every kind of record with its columns; those that are sealed in brackets.
fn fields() -> String {
    let column = |field: &crate::domain::kind::Field| {
        if field.sealed { format!("[{}]", field.name) } else { field.name.to_owned() }
    };
    let row =
        |spec: &KindSpec| vec![spec.name.to_owned(), spec.fields.iter().map(column).collect::<Vec<_>>().join(", ")];
    let mut rows: Vec<_> = KINDS.iter().map(row).collect();
    rows.push(vec!["notes".to_owned(), "time, kind, person, text, next step, follow-up, who wrote it".to_owned()]);
    rows.push(vec!["decisions".to_owned(), "rule, what, reason, until, to whom, who decided".to_owned()]);
    rows.push(vec!["audit".to_owned(), "time, person, deed, child's internal number, field or command".to_owned()]);
    table::markdown(&["kind", "columns, the sealed ones in brackets"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::retention::RETENTION;

    #[test]
    fn no_place_is_left_open_and_what_is_sealed_is_marked() {
        for rule in &RETENTION {
            let sheet = assessment(rule);
            assert!(!sheet.contains('{') && sheet.contains(rule.source) && sheet.contains("[postcode]"), "{sheet}");
        }
        let promise = filled(include_str!("security/promise.md"));
        assert!(!promise.contains('{') && promise.contains("5 minutes without a key"), "{promise}");
    }
}
