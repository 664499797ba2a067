//! `lookout verify`: whether the whole caseload is as it was written.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output};
use crate::store::verify::Verified;
use serde::Serialize;
use std::fmt::Write;

/// Check the whole caseload: pages, references, audit, attendance marks, facts, keys file
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The head of the audit as it was printed before and kept elsewhere: finds what was cut off its end
    #[arg(long, value_name = "HEX", value_parser = head)]
    head: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

fn head(words: &str) -> Result<String, String> {
    let fits = words.len() == DIGITS && words.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then(|| words.to_owned()).ok_or_else(|| format!("not the {DIGITS} digits that `lookout verify` prints"))
}

#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    findings: usize,
    checks: Vec<Row<'a>>,
    audit: Option<Audit<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'static str,
    of: &'static str,
    findings: &'a [String],
    /// Null where nothing was found.
    advice: Option<&'static str>,
}

#[derive(Serialize)]
struct Audit<'a> {
    length: i64,
    head: &'a str,
}

/// Checks and reports.
///
/// # Errors
/// Something was found; those of opening and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let store = Setting::new(options)?.open()?;
    let verified = store.verify(arguments.head.as_deref());
    if arguments.json {
        output::write(&json::line(&answer(&verified))?)?;
    } else {
        output::write(text(&verified).as_bytes())?;
    }
    match verified.count() {
        0 => Ok(()),
        1 => Err(Failure::Error("1 thing was found; nothing was changed. The lines above say what to do".to_owned())),
        count => Err(Failure::Error(format!(
            "{count} things were found; nothing was changed. The lines above say what to do"
        ))),
    }
}

fn answer(verified: &Verified) -> Answer<'_> {
    Answer {
        schema: "lookout.verify/1",
        findings: verified.count(),
        checks: verified
            .checks
            .iter()
            .map(|check| Row {
                id: check.id,
                of: check.of,
                findings: &check.findings,
                advice: (!check.findings.is_empty()).then_some(check.advice),
            })
            .collect(),
        audit: verified.chain.as_ref().map(|chain| Audit { length: chain.length, head: &chain.head }),
    }
}

/// The lines of each check, and what to do after those that found something.
pub(super) fn text(verified: &Verified) -> String {
    let mut text = String::new();
    for check in &verified.checks {
        let state = if check.findings.is_empty() { "ok" } else { "WRONG" };
        let _ = writeln!(text, "{:<11} {state:<6} {}", check.id, check.of);
        for finding in &check.findings {
            let _ = writeln!(text, "  {finding}");
        }
        if !check.findings.is_empty() {
            let _ = writeln!(text, "  {}", check.advice);
        }
    }
    if let Some(chain) = &verified.chain {
        let _ = writeln!(text, "audit: {} rows, head {}", chain.length, chain.head);
    }
    text
}
