//! Whatever happens, nothing typed into a note is lost.

use crate::app::effect::Effect;
use crate::app::note::tests::{failure, later, open_note};
use crate::app::note::{Field, state};
use crate::app::record::fixture::{press, send};
use crate::app::screen::Screen;
use crate::app::{Model, Msg as AppMsg};
use crate::domain::note::{Draft, DraftId, NewNote, NoteId};
use crate::ui::record::tests::screen;
use proptest::prelude::*;

/// Something that can happen while notes are written.
#[derive(Debug, Clone)]
enum Happening {
    Press(&'static str),
    Typed(char),
    Pass(i64),
    Answer(bool),
    Resize(u16, u16),
    Paste,
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let keys = vec![
        "n",
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
        "h",
    ];
    let one = prop_oneof![
        6 => prop::sample::select(keys).prop_map(Happening::Press),
        6 => prop::sample::select(vec!['\u{e000}', '\u{e001}', '\u{e002}']).prop_map(Happening::Typed),
        2 => (0_i64..2_000).prop_map(Happening::Pass),
        2 => any::<bool>().prop_map(Happening::Answer),
        1 => (0_u16..140, 0_u16..50).prop_map(|(width, height)| Happening::Resize(width, height)),
        1 => Just(Happening::Paste),
    ];
    prop::collection::vec(one, 0..60)
}

/// A file that takes what it is given, or nothing, in the order given.
#[derive(Default)]
struct Disk {
    waiting: std::collections::VecDeque<Effect>,
    drafts: std::collections::BTreeMap<i64, Draft>,
    ids: std::collections::BTreeMap<i64, i64>,
    filed: Vec<String>,
}

impl Disk {
    fn take(&mut self, effects: Vec<Effect>) {
        self.waiting.extend(effects);
    }

    /// Carries out the next effect and says what is answered.
    fn answer(&mut self, works: bool) -> Option<AppMsg> {
        let effect = self.waiting.pop_front()?;
        let next = 1 + i64::try_from(self.ids.len()).unwrap();
        match effect {
            Effect::KeepDraft(_) | Effect::File { .. } if !works => Some(failure()),
            Effect::KeepDraft(draft) => {
                let id = if draft.id.0 < 0 { *self.ids.entry(draft.id.0).or_insert(next) } else { draft.id.0 };
                let before = draft.id;
                self.drafts.insert(id, *draft);
                Some(AppMsg::DraftKept(before, DraftId(id)))
            }
            Effect::File { note, draft, .. } => {
                let id = self.ids.get(&draft.0).copied().unwrap_or(draft.0);
                self.drafts.remove(&id);
                self.filed.push(all_of(&note));
                Some(AppMsg::Filed(NoteId(100 + i64::try_from(self.filed.len()).unwrap()), draft))
            }
            Effect::DropDraft(draft) => {
                let id = self.ids.get(&draft.0).copied().unwrap_or(draft.0);
                self.drafts.remove(&id);
                None
            }
            _ => None,
        }
    }

    fn text(&self) -> String {
        self.filed.concat() + &self.drafts.values().map(|draft| all_of(&draft.content)).collect::<String>()
    }
}

fn all_of(note: &NewNote) -> String {
    let others = [&note.next_step, &note.follow_up_words, &note.person];
    format!("{}{}", note.text, others.into_iter().flatten().cloned().collect::<String>())
}

fn marks(text: &str) -> usize {
    text.chars().filter(|c| ('\u{e000}'..='\u{e002}').contains(c)).count()
}

/// Everything that was typed and not given to the disk yet.
fn held(model: &Model) -> String {
    let open = model.stack.iter().filter_map(|screen| match screen {
        Screen::Note(state) => Some(all_of(&state.draft(model.now).content)),
        _ => None,
    });
    open.chain(model.drafts.iter().map(|draft| all_of(&draft.content))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens, what was typed into a note is on the disk in the end, or still held.
    #[test]
    fn nothing_typed_is_lost(happenings in happenings()) {
        let mut model = open_note();
        let mut disk = Disk::default();
        let mut typed = 0;
        let mut quit = false;
        for happening in happenings {
            let effects = match happening {
                Happening::Press(key) => press(&mut model, key),
                Happening::Typed(c) => {
                    let takes = state(&model).is_some_and(|state| state.field != Field::Kind);
                    typed += usize::from(takes);
                    send(&mut model, AppMsg::Key(crate::app::keys::ch(c)))
                }
                Happening::Pass(time) => later(&mut model, time),
                Happening::Answer(works) => match disk.answer(works) {
                    Some(answer) => send(&mut model, answer),
                    None => Vec::new(),
                },
                Happening::Resize(width, height) => send(&mut model, AppMsg::Resized(width, height)),
                Happening::Paste => {
                    typed += usize::from(state(&model).is_some());
                    send(&mut model, AppMsg::Pasted("\u{e000}\r\n\u{7}".into()))
                }
            };
            quit |= effects.contains(&Effect::Quit);
            disk.take(effects);
            let size = model.size;
            if size.0 > 0 && size.1 > 0 {
                screen(&model);
            }
            if quit {
                break;
            }
        }
        prop_assert!(quit || marks(&held(&model)) + marks(&on_its_way(&disk)) >= typed - marks(&disk.filed.concat()).min(typed));
        let effects = send(&mut model, AppMsg::HungUp);
        disk.take(effects);
        while let Some(answer) = next_answer(&mut disk) {
            let more = send(&mut model, answer);
            disk.take(more);
        }
        prop_assert!(marks(&disk.text()) >= typed, "{} of {typed}", marks(&disk.text()));
    }
}

fn on_its_way(disk: &Disk) -> String {
    let filing = disk.waiting.iter().filter_map(|effect| match effect {
        Effect::File { note, .. } => Some(all_of(note)),
        _ => None,
    });
    filing.collect()
}

fn next_answer(disk: &mut Disk) -> Option<AppMsg> {
    while !disk.waiting.is_empty() {
        if let Some(answer) = disk.answer(true) {
            return Some(answer);
        }
    }
    None
}
