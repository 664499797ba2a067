//! What the program itself writes beside the configuration, as TOML that can be read and mended: saved views in
//! views.toml, how the list was left in state.toml. No name and no id of a child stands in either, but of the child that
//! the cursor stood on the internal number, which says nothing without the caseload.

mod shape;

use crate::app::dashboard::sort::Order;
use crate::app::filter::choice::Filter;
use crate::app::views::saved::{Change, LONGEST, Left, NUMBERS, Saved};
use crate::app::views::{Shape, VIEWS};
use crate::app::{Failure, Msg};
use crate::disk;
use crate::domain::facts::ChildKey;
use crate::import::toml_text;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::{env, fs};
use toml::{Table, Value};

/// Where it stands, and for which caseload.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The folder of the configuration.
    pub folder: PathBuf,
    /// The caseload's file.
    pub caseload: PathBuf,
}

const HEAD: &str =
    "# Views saved in Lookout. To delete one, press x on it in the list of views (v), or delete its part here.\n\n";
const STATE_HEAD: &str =
    "# How the list was left in Lookout. Written anew each time it is quit; to forget it, delete this file.\n\n";

impl Kept {
    /// The saved views, and what of them cannot be used. No file is no view.
    pub fn views(&self) -> (Vec<Saved>, Vec<String>) {
        let (mut table, mut complaints) = match read(&self.folder.join("views.toml")) {
            Ok(table) => (table, Vec::new()),
            Err(why) => (Table::new(), vec![why]),
        };
        let parts = match table.remove("view") {
            None => Vec::new(),
            Some(Value::Array(parts)) => parts,
            Some(_) => {
                complaints.push("view: not a list of [[view]] parts".to_owned());
                Vec::new()
            }
        };
        complaints.extend(table.keys().map(|key| format!("{key}: there is no such setting")));
        let mut views: Vec<Saved> = Vec::new();
        for (number, part) in (1..).zip(parts) {
            match saved_of(part, &views) {
                Ok(saved) => views.push(saved),
                Err(why) => complaints.push(format!("view {number}: {why}")),
            }
        }
        (views, complaints.into_iter().map(|why| format!("views.toml: {why}")).collect())
    }

    /// Changes the views that stand in the file now, and gives those that stand there then and the words to be said.
    ///
    /// # Errors
    /// The file cannot be used or written; the change cannot be made. The views are as they were.
    pub fn change_views(&self, change: &Change) -> (Option<Vec<Saved>>, io::Result<String>) {
        let _alone = self.alone();
        let (mut views, complaints) = self.views();
        if !complaints.is_empty() {
            return (None, Err(io::Error::other(complaints.join("; "))));
        }
        let before = views.clone();
        let made = change.make(&mut views).map_err(io::Error::other);
        match made.and_then(|said| self.write_views(&views).map(|()| said)) {
            Ok(said) => (Some(views), Ok(said)),
            Err(error) => (Some(before), Err(error)),
        }
    }

    /// Keeps other windows from changing the views until it is dropped, where the system can.
    fn alone(&self) -> Option<File> {
        fs::create_dir_all(&self.folder).ok()?;
        let folder = File::open(&self.folder).ok()?;
        folder.lock().is_ok().then_some(folder)
    }

    /// Writes the saved views, whole or not at all.
    fn write_views(&self, views: &[Saved]) -> io::Result<()> {
        let parts = views.iter().map(|saved| {
            let mut part = Table::new();
            part.insert("name".to_owned(), saved.name.clone().into());
            saved.key.map(|key| part.insert("key".to_owned(), i64::from(key).into()));
            part.extend(shape::written(&saved.shape));
            Value::Table(part)
        });
        let table = Table::from_iter([("view".to_owned(), Value::Array(parts.collect()))]);
        let text = if views.is_empty() { String::new() } else { table.to_string() };
        self.write("views.toml", &format!("{HEAD}{text}"))
    }

