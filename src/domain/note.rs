//! Notes, drafts and follow-ups.

pub mod enquiry;
pub mod named;
pub mod said;
pub mod sealing;
pub mod search;
pub mod shared;

use crate::domain::facts::ChildKey;
use chrono::{DateTime, FixedOffset, NaiveDate};
pub use shared::Own;
use std::borrow::Cow;

/// A filed note's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub i64);

/// A draft's id in the caseload file; below zero that of a form of this session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub i64);

/// Which draft of the file, as it was kept so many times: who changes it says what was seen, so that of two programs
/// none writes over what the other kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: DraftId,
    /// How often it was kept, from 1.
    pub version: i64,
}

/// What kind of contact a note tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoteKind {
    /// A telephone call.
    #[default]
    Call,
    /// A visit.
    Visit,
    /// An email.
    Email,
    /// A meeting.
    Meeting,
    /// Anything else.
    Other,
    /// Advice asked for, about a child who may have no record.
    Enquiry,
}

impl NoteKind {
    /// In the order in which the form walks them.
    pub const ALL: [Self; 6] = [Self::Call, Self::Visit, Self::Email, Self::Meeting, Self::Other, Self::Enquiry];

    /// The word in files, on the command line and on screen.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Email => "email",
            Self::Meeting => "meeting",
            Self::Other => "other",
            Self::Enquiry => "enquiry",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == word)
    }
}

/// A note as it is filed. Its `Debug` prints no text.
#[derive(Clone, PartialEq, Eq)]
pub struct NewNote {
    /// The children it is about: none, one or several.
    pub about: Vec<ChildKey>,
    /// What kind of contact.
    pub kind: NoteKind,
    /// Who was spoken to.
    pub person: Option<String>,
    /// What was said; of several children what all of them share.
    pub text: String,
    /// What was said of one of several children alone.
    pub own: Own,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By when.
    pub follow_up: Option<NaiveDate>,
    /// Words typed for the date that were not understood; asked again later.
    pub follow_up_words: Option<String>,
    /// When the note was opened: the moment of the call.
    pub opened: DateTime<FixedOffset>,
}

impl NewNote {
    /// What was said of a child: what all share, and what is about that child alone. Nobody else's lines.
    pub fn text_of(&self, child: ChildKey) -> Cow<'_, str> {
        match self.own.get(&child) {
            None => Cow::Borrowed(&self.text),
            Some(own) if self.text.trim().is_empty() => Cow::Borrowed(own),
            Some(own) => Cow::Owned(format!("{}\n{own}", self.text.trim_end_matches('\n'))),
        }
    }
}

impl std::fmt::Debug for NewNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "note of {} characters about {} children", self.text.chars().count(), self.about.len())
    }
}

/// An edit of a filed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// The note.
    pub note: NoteId,
    /// The version that it began from, the first being 1; `None` where that is not known.
    pub seen: Option<u32>,
}

impl From<NoteId> for Edit {
    fn from(note: NoteId) -> Self {
        Self { note, seen: None }
    }
}

/// The version that was filed while another was written: both are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Its number, the first being 1.
    pub version: u32,
    /// Who filed it.
    pub actor: String,
}

impl Beside {
    /// In words.
    pub fn words(&self) -> String {
        format!("edited at the same time as version {} by {}", self.version, self.actor)
    }
}

/// A filed note, its latest version. Its `Debug` prints no text.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What was filed.
    pub content: NewNote,
    /// Who filed the latest version.
    pub actor: String,
    /// When the latest version was filed.
    pub filed: DateTime<FixedOffset>,
    /// How many earlier versions are kept.
    pub earlier: u32,
    /// The version that was filed while the latest was written.
    pub beside: Option<Beside>,
}

impl Note {
    /// An edit that begins from the latest version.
    pub const fn to_edit(&self) -> Edit {
        Edit { note: self.id, seen: Some(self.earlier.saturating_add(1)) }
    }
}

impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "note {}: {:?}", self.id.0, self.content)
    }
}

/// A note being written, kept in the caseload file within a second of typing. Its `Debug` prints no text.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// How often it was kept; 0 before the first time.
    pub version: i64,
    /// As far as it is written; `follow_up_words` holds what was typed for the date.
    pub content: NewNote,
    /// The filed note that it edits.
    pub edits: Option<Edit>,
    /// When it was last kept.
    pub kept: DateTime<FixedOffset>,
}

impl Draft {
    /// Which draft of the file it is, and as of when.
    pub const fn stored(&self) -> Stored {
        Stored { id: self.id, version: self.version }
    }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "draft {}: {:?}", self.id.0, self.content)
    }
}

/// Something promised on a date.
#[derive(Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its number.
    pub id: i64,
    /// The note that promised it.
    pub note: NoteId,
    /// About whom.
    pub child: Option<ChildKey>,
    /// By when; `None` where the words typed were not understood.
    pub due: Option<NaiveDate>,
    /// What, or the words for the date that were not understood.
    pub what: String,
}

impl std::fmt::Debug for FollowUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "follow-up of note {} due {:?}", self.note.0, self.due)
    }
}
