//! Whatever happens, nothing typed into a note is lost.

use crate::app::effect::{Answer, Effect, Ticket};
use crate::app::keys::ch;
use crate::app::note::tests::{failure, later, open_note};
use crate::app::note::{Field, state};
use crate::app::record::fixture::{press, send};
use crate::app::{Model, Msg as AppMsg};
use crate::domain::note::{Draft, DraftId, NewNote, NoteId, Stored};
use crate::ui::record::tests::screen;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something that can happen while notes are written.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Press(&'static str),
    Typed,
    Pass(i64),
    Answer(Works),
    Resize(u16, u16),
    Paste,
    /// Another program writes on a draft of the file, or files it.
    Meddle(bool),
}

/// What the file takes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Works {
    All,
    /// Drafts, but no notes.
    Drafts,
    Nothing,
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let keys = vec![
        "n",
        "E",
        "esc",
        "q",
        "ctrl-s",
        "ctrl-n",
        "tab",
        "shift-tab",
        "enter",
        "ctrl-t",
        "j",
        "k",
        "]",
        "[",
        "6",
        "2",
        "e",
        "p",
        "s",
        "v",
        "d",
        "/",
        "f",
        ":",
        "?",
        "up",
        "down",
        "left",
        "pgdn",
        "ctrl-g",
        "I",
        "o",
        "a",
        "u",
        "h",
        "c",
        "b",
        "space",
        "ctrl-f",
        "@",
        "m",
    ];
    let one = prop_oneof![
        6 => prop::sample::select(keys).prop_map(Happening::Press),
        6 => Just(Happening::Typed),
        2 => (-100_i64..2_000).prop_map(Happening::Pass),
        3 => prop::sample::select(vec![Works::All, Works::All, Works::Drafts, Works::Nothing])
            .prop_map(Happening::Answer),
        1 => (0_u16..140, 0_u16..50).prop_map(|(width, height)| Happening::Resize(width, height)),
        1 => Just(Happening::Paste),
        1 => any::<bool>().prop_map(Happening::Meddle),
    ];
    prop::collection::vec(one, 0..60)
}

/// A file that takes what it is given, or nothing, in the order given.
#[derive(Default)]
struct Disk {
    waiting: VecDeque<Effect>,
    drafts: BTreeMap<DraftId, Draft>,
    places: BTreeMap<DraftId, Stored>,
    gone: BTreeSet<DraftId>,
    given: i64,
    filed: Vec<String>,
}

impl Disk {
    fn take(&mut self, effects: Vec<Effect>) {
        self.waiting.extend(effects);
    }

    fn place(&self, ticket: Ticket) -> Option<Stored> {
        self.places.get(&ticket.form).copied().or(ticket.stored)
    }

    /// Another program writes on the first draft, or files it.
    fn meddle(&mut self, files: bool) {
        if let Some(mut draft) = self.drafts.first_entry() {
            draft.get_mut().version += 1;
            if files {
                self.filed.push(all_of(&draft.remove().content));
            }
        }
    }

    fn holds(&self, stored: Stored) -> bool {
        self.drafts.get(&stored.id).is_some_and(|draft| draft.version == stored.version)
    }

    fn keep(&mut self, ticket: Ticket, draft: Draft) -> Ticket {
        self.given += 1;
        let beside = Stored { id: DraftId(self.given), version: 1 };
        let over = self.place(ticket).filter(|stored| self.holds(*stored));
        let stored = over.map_or(beside, |stored| Stored { version: stored.version + 1, ..stored });
        self.drafts.insert(stored.id, Draft { id: stored.id, version: stored.version, ..draft });
        self.places.insert(ticket.form, stored);
        Ticket { stored: Some(stored), ..ticket }
    }

    fn drop(&mut self, ticket: Ticket) -> Ticket {
        let stored = self.place(ticket);
        if let Some(stored) = stored.filter(|stored| self.holds(*stored)) {
            self.drafts.remove(&stored.id);
        }
        self.places.remove(&ticket.form);
        Ticket { stored, ..ticket }
    }

    fn file(&mut self, ticket: Ticket, note: &NewNote) -> Answer {
        self.gone.insert(ticket.form);
        self.filed.push(all_of(note));
        Answer::Filed(NoteId(100 + i64::try_from(self.filed.len()).unwrap()))
    }

