//! A profile as TOML, read and written.

use crate::domain::attendance::parse_code;
use crate::domain::kind::{Kind, spec};
use crate::import::mapping::cells::Codes;
use crate::import::mapping::dates::Order;
use crate::import::mapping::evidence::shape;
use crate::import::mapping::head::TALLEST;
use crate::import::mapping::meaning::{self, Meaning, kinds, lacks};
use crate::import::mapping::profile::Profile;
use crate::import::mapping::propose::Proposal;
use crate::import::mapping::vocabulary::folded;
use crate::import::toml_text;
use crate::import::values::value;
use std::collections::BTreeMap;
use std::fmt::Write;
use toml::{Table, Value};

const LONGEST_NAME: usize = 60;
const KEYS: &[&str] = &["name", "kind", "header_rows", "date_order", "days", "columns", "codes", "day_codes"];

/// What stands above a proposed profile.
pub(super) fn head(proposal: &Proposal) -> String {
    let mut text = String::from(
        "# Proposed by lookout from the header and some rows. Read it, correct it, save it, then:\n\
         #   lookout profile add FILE.toml\n",
    );
    let names: Vec<_> = kinds().map(|kind| spec(kind).name).collect();
    let words: Vec<_> = Meaning::all(proposal.kind).into_iter().map(Meaning::word).collect();
    let _ = writeln!(text, "# kind: one of {}", names.join(", "));
    let _ = writeln!(text, "# a column of {}: one of {}", spec(proposal.kind).name, words.join(", "));
    if proposal.kind == Kind::Attendance {
        text.push_str("# days = true: columns whose word is a day (with or without AM or PM) hold marks\n");
    }
    if !proposal.lacking.is_empty() {
        let _ = writeln!(text, "# NOT READY: it still needs {}", proposal.lacking.join("; "));
    }
    text + "\n"
}

/// Writes a profile; `why` gives a column's comment.
pub(super) fn write(profile: &Profile, why: &dyn Fn(&str) -> String) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "name = {}", quoted(&profile.name));
    let _ = writeln!(text, "kind = {}", quoted(spec(profile.kind).name));
    let _ = writeln!(text, "header_rows = {}", profile.header_rows);
    let _ = writeln!(text, "date_order = {}", quoted(profile.order.word()));
    if profile.kind == Kind::Attendance {
        let _ = writeln!(text, "days = {}", profile.days);
    }
    text.push_str("\n[columns]\n");
    for (word, meaning) in &profile.columns {
        let why = why(word);
        let comment = if why.is_empty() { String::new() } else { format!("  # {why}") };
        let _ = writeln!(text, "{} = {}{comment}", quoted(word), quoted(meaning.word()));
    }
    for (word, _) in &profile.columns {
        if let Some(codes) = profile.codes.get(&folded(word)).filter(|codes| !codes.is_empty()) {
            write_codes(&mut text, &format!("codes.{}", quoted(word)), codes);
        }
    }
    if !profile.day_codes.is_empty() {
        write_codes(&mut text, "day_codes", &profile.day_codes);
    }
    text
}

fn write_codes(text: &mut String, table: &str, codes: &Codes) {
    let _ = writeln!(text, "\n[{table}]");
    for (written, code) in codes {
        let _ = writeln!(text, "{} = {}", quoted(written), quoted(code));
    }
}

/// A word on one line between quotation marks, as TOML escapes it.
fn quoted(word: &str) -> String {
    let mut text = String::from("\"");
    for letter in word.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(text, "\\u{:04X}", u32::from(letter));
            }
            letter => text.push(letter),
        }
    }
    text + "\""
}

/// Reads a profile.
pub(super) fn read(text: &str) -> Result<Profile, String> {
    let table = toml_text::table(text)?;
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("{key}: there is no such setting; there are {}", KEYS.join(", ")));
    }
    let kind = kind(&table)?;
    let columns = columns(&table, kind)?;
    let profile = Profile {
        name: name(&table)?,
        kind,
        header_rows: header_rows(&table)?,
        days: days(&table, kind)?,
        order: order(&table)?,
        codes: codes(&table, kind, &columns)?,
        day_codes: day_codes(&table)?,
        columns,
    };
    let has = |meaning| profile.columns.iter().any(|(_, is)| *is == meaning);
    match lacks(kind, &has, profile.days).as_slice() {
        [] => Ok(profile),
        lacking => Err(format!("{} need {}; give each a column", spec(kind).name, lacking.join("; "))),
    }
}

fn string<'t>(table: &'t Table, key: &str) -> Result<Option<&'t str>, String> {
    let Some(value) = table.get(key) else { return Ok(None) };
    value.as_str().map(Some).ok_or_else(|| format!("{key}: is not text in quotation marks"))
}