    /// How the list was left, and why that cannot be used. What belongs to another caseload is left out.
    pub fn left(&self) -> (Left, Option<String>) {
        let read = read(&self.folder.join("state.toml")).and_then(|table| self.left_of(table));
        match read {
            Ok(left) => (left, None),
            Err(why) => (Left::default(), Some(format!("state.toml: {why}; the list starts afresh"))),
        }
    }

    fn left_of(&self, mut table: Table) -> Result<Left, String> {
        let same = table.remove("caseload").is_none_or(|path| path.as_str() == Some(&self.caseload()));
        let child = match table.remove("child") {
            None => None,
            Some(number) => Some(ChildKey(number.as_integer().ok_or("child: not a number")?)),
        };
        let mut orders = BTreeMap::new();
        if let Some(chosen) = table.remove("orders") {
            for (view, words) in chosen.as_table().ok_or("orders: not a part of its own")? {
                orders.insert(shape::view(view)?, shape::order(words)?);
            }
        }
        let Shape { view, by, filter, .. } = shape::read(table)?;
        let (child, filter) = if same { (child, filter) } else { (None, Filter::default()) };
        Ok(Left { child, view, by, orders, filter })
    }

    /// Writes how the list was left, whole or not at all.
    ///
    /// # Errors
    /// The folder or the file cannot be written.
    pub fn write_left(&self, left: &Left) -> io::Result<()> {
        let mut table = Table::new();
        table.insert("caseload".to_owned(), self.caseload().into());
        left.child.map(|child| table.insert("child".to_owned(), child.0.into()));
        let view = left.view.min(VIEWS.len() - 1);
        let shape = Shape { view, by: left.by, order: VIEWS[view].order, filter: left.filter.clone() };
        table.extend(shape::written(&shape));
        let named = |(view, order): (&usize, &Order)| (VIEWS[*view].name.to_owned(), shape::order_words(*order).into());
        let orders: Table = left.orders.iter().map(named).collect();
        table.insert("orders".to_owned(), Value::Table(orders));
        self.write("state.toml", &format!("{STATE_HEAD}{table}"))
    }

    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        disk::replace(&self.folder.join(name), text.as_bytes())
    }

    fn caseload(&self) -> String {
        let whole = env::current_dir().map_or_else(|_| self.caseload.clone(), |here| here.join(&self.caseload));
        whole.display().to_string()
    }
}

/// Changes the saved views, and says what became of it.
pub(super) fn changed(kept: Option<&Kept>, change: &Change) -> Msg {
    let nowhere = || (None, Err(io::Error::other("views are kept by the screen alone")));
    let (views, done) = kept.map_or_else(nowhere, |kept| kept.change_views(change));
    let failed = |error| Failure {
        what: format!("views.toml was not written ({error}): the views are as they were."),
        hint: "see that the folder of the configuration can be written, or give another name, and do it again"
            .to_owned(),
    };
    Msg::ViewsKept(views, done.map_err(failed))
}

fn saved_of(part: Value, known: &[Saved]) -> Result<Saved, String> {
    let Value::Table(mut part) = part else { return Err("not a [[view]] part".to_owned()) };
    let name = match part.remove("name") {
        Some(Value::String(name)) => name.trim().to_owned(),
        _ => return Err("it has no name".to_owned()),
    };
    if name.is_empty() || name.chars().count() > LONGEST || known.iter().any(|saved| saved.name == name) {
        return Err(format!("name: empty, longer than {LONGEST} characters, or there twice"));
    }
    let key = match part.remove("key") {
        None => None,
        Some(key) => {
            let number = key.as_integer().and_then(|number| u8::try_from(number).ok());
            let free = |number: &u8| NUMBERS.contains(number) && known.iter().all(|saved| saved.key != Some(*number));
            Some(number.filter(free).ok_or("key: not 8, 9 or 0, or there twice")?)
        }
    };
    Ok(Saved { name, key, shape: shape::read(part)? })
}

fn read(path: &Path) -> Result<Table, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Table::new()),
        Err(error) => return Err(format!("it cannot be read ({error})")),
    };
    toml_text::table(&text)
}

#[cfg(test)]
mod tests;
