//! The fields of a note.

use crate::app::keys::{Code, Key};
use crate::app::note::saving::Saving;
use crate::app::picker::Tagged;
use crate::app::text::Text;
use crate::domain::calendar::Calendar;
use crate::domain::facts::ChildKey;
use crate::domain::note::sealing::{Found, in_clear, seal};
use crate::domain::note::{Draft, DraftId, Edit, NewNote, NoteKind, Own};
use crate::domain::sealed::Sealed;
use crate::domain::template::Filled;
use crate::domain::when;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What was said.
    Text,
    /// What is to be done next.
    NextStep,
    /// By when, in words.
    FollowUp,
    /// What kind of contact.
    Kind,
    /// Who was spoken to.
    Person,
}

impl Field {
    /// In the order in which they stand.
    pub const ALL: [Self; 5] = [Self::Text, Self::NextStep, Self::FollowUp, Self::Kind, Self::Person];

    /// In the order in which Tab walks them: who asks comes first in an enquiry.
    pub const fn order(kind: NoteKind) -> [Self; 5] {
        match kind {
            NoteKind::Enquiry => [Self::Person, Self::Text, Self::NextStep, Self::FollowUp, Self::Kind],
            _ => Self::ALL,
        }
    }

    /// The words before it.
    pub const fn label(self, kind: NoteKind) -> &'static str {
        match (self, kind) {
            (Self::Text, _) => "text",
            (Self::Kind, _) => "kind",
            (Self::NextStep, NoteKind::Enquiry) => "advice",
            (Self::FollowUp, NoteKind::Enquiry) => "reply due",
            (Self::Person, NoteKind::Enquiry) => "who: what",
            (Self::NextStep, _) => "next step",
            (Self::FollowUp, _) => "follow up",
            (Self::Person, _) => "person",
        }
    }
}

/// What the note form remembers. Its `Debug` prints no text.
#[derive(Debug)]
pub struct State {
    /// Its id in this session, below zero.
    pub id: DraftId,
    /// The children it is about.
    pub about: Vec<ChildKey>,
    /// The filed note that it edits.
    pub edits: Option<Edit>,
    /// When it was opened: the moment of the call.
    pub opened: DateTime<FixedOffset>,
    /// The field that takes presses.
    pub field: Field,
    /// What kind of contact.
    pub kind: NoteKind,
    /// What was said.
    pub text: Text,
    /// What is to be done next.
    pub next_step: Text,
    /// By when, in words.
    pub follow_up: Text,
    /// Who was spoken to.
    pub person: Text,
    /// Whether it is safe.
    pub saving: Saving,
    preset: bool,
    /// What was said before filing, and the changes after which it was.
    told: Option<(u64, Sealed<String>)>,
    /// The changes after which there was a template and nothing else.
    template: Option<u64>,
}

impl State {
    /// A form filled with what is known.
    pub fn new(id: DraftId, content: NewNote, edits: Option<Edit>) -> Self {
        let date = content.follow_up.map(|day| day.to_string());
        Self {
            id,
            about: content.about,
            edits,
            opened: content.opened,
            field: Field::order(content.kind)[0],
            kind: content.kind,
            text: Text::lines(&content.text),
            next_step: Text::line(content.next_step.as_deref().unwrap_or_default()),
            follow_up: Text::line(content.follow_up_words.or(date).as_deref().unwrap_or_default()),
            person: Text::line(content.person.as_deref().unwrap_or_default()),
            saving: Saving::default(),
            preset: true,
            told: None,
            template: None,
        }
    }

    /// A draft as it was left.
    pub fn of_draft(id: DraftId, draft: &Draft) -> Self {
        let mut state = Self::new(id, draft.content.clone(), draft.edits);
        state.saving = Saving::of(draft.stored(), draft.kept);
        state.preset = false;
        state
    }

    fn one(&mut self) -> Option<&mut Text> {
        match self.field {
            Field::Text => Some(&mut self.text),
            Field::NextStep => Some(&mut self.next_step),
            Field::FollowUp => Some(&mut self.follow_up),
            Field::Person => Some(&mut self.person),
            Field::Kind => None,
        }
    }

    /// Takes a press in the current field; `width` is the columns of the text. Whether it was of use.
    pub fn press(&mut self, key: Key, width: usize) -> bool {
        let at_end = key.code == Code::Enter && self.field != Field::Text;
        if at_end {
            self.walk(true);
            return true;
        }
        let Some(text) = self.one() else { return self.choose(key) };
        let taken = text.press(key, width);
        if taken == Some(true) {
            self.changed();
        }
        taken.is_some()
    }

    fn changed(&mut self) {
        self.saving.revision += 1;
        self.preset &= self.field != Field::Person;
    }

    /// The kind of contact: arrows and space walk, a letter jumps; no letter is a command here.
    fn choose(&mut self, key: Key) -> bool {
        let (all, before) = (NoteKind::ALL, self.kind);
        let at = all.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        match key.code {
            Code::Right | Code::Down | Code::Char(' ') => self.kind = all[(at + 1) % all.len()],
            Code::Left | Code::Up => self.kind = all[(at + all.len() - 1) % all.len()],
            Code::Char(letter) if key.ctrl == key.alt => {
                let named = all.into_iter().find(|kind| kind.id().starts_with(letter.to_ascii_lowercase()));
                self.kind = named.unwrap_or(self.kind);
            }
            _ => return false,
        }
        if self.kind != before {
            self.changed();
        }
        true
    }

    /// To the next field, or the one before.
    pub fn walk(&mut self, ahead: bool) {
        let all = Field::order(self.kind);
        let at = all.iter().position(|field| *field == self.field).unwrap_or(0);
        self.field = all[(at + if ahead { 1 } else { all.len() - 1 }) % all.len()];
    }