/// A name is the name of a file too.
pub(super) fn name(table: &Table) -> Result<String, String> {
    let name = string(table, "name")?.unwrap_or_default().trim();
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    if name.is_empty() || name.chars().count() > LONGEST_NAME || !name.chars().all(fits) {
        return Err(format!("name: letters, figures, blanks, - and _, 1 to {LONGEST_NAME} of them"));
    }
    Ok(name.to_owned())
}

fn kind(table: &Table) -> Result<Kind, String> {
    let found = string(table, "kind")?.and_then(meaning::kind);
    let names: Vec<_> = kinds().map(|kind| spec(kind).name).collect();
    found.ok_or_else(|| format!("kind: one of {}", names.join(", ")))
}

fn header_rows(table: &Table) -> Result<usize, String> {
    let rows = table.get("header_rows").map_or(Some(1), Value::as_integer);
    let rows = rows.and_then(|rows| usize::try_from(rows).ok()).filter(|rows| (1..=TALLEST).contains(rows));
    rows.ok_or_else(|| format!("header_rows: 1 to {TALLEST}"))
}

fn days(table: &Table, kind: Kind) -> Result<bool, String> {
    let days = table.get("days").map_or(Some(false), Value::as_bool).ok_or("days: true or false")?;
    if days && kind != Kind::Attendance {
        return Err("days: only attendance has columns of days".to_owned());
    }
    Ok(days)
}

fn order(table: &Table) -> Result<Order, String> {
    let word = string(table, "date_order")?.unwrap_or(Order::DayFirst.word());
    let known = [Order::DayFirst, Order::MonthFirst].map(Order::word).join(" or ");
    Order::parse(word).ok_or_else(|| format!("date_order: {known}"))
}

fn columns(table: &Table, kind: Kind) -> Result<Vec<(String, Meaning)>, String> {
    let empty = Table::new();
    let written = match table.get("columns") {
        None => &empty,
        Some(value) => value.as_table().ok_or("columns: is not a table")?,
    };
    let mut columns: Vec<(String, Meaning)> = Vec::new();
    for (word, value) in written {
        let meaning = value.as_str().and_then(|text| Meaning::parse(kind, text));
        let known: Vec<_> = Meaning::all(kind).into_iter().map(Meaning::word).collect();
        let meaning = meaning.ok_or_else(|| format!("{word}: one of {}", known.join(", ")))?;
        let twice = columns.iter().any(|(_, is)| *is == meaning && meaning != Meaning::Nothing);
        if twice {
            return Err(format!("{word}: another column is {} already", meaning.word()));
        }
        if columns.iter().any(|(known, _)| folded(known) == folded(word)) {
            return Err(format!("{word}: stands twice among the columns"));
        }
        columns.push((word.clone(), meaning));
    }
    Ok(columns)
}

fn codes(table: &Table, kind: Kind, columns: &[(String, Meaning)]) -> Result<BTreeMap<String, Codes>, String> {
    let Some(value) = table.get("codes") else { return Ok(BTreeMap::new()) };
    let tables = value.as_table().ok_or("codes: is not a table of columns")?;
    let mut all = BTreeMap::new();
    for (word, codes) in tables {
        let column = columns.iter().find(|(known, _)| folded(known) == folded(word));
        let (_, meaning) = column.ok_or_else(|| format!("codes.{word}: there is no such column"))?;
        all.insert(folded(word), translations(word, codes, kind, *meaning)?);
    }
    Ok(all)
}

fn day_codes(table: &Table) -> Result<Codes, String> {
    let codes = table.get("day_codes");
    codes.map_or_else(
        || Ok(Codes::new()),
        |codes| translations("day_codes", codes, Kind::Attendance, Meaning::Field("code")),
    )
}

fn translations(word: &str, codes: &Value, kind: Kind, meaning: Meaning) -> Result<Codes, String> {
    let codes = codes.as_table().ok_or_else(|| format!("codes.{word}: is not a table"))?;
    let one = |(written, code): (&String, &Value)| {
        let code = code.as_str().ok_or_else(|| format!("codes.{word}: {written} is not given as text"))?;
        let usable = code.is_empty() || usable(kind, meaning, code);
        usable
            .then(|| (folded(written), code.to_owned()))
            .ok_or_else(|| format!("codes.{word}: {code} is no code of {}", meaning.word()))
    };
    codes.iter().map(one).collect()
}

fn usable(kind: Kind, meaning: Meaning, code: &str) -> bool {
    match (kind, meaning.word()) {
        (Kind::Attendance, "code" | "am" | "pm") => parse_code(code).is_some(),
        _ => value(shape(kind, meaning), code).is_ok(),
    }
}
