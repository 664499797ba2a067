//! `lookout audit`: who saw and changed what, and whether that is as it was written.

use crate::cli::failure::{Failure, say};
use crate::cli::setting::{Options, Setting, day};
use crate::cli::{json, output, table};
use crate::domain::audit::{Chain, DEEDS, Deed, Entry};
use crate::domain::facts::ChildKey;
use crate::store::error::StoreError;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// List who saw and changed what, the first first, and check that no row was changed, taken out or put in
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only what is about a child, by the council's id
    #[arg(long, value_name = "CHILD_ID")]
    child: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Only from a day on
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    from: Option<NaiveDate>,
    /// Only one deed: `view`, `reveal`, `change`, `import`, `export`, `unlock` ...
    #[arg(long, value_name = "WORD", value_parser = deed)]
    deed: Option<Deed>,
    /// Only how many rows there are and the hash of the last: kept elsewhere, it lets `lookout verify --head` tell later
    /// whether rows were cut off the end
    #[arg(long)]
    head: bool,
}

fn deed(word: &str) -> Result<Deed, String> {
    let words = || DEEDS.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(", ");
    Deed::of_word(word).ok_or_else(|| format!("one of {}", words()))
}

/// The JSON of the formats page.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    chain: ChainRow<'a>,
    entries: Vec<EntryRow<'a>>,
}

#[derive(Serialize)]
struct ChainRow<'a> {
    length: i64,
    head: &'a str,
    broken: Option<i64>,
}

#[derive(Serialize)]
struct EntryRow<'a> {
    seq: i64,
    at: DateTime<FixedOffset>,
    actor: &'a str,
    deed: &'static str,
    /// Null where it is about no one child, or the child was erased.
    child_id: Option<&'a str>,
    detail: &'a str,
    change: Option<i64>,
    hash: &'a str,
}

/// Lists it. Reading the audit is no row of its own; the unlocking is.
///
/// # Errors
/// A row that is not as it was written, after the list; no such child; those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let chain = store.audit_chain()?;
    if arguments.head && !arguments.json {
        output::write(format!("{} {}\n", chain.length, chain.head).as_bytes())?;
        return whole(&chain);
    }
    let child = match &arguments.child {
        Some(id) => Some(store.child_by_id(id)?.ok_or(StoreError::NoSuchChild)?),
        None => None,
    };
    let mut entries = if arguments.head { Vec::new() } else { store.audit(child)? };
    entries.retain(|entry| {
        arguments.from.is_none_or(|from| entry.at.date_naive() >= from)
            && arguments.deed.is_none_or(|deed| entry.event.deed == deed)
    });
    let ids = store.council_ids()?;
    if arguments.json {
        let rows = entries.iter().map(|entry| row(entry, &ids)).collect();
        let of_chain = ChainRow { length: chain.length, head: &chain.head, broken: chain.broken };
        output::write(&json::line(&Answer { schema: "lookout.audit/1", chain: of_chain, entries: rows })?)?;
    } else {
        output::write(text(&entries, &ids).as_bytes())?;
    }
    if store.read_only() {
        say("the file can only be read: what is done and seen now is not put down");
    }
    whole(&chain)
}

/// Fails where a row is not as it was written.
fn whole(chain: &Chain) -> Result<(), Failure> {
    chain.broken.map_or(Ok(()), |row| {
        Err(Failure::Error(format!(
            "the audit is not as it was written, from row {row} on: that row was changed, or one was taken out or put \
             in before it. The children's records are not affected. Keep this file as it is and compare it with a backup"
        )))
    })
}

fn id<'a>(entry: &Entry, ids: &'a BTreeMap<ChildKey, String>) -> Option<&'a str> {
    ids.get(&entry.event.child?).map(String::as_str)
}

fn row<'a>(entry: &'a Entry, ids: &'a BTreeMap<ChildKey, String>) -> EntryRow<'a> {
    EntryRow {
        seq: entry.seq,
        at: entry.at,
        actor: &entry.actor,
        deed: entry.event.deed.word(),
        child_id: id(entry, ids),
        detail: &entry.event.detail,
        change: entry.change,
        hash: &entry.hash,
    }
}

fn text(entries: &[Entry], ids: &BTreeMap<ChildKey, String>) -> String {
    if entries.is_empty() {
        return "nothing of that kind was put down\n".to_owned();
    }
    let cells = |entry: &Entry| {
        vec![
            entry.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            entry.actor.clone(),
            entry.event.deed.word().to_owned(),
            id(entry, ids).unwrap_or("-").to_owned(),
            entry.event.detail.clone(),
        ]
    };
    let rows: Vec<_> = entries.iter().map(cells).collect();
    table::aligned(&["when", "who", "deed", "child", "detail"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::Event;

    #[test]
    fn a_row_that_is_not_as_written_fails_the_command_and_is_named() {
        let chain = |broken| Chain { length: 9, head: "ab".to_owned(), broken };
        assert!(whole(&chain(None)).is_ok());
        let failure = whole(&chain(Some(7))).unwrap_err();
        assert_eq!(failure.exit_code(), 1);
        assert!(failure.to_string().contains("from row 7 on"), "{failure}");
    }

    #[test]
    fn hidden_characters_of_an_actor_are_shown() {
        let entry = Entry {
            seq: 1,
            at: "2026-11-23T09:00:00+00:00".parse().unwrap(),
            actor: "An\u{202e}na\u{1b}[31m".to_owned(),
            event: Event::view(ChildKey(4), "screen"),
            change: None,
            hash: "ab".to_owned(),
        };
        let ids = [(ChildKey(4), "C\u{200b}4".to_owned())].into();
        let text = text(std::slice::from_ref(&entry), &ids);
        assert!(text.contains("An<U+202E>na") && !text.contains('\u{1b}') && !text.contains('\u{200b}'), "{text}");
        let json = String::from_utf8(json::line(&row(&entry, &ids)).unwrap()).unwrap();
        assert!(json.contains(r"An\u202ena\u001b[31m") && json.contains(r"C\u200b4"), "{json}");
    }
}