    /// Takes pasted text into the current field; into the text where that takes none.
    pub fn paste(&mut self, text: &str) {
        if self.field == Field::Kind {
            self.field = Field::Text;
        }
        if self.one().is_some_and(|field| field.insert(text)) {
            self.changed();
        }
    }

    /// Puts text into a field in place of what stands there; a kind by its word.
    pub fn put(&mut self, field: Field, text: &str) {
        match field {
            Field::Text => self.text = Text::lines(text),
            Field::NextStep => self.next_step = Text::line(text),
            Field::FollowUp => self.follow_up = Text::line(text),
            Field::Person => self.person = Text::line(text),
            Field::Kind => self.kind = NoteKind::parse(text).unwrap_or(self.kind),
        }
        self.saving.revision += 1;
        self.preset &= field != Field::Person;
    }

    /// Inserts the time into the text.
    pub fn stamp(&mut self, time: &str) {
        self.field = Field::Text;
        self.paste(time);
    }

    /// Inserts a template into the text; the other fields are filled where nothing was typed into them.
    pub fn apply(&mut self, filled: &Filled) {
        let fresh = self.is_nothing() && self.edits.is_none() && self.saving.stored.is_none();
        if fresh {
            self.kind = filled.kind;
        }
        if self.preset && !filled.person.is_empty() {
            self.person = Text::line(&filled.person);
        }
        for (field, given) in [(&mut self.next_step, &filled.next_step), (&mut self.follow_up, &filled.follow_up)] {
            if field.is_blank() && !given.is_empty() {
                *field = Text::line(given);
            }
        }
        let (before, after) = filled.text.split_at_checked(filled.cursor).unwrap_or((&filled.text, ""));
        self.text.insert_around(before, after);
        self.field = Field::Text;
        self.changed();
        self.template = fresh.then_some(self.saving.revision);
    }

    /// Begins a line of the text with who says it.
    pub fn speak(&mut self, mark: &str) {
        self.field = Field::Text;
        let begun = !self.text.line_before().trim().is_empty();
        self.paste(&format!("{}{mark}: ", if begun { "\n" } else { "" }));
    }

    /// Begins a line of the text for one child alone; a note about that child only has no such lines.
    pub fn name(&mut self, child: &Tagged) {
        self.put_on(child.key, true);
        self.field = Field::Text;
        if self.about.len() > 1 {
            let begun = !self.text.line_before().trim().is_empty();
            self.paste(&format!("{}{} ", if begun { "\n" } else { "" }, child.tag));
        }
    }

    /// Puts a child on the note, or takes it off.
    pub fn put_on(&mut self, child: ChildKey, on: bool) {
        let is_on = self.about.contains(&child);
        if on && !is_on {
            self.about.push(child);
        } else if !on {
            self.about.retain(|known| *known != child);
        }
        if on != is_on {
            self.saving.revision += 1;
        }
    }

    /// Remembers what was said before filing.
    pub fn tell(&mut self, told: String) {
        self.told = Some((self.saving.revision, Sealed::new(told)));
    }

    /// What was said before filing, nothing having changed since.
    pub fn told(&self) -> Option<&str> {
        self.told.as_ref().filter(|(revision, _)| *revision == self.saving.revision).map(|(_, told)| &**told.reveal())
    }

    /// Whether it was.
    pub fn is_told(&self) -> bool {
        self.told().is_some()
    }

    /// What stands in clear in the text or the next step and could be sealed.
    pub fn in_clear(&self) -> Option<Found> {
        [&self.text, &self.next_step].into_iter().find_map(|field| Some(in_clear(&field.content()).first()?.1))
    }

    /// Seals it.
    pub fn seal(&mut self) {
        let [text, step] = [&mut self.text, &mut self.next_step].map(|field| field.change_lines(seal));
        if text || step {
            self.changed();
        }
    }

    /// Nothing to file: no text, next step or date.
    pub fn is_empty(&self) -> bool {
        self.text.is_blank() && self.next_step.is_blank() && self.follow_up.is_blank()
    }

    /// Nothing typed that would be missed.
    pub fn is_nothing(&self) -> bool {
        let untouched = self.edits.is_some() && self.saving.revision == 0 && self.saving.kept_at.is_none();
        let bare = self.template == Some(self.saving.revision);
        untouched || bare || (self.is_empty() && (self.preset || self.person.is_blank()) && self.edits.is_none())
    }

    /// The day that the words for the follow-up mean; `None` where they are blank or not understood.
    pub fn due(&self, today: NaiveDate, calendar: &Calendar, scope: &str) -> Option<NaiveDate> {
        when::parse(&self.follow_up.content(), today, calendar, scope)
    }

    fn content(&self) -> NewNote {
        let filled = |text: &Text| Some(text.content()).filter(|_| !text.is_blank());
        NewNote {
            about: self.about.clone(),
            kind: self.kind,
            person: filled(&self.person),
            text: self.text.content(),
            own: Own::new(),
            next_step: filled(&self.next_step),
            follow_up: None,
            follow_up_words: filled(&self.follow_up),
            opened: self.opened,
        }
    }

    /// As a draft: the words for the date as typed.
    pub fn draft(&self, now: DateTime<FixedOffset>) -> Draft {
        let kept = self.saving.kept_at.unwrap_or(now);
        Draft { id: self.id, version: 0, content: self.content(), edits: self.edits, kept }
    }

    /// As it is filed: the day, or the words where they are not understood.
    pub fn note(&self, due: Option<NaiveDate>) -> NewNote {
        let mut note = self.content();
        note.follow_up = due;
        note.follow_up_words = note.follow_up_words.filter(|_| due.is_none());
        note
    }
}