    /// Carries out the next effect and says what is answered.
    fn answer(&mut self, model: &Model, works: Works) -> Vec<AppMsg> {
        let Some(effect) = self.waiting.pop_front() else { return Vec::new() };
        vec![match effect {
            Effect::KeepDraft(ticket, _) if self.gone.contains(&ticket.form) => return Vec::new(),
            Effect::KeepDraft(ticket, _) if works == Works::Nothing => {
                AppMsg::Written(ticket, Answer::NotKept(failure()))
            }
            Effect::DropDraft(ticket) if works == Works::Nothing => {
                AppMsg::Written(ticket, Answer::NotDropped(failure()))
            }
            Effect::File { ticket, .. } if works == Works::Nothing => {
                AppMsg::Written(ticket, Answer::NotFiled(failure()))
            }
            Effect::File { ticket, note, edits } if works == Works::Drafts => {
                let draft = Draft { id: ticket.form, version: 0, kept: note.opened, content: *note, edits };
                let ticket = self.keep(ticket, draft);
                return vec![
                    AppMsg::Written(ticket, Answer::Kept),
                    AppMsg::Written(ticket, Answer::NotFiled(failure())),
                ];
            }
            Effect::KeepDraft(ticket, draft) => AppMsg::Written(self.keep(ticket, *draft), Answer::Kept),
            Effect::File { ticket, note, .. } => {
                let ticket = self.drop(ticket);
                AppMsg::Written(ticket, self.file(ticket, &note))
            }
            Effect::DropDraft(ticket) => AppMsg::Written(self.drop(ticket), Answer::Dropped),
            Effect::Load(generation) => {
                let drafts = self.drafts.values().cloned().collect();
                AppMsg::Loaded(generation, model.snapshot.clone(), drafts)
            }
            Effect::LookForChanges => AppMsg::Drafts(self.drafts.values().cloned().collect()),
            _ => return Vec::new(),
        }]
    }

    fn text(&self) -> String {
        self.filed.concat() + &self.drafts.values().map(|draft| all_of(&draft.content)).collect::<String>()
    }
}

fn all_of(note: &NewNote) -> String {
    let others = [&note.next_step, &note.follow_up_words, &note.person];
    let rest = note.own.values().chain(others.into_iter().flatten());
    format!("{}{}", note.text, rest.cloned().collect::<String>())
}

/// No two characters that are typed are the same.
fn mark(typed: u32) -> char {
    char::from_u32(0xe000 + typed).unwrap()
}

/// How often each typed character is there.
fn counts(typed: u32, text: &str) -> Vec<usize> {
    (0..typed).map(|at| text.chars().filter(|c| *c == mark(at)).count()).collect()
}

/// Everything that lies on the desk.
fn held(model: &Model) -> String {
    model.desk.forms().map(|form| all_of(&form.draft(model.now).content)).collect()
}

struct Morning {
    model: Model,
    disk: Disk,
    typed: u32,
    meddled: bool,
    quit: bool,
}

impl Morning {
    fn new() -> Self {
        Self { model: open_note(), disk: Disk::default(), typed: 0, meddled: false, quit: false }
    }

    fn next_mark(&mut self) -> char {
        let mark = mark(self.typed);
        self.typed += u32::from(state(&self.model).is_some_and(|state| state.field != Field::Kind));
        mark
    }

    fn happens(&mut self, happening: Happening) {
        let model = &mut self.model;
        let effects = match happening {
            Happening::Press(key) => press(model, key),
            Happening::Typed => {
                let mark = self.next_mark();
                send(&mut self.model, AppMsg::Key(ch(mark)))
            }
            Happening::Pass(time) => later(model, time),
            Happening::Answer(works) => {
                let answers = self.disk.answer(model, works);
                answers.into_iter().flat_map(|answer| send(model, answer)).collect()
            }
            Happening::Resize(width, height) => send(model, AppMsg::Resized(width, height)),
            Happening::Paste => {
                let mark = mark(self.typed);
                self.typed += u32::from(state(model).is_some());
                send(model, AppMsg::Pasted(format!("{mark}\r\n\u{7}")))
            }
            Happening::Meddle(files) => {
                self.meddled = true;
                self.disk.meddle(files);
                vec![Effect::LookForChanges]
            }
        };
        self.quit |= effects.iter().any(|effect| matches!(effect, Effect::End(_)));
        self.disk.take(effects);
    }

    /// What was typed is on the disk or on the desk, at every moment.
    fn is_safe(&self) -> bool {
        !counts(self.typed, &(self.disk.text() + &held(&self.model))).contains(&0)
    }

    /// The terminal goes: nobody listens any more, and what was sent is carried out.
    fn hangs_up(&mut self) {
        let effects = send(&mut self.model, AppMsg::HungUp);
        self.disk.take(effects);
        while !self.disk.waiting.is_empty() {
            self.disk.answer(&self.model, Works::All);
        }
    }

    /// Everything typed is on the disk, and where nobody meddled, in one place.
    fn is_whole(&self) -> bool {
        let most = if self.meddled { usize::MAX } else { 1 };
        counts(self.typed, &self.disk.text()).iter().all(|count| (1..=most).contains(count))
    }
}

fn lives(happenings: Vec<Happening>, drawn: bool) -> Result<(), TestCaseError> {
    let mut morning = Morning::new();
    for happening in happenings {
        morning.happens(happening);
        prop_assert!(morning.is_safe());
        let (width, height) = morning.model.size;
        if drawn && width > 0 && height > 0 {
            screen(&morning.model);
        }
        if morning.quit {
            break;
        }
    }
    morning.hangs_up();
    prop_assert!(morning.is_whole(), "{:?}", counts(morning.typed, &morning.disk.text()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens, what was typed into a note is on the disk in the end; and every screen of it can be drawn.
    #[test]
    fn nothing_typed_is_lost(happenings in happenings()) {
        lives(happenings, true)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same without the drawing, oftener.
    #[test]
    fn nothing_typed_is_lost_unseen(happenings in happenings()) {
        lives(happenings, false)?;
    }
}
