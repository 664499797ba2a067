//! `lookout erase`: takes a child away for good, after its record was filed elsewhere.

use crate::app::views::saved::Change;
use crate::cli::failure::{Failure, say};
use crate::cli::setting::{Options, Setting};
use crate::cli::{output, retention};
use crate::domain::erased::{Erasure, Mention, OldCopy, Waiting};
use crate::domain::facts::ChildFacts;
use crate::domain::held::counted;
use crate::domain::kind::spec;
use crate::domain::note::named::names_child;
use crate::domain::retention::NOT_THE_RECORD;
use crate::domain::visible::visible;
use crate::runtime::kept::Kept;
use crate::store::command::Stamp;
use crate::store::error::StoreError;
use std::fmt::Write;

/// Erase a child for good, after the council filed its record elsewhere
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The council's id for the child
    #[arg(value_name = "CHILD_ID")]
    child: String,
    /// Where the record was filed: a reference of the council's that names neither the child nor a number of it
    #[arg(long, value_name = "REF")]
    filed_ref: Option<String>,
    /// Also where a follow-up is open or a draft about the child is not filed
    #[arg(long)]
    yes: bool,
}

/// Erases it and says what that took away, and what still holds the child.
///
/// # Errors
/// No such child; no reference, or one that names it; something open and no `--yes`; a draft about others too; those
/// of opening and writing.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let filed_ref = arguments.filed_ref.as_deref().unwrap_or_default();
    if filed_ref.trim().is_empty() {
        return Err(StoreError::NoFiledRef.into());
    }
    let mut store = setting.open()?;
    let key = store.child_by_id(&arguments.child)?.ok_or(StoreError::NoSuchChild)?;
    let waiting = store.waiting_of(key)?;
    if waiting != Waiting::default() && !arguments.yes {
        return Err(Failure::Error(format!(
            "{} would go with the child; nothing was erased. File or end them first, or give --yes",
            open(waiting)
        )));
    }
    let child = store.record(key)?.child;
    let rule = setting.config().0.nation.retention();
    let copies = store.copies_with(key)?;
    let erasure = store.erase(key, filed_ref, Stamp(setting.clock.now()))?;
    let mut told = format!("erased: {}\n", took(&erasure));
    let until = retention::until(rule.until(&child), rule);
    let _ = writeln!(told, "The council keeps the record ({}): {until}. {NOT_THE_RECORD}", rule.rule);
    mentions(&mut told, &erasure.mentions);
    old_copies(&mut told, &copies);
    if erasure.unswept {
        told.push_str(
            "Another program has the caseload open: what stood there is overwritten, encrypted as it is, when the \
             caseload is opened the next time.\n",
        );
    }
    forget_views(&mut told, &setting.kept(), &child);
    output::write(told.as_bytes()).map_err(|failure| failure.after("the child is erased"))
}

fn open(waiting: Waiting) -> String {
    let parts = [(waiting.follow_ups, "open follow-up"), (waiting.drafts, "draft that is not filed")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let words = parts.map(|(number, thing)| match thing.strip_prefix("draft") {
        Some(rest) => format!("{}{rest}", counted(number, "draft")),
        None => counted(number, thing),
    });
    words.collect::<Vec<_>>().join(" and ")
}

fn took(erasure: &Erasure) -> String {
    let parts = [
        (erasure.rows, "row"),
        (erasure.notes, "note"),
        (erasure.follow_ups, "follow-up"),
        (erasure.decisions, "decision"),
        (erasure.drafts, "draft"),
        (erasure.held, "held-back row"),
    ];
    let words: Vec<String> = parts.into_iter().map(|(number, thing)| counted(number, thing)).collect();
    let shared = match erasure.shared {
        0 => String::new(),
        shared => format!("; its part of {} that stay for other children", counted(shared, "note")),
    };
    words.join(", ") + &shared
}

/// Texts that still name the child: the program changes nobody's note.
fn mentions(told: &mut String, mentions: &[Mention]) {
    if mentions.is_empty() {
        return;
    }
    let words = mentions.iter().map(|mention| match mention {
        Mention::Note(note) => format!("note {}", note.0),
        Mention::FollowUp(note) => format!("a follow-up of note {}", note.0),
        Mention::Decision(id) => format!("decision {id}"),
        Mention::Draft(id) => format!("draft {id}"),
        Mention::Row(kind, id) => format!("row {id} of {}", spec(*kind).name),
    });
    let words: Vec<String> = words.collect();
    let _ = writeln!(
        told,
        "Still named in texts that are not the child's alone, to be mended by a person: {}. An earlier version of a \
         note keeps its text.",
        words.join(", ")
    );
}

fn old_copies(told: &mut String, copies: &[OldCopy]) {
    for copy in copies {
        let holds = if copy.certain { "still holds the child" } else { "cannot be opened and may hold the child" };
        let _ = writeln!(told, "{} {holds}", visible(&copy.path.display().to_string()));
    }
    told.push_str("Backups kept elsewhere hold the child until they are replaced.\n");
}

/// Saved views whose name names the child go too: they stand outside the caseload.
fn forget_views(told: &mut String, kept: &Kept, child: &ChildFacts) {
    let (views, _) = kept.views();
    for view in views.into_iter().filter(|view| names_child(&view.name, child)) {
        match kept.change_views(&Change::Delete(view)).1 {
            Ok(_) => told.push_str("A saved view that was named after the child is deleted.\n"),
            Err(_) => say("a saved view in views.toml is named after the child and could not be deleted"),
        }
    }
}
