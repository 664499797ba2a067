//! An XML return as a stream of children: memory grows with one child, not with the file. Nothing is expanded: a
//! document type ends the reading, and an entity beyond the five of XML holds its value back.

use crate::import::refusal::Refusal;
use crate::import::xml::feed::Feed;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::collections::HashMap;
use std::io::{self, Read};

/// Elements inside one another, at most; returns have seven.
const DEEPEST: usize = 16;

/// The elements of one child that hold values, in the order in which they begin.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) groups: Vec<Group>,
}

/// An element that holds values.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Its place among the child's elements.
    place: usize,
    /// The line on which it begins.
    pub(super) line: u32,
    pub(super) name: String,
    /// Texts of the elements in it that hold no other, by name; of several the first.
    pub(super) leaves: HashMap<String, String>,
    /// Why none of it can be taken.
    pub(super) fault: Option<Refusal>,
}

/// What stands next in a file.
#[derive(Debug)]
pub(super) enum Next {
    Unit(Unit),
    /// Nothing can be read from a line on.
    Broken {
        line: u32,
        reason: &'static str,
    },
    End,
}

/// An element that is not yet closed.
#[derive(Default)]
struct Open {
    group: Group,
    text: String,
    fault: Option<Refusal>,
    holds_others: bool,
}

/// A file as a stream of children.
pub(super) struct Units<'r> {
    reader: Reader<Feed<'r>>,
    /// The path of a child's element.
    path: &'static [&'static str],
    open: Vec<Open>,
    unit: Option<(Unit, u32)>,
    places: usize,
    ended: bool,
    /// The text of the last element of this name outside of a child.
    pub(super) collection: String,
}

impl<'r> Units<'r> {
    pub(super) fn new(source: &'r mut dyn Read) -> Self {
        let reader = Reader::from_reader(Feed::new(source));
        let (open, collection) = (Vec::new(), String::new());
        Self { reader, path: &[], open, unit: None, places: 0, ended: false, collection }
    }

    /// The name of the outermost element; empty where there is none.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn root(&mut self) -> io::Result<String> {
        while self.open.is_empty() && !self.ended {
            if let Some(Next::Broken { .. } | Next::End) = self.step()? {
                return Ok(String::new());
            }
        }
        Ok(self.open.first().map(|root| root.group.name.clone()).unwrap_or_default())
    }

    /// Reads on to the end of the next child; `path` is that of a child's element from the outermost on.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self, path: &'static [&'static str]) -> io::Result<Next> {
        self.path = path;
        while !self.ended {
            if let Some(next) = self.step()? {
                return Ok(next);
            }
        }
        Ok(Next::End)
    }

    fn step(&mut self) -> io::Result<Option<Next>> {
        if self.unit.is_none() {
            self.reader.get_mut().since = 0;
        }
        let line = self.reader.get_ref().lines.saturating_add(1);
        let mut buffer = Vec::new();
        let next = match self.reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => self.start(start.local_name().as_ref(), line),
            Ok(Event::Empty(start)) => {
                let broken = self.start(start.local_name().as_ref(), line);
                broken.or_else(|| self.close())
            }
            Ok(Event::End(_)) => self.close(),
            Ok(Event::Text(text)) => self.text(&text),
            Ok(Event::CData(text)) => self.text(&text),
            Ok(Event::GeneralRef(entity)) => self.entity(&entity),
            Ok(Event::DocType(_)) => Some(broken(line, "a document type (DTD) is not read")),
            Ok(Event::Eof) if self.open.is_empty() => Some(Next::End),
            Ok(Event::Eof) => Some(broken(self.begun(line), "the file ends inside an element")),
            Ok(_) => None,
            Err(_) => Some(self.fault(line)?),
        };
        self.ended |= matches!(next, Some(Next::Broken { .. } | Next::End));
        Ok(next)
    }

    /// The line on which the child that is open begins, else the one given.
    fn begun(&self, line: u32) -> u32 {
        self.unit.as_ref().map_or(line, |(_, begun)| *begun)
    }

    fn fault(&mut self, line: u32) -> io::Result<Next> {
        let line = self.begun(line);
        let feed = self.reader.get_mut();
        if let Some(error) = feed.failed.take() {
            return Err(error);
        }
        Ok(broken(line, if feed.too_long { "a child takes more than 1 MB" } else { "from here on this is no XML" }))
    }

    fn start(&mut self, name: &str, line: u32) -> Option<Next> {
        if self.open.len() >= DEEPEST {
            return Some(broken(self.begun(line), "elements stand inside one another too deep"));
        }
        if let Some(parent) = self.open.last_mut() {
            parent.holds_others = true;
        }
        self.places += 1;
        let group = Group { place: self.places, line, name: name.to_owned(), ..Group::default() };
        self.open.push(Open { group, ..Open::default() });
        if self.unit.is_none() && self.at_child() {
            self.unit = Some((Unit::default(), line));
        }
        None
    }

    fn at_child(&self) -> bool {
        self.open.iter().map(|open| open.group.name.as_str()).eq(self.path.iter().copied())
    }

    fn close(&mut self) -> Option<Next> {
        let child = self.unit.is_some() && self.open.len() == self.path.len();
        let closed = self.open.pop()?;
        if !closed.holds_others {
            self.leaf(closed);
        } else if let Some((unit, _)) = &mut self.unit
            && !closed.group.leaves.is_empty()
        {
            unit.groups.push(closed.group);
        }
        if !child {
            return None;
        }
        let (mut unit, _) = self.unit.take()?;
        unit.groups.sort_by_key(|group| group.place);
        Some(Next::Unit(unit))
    }

    fn leaf(&mut self, closed: Open) {
        let text = closed.text.trim();
        if self.unit.is_none() {
            if closed.group.name == "Collection" {
                text.clone_into(&mut self.collection);
            }
            return;
        }
        let Some(parent) = self.open.last_mut() else { return };
        let name = closed.group.name;
        let twice = parent.group.leaves.get(&name).is_some_and(|first| first != text);
        let twice = twice.then(|| of(&name, "stands twice in one element"));
        parent.group.fault = parent.group.fault.take().or(closed.fault).or(twice);
        parent.group.leaves.entry(name).or_insert_with(|| text.to_owned());
    }

    fn text(&mut self, text: &str) -> Option<Next> {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
        None
    }

    fn entity(&mut self, entity: &BytesRef<'_>) -> Option<Next> {
        let letter = match &**entity {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity.resolve_char_ref().ok().flatten(),
        };
        if let Some(open) = self.open.last_mut() {
            match letter {
                Some(letter) => open.text.push(letter),
                None => open.fault = Some(of(&open.group.name, "holds an entity, which is not read")),
            }
        }
        None
    }
}

fn broken(line: u32, reason: &'static str) -> Next {
    Next::Broken { line, reason }
}

fn of(column: &str, reason: &str) -> Refusal {
    Refusal { column: Some(column.to_owned()), reason: reason.to_owned() }
}
