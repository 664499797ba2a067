//! Templates of notes: plain text with fields in braces, filled from what is known of one child.
//!
//! A template is a text file. Lines at its head may name `kind:`, `person:`, `next step:` and `follow up:`; the rest is
//! the note. `{}` is where the cursor goes. Nothing sealed is ever a field.

pub mod field;

use crate::domain::note::NoteKind;
use field::{FIELDS, Known};

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    /// What it is called, once.
    pub name: String,
    /// What kind of contact.
    pub kind: NoteKind,
    /// Who is spoken to.
    pub person: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, in words.
    pub follow_up: String,
    /// The text.
    pub text: String,
}

/// The built-in ones: name and file.
const BUILT_IN: [(&str, &str); 4] = [
    ("PEP chase", include_str!("template/pep-chase.txt")),
    ("suspension call", include_str!("template/suspension-call.txt")),
    ("carer visit", include_str!("template/carer-visit.txt")),
    ("attendance call", include_str!("template/attendance-call.txt")),
];

/// The built-in templates.
pub fn built_in() -> Vec<Template> {
    BUILT_IN.iter().filter_map(|(name, text)| Template::read(name, text).ok()).collect()
}

/// The built-in templates and a user's own; one of the same name stands in the other's place.
pub fn with_own(own: Vec<Template>) -> Vec<Template> {
    let mut templates = built_in();
    for template in own {
        match templates.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&template.name)) {
            Some(known) => *known = template,
            None => templates.push(template),
        }
    }
    templates
}

impl Template {
    /// Reads a file.
    ///
    /// # Errors
    /// No text; a kind of contact that there is none of.
    pub fn read(name: &str, file: &str) -> Result<Self, String> {
        let mut template = Self { name: name.to_owned(), ..Self::default() };
        let mut rest = file.trim_start_matches('\u{feff}').lines().peekable();
        while let Some(line) = rest.next_if(|line| head(line).is_some()) {
            template.take(head(line).unwrap_or_default())?;
        }
        let lines: Vec<&str> = rest.collect();
        lines.join("\n").trim().clone_into(&mut template.text);
        if template.text.is_empty() { Err("it has no text".to_owned()) } else { Ok(template) }
    }

    fn take(&mut self, (word, value): (&str, &str)) -> Result<(), String> {
        let into = match word {
            "kind" => {
                self.kind = NoteKind::parse(&value.to_lowercase())
                    .ok_or_else(|| "its kind is none of call, visit, email, meeting, other, enquiry".to_owned())?;
                return Ok(());
            }
            "person" => &mut self.person,
            "next step" => &mut self.next_step,
            _ => &mut self.follow_up,
        };
        value.clone_into(into);
        Ok(())
    }

    /// Fills the fields in. Where there is no child, or several, what is about a child stays as it stands.
    pub fn fill(&self, known: &Known<'_>) -> Filled {
        let mut stays = Vec::new();
        let text = fill(&self.text, known, Some("not known"), &mut stays);
        let mut line = |text: &str| fill(text, known, None, &mut stays).text;
        let [person, next_step, follow_up] = [&self.person, &self.next_step, &self.follow_up].map(|text| line(text));
        stays.sort();
        stays.dedup();
        Filled { kind: self.kind, person, next_step, follow_up, text: text.text, cursor: text.gap, stays }
    }
}

/// A line of the head of a file: the word and what follows it.
fn head(line: &str) -> Option<(&str, &str)> {
    let (word, value) = line.split_once(':')?;
    let words = ["kind", "person", "next step", "follow up"];
    let word = words.into_iter().find(|known| known.eq_ignore_ascii_case(word.trim()))?;
    Some((word, value.trim()))
}

/// A template as it goes into a note. Its `Debug` prints no text: the child's name is in it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// What kind of contact.
    pub kind: NoteKind,
    /// Who is spoken to; empty where that is not known.
    pub person: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, in words.
    pub follow_up: String,
    /// The text.
    pub text: String,
    /// Where in the text the cursor goes, in bytes; its end where no place was given.
    pub cursor: usize,
    /// Fields that stand in the text as they were: there is none of the name, or no one child to fill it from.
    pub stays: Vec<String>,
}

impl std::fmt::Debug for Filled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "template of {} characters, {} fields stay", self.text.chars().count(), self.stays.len())
    }
}

struct Text {
    text: String,
    gap: usize,
}

fn fill(template: &str, known: &Known<'_>, unknown: Option<&str>, stays: &mut Vec<String>) -> Text {
    let (mut text, mut gap, mut rest) = (String::new(), None, template);
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(name) = rest.find('}').map(|close| &rest[1..close]).filter(|name| !name.contains(['{', '\n'])) else {
            text.push('{');
            rest = &rest[1..];
            continue;
        };
        match value(name, known) {
            Value::Gap => gap = gap.or(Some(text.len())),
            Value::Is(value) => text.push_str(&value),
            Value::NotKnown => text.push_str(unknown.unwrap_or_default()),
            Value::Stays => {
                text.push_str(&rest[..name.len() + 2]);
                stays.push(format!("{{{name}}}"));
            }
        }
        rest = &rest[name.len() + 2..];
    }
    text.push_str(rest);
    Text { gap: gap.unwrap_or(text.len()), text }
}

enum Value {
    Gap,
    Is(String),
    NotKnown,
    Stays,
}

fn value(name: &str, known: &Known<'_>) -> Value {
    let name = name.replace('_', " ").to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Value::Gap;
    }
    let Some(field) = FIELDS.iter().find(|field| field.name == name) else { return Value::Stays };
    match (field.value)(known) {
        Some(value) if value.trim().is_empty() => Value::NotKnown,
        Some(value) => Value::Is(value),
        None if known.case.is_none() => Value::Stays,
        None => Value::NotKnown,
    }
}

#[cfg(test)]
#[path = "template/tests.rs"]
mod tests;
