//! Keys that mean the same on every screen.

use crate::app::effect::{Effect, Ending};
use crate::app::keys::{Binding, ch, ctrl};
use crate::app::screen::{self, Screen};
use crate::app::{
    Model, audit, backup, drafts, follow_ups, health, held, help, import, note, note_search, palette, papers, picker,
    who, work,
};

/// What can be asked for everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A new note.
    Note,
    /// A new enquiry.
    Enquiry,
    /// The list of follow-ups.
    FollowUps,
    /// The list of drafts.
    Drafts,
    /// Files in, and the imports so far.
    Import,
    /// The health of the data.
    Health,
    /// Rows of files that were held back.
    Held,
    /// Records that may be one child.
    Who,
    /// Search in all notes.
    NoteSearch,
    /// A new note from a template.
    Template,
    /// The week's briefing.
    Papers,
    /// The parts of the work.
    Work,
    /// Who saw and changed what.
    Audit,
    /// A backup.
    Backup,
    /// The keys of this screen.
    Help,
    /// Every action by name.
    Palette,
    /// The mouse on or off.
    Mouse,
    /// The whole screen drawn afresh.
    Redraw,
    /// Children by initials, or by name.
    Naming,
    /// The lock.
    Lock,
    /// The lock, and back to the shell.
    Suspend,
    /// The end.
    Quit,
}

impl Msg {
    /// Whether its hint stands in the footer however little room there is.
    pub const fn stays(self) -> bool {
        matches!(self, Self::Note | Self::Palette | Self::Help | Self::Quit)
    }
}

/// The keys.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[ch('n')], msg: Msg::Note, hint: Some("note"), help: "Write a new note; the call's clock starts" },
    Binding {
        keys: &[ch('t')],
        msg: Msg::FollowUps,
        hint: Some("due"),
        help: "List the follow-ups, the due ones first",
    },
    Binding {
        keys: &[ch('E')],
        msg: Msg::Enquiry,
        hint: None,
        help: "Take an enquiry down as it is asked: who and what, advice, reply due; no child's name is needed",
    },
    Binding { keys: &[ch('d')], msg: Msg::Drafts, hint: Some("drafts"), help: "List the drafts not yet filed" },
    Binding {
        keys: &[ch('I')],
        msg: Msg::Import,
        hint: None,
        help: "Take files in, preview them first; list the imports",
    },
    Binding {
        keys: &[ch('H')],
        msg: Msg::Health,
        hint: None,
        help: "Show what in the data is missing, old or cannot be",
    },
    Binding {
        keys: &[ch('B')],
        msg: Msg::Held,
        hint: None,
        help: "List rows of files held back, to correct or drop them",
    },
    Binding {
        keys: &[ch('W')],
        msg: Msg::Who,
        hint: None,
        help: "List records that may be one child, and those merged",
    },
    Binding { keys: &[ch('N')], msg: Msg::NoteSearch, hint: None, help: "Find words in all notes" },
    Binding { keys: &[ch('T')], msg: Msg::Template, hint: None, help: "Write a new note from a template" },
    Binding {
        keys: &[ch('P')],
        msg: Msg::Papers,
        hint: None,
        help: "Show the week's briefing for the meeting, to print or send",
    },
    Binding {
        keys: &[ch('R')],
        msg: Msg::Work,
        hint: Some("work"),
        help: "Open a part of the rest of the work: PEPs, premium, inclusion, schools, after 16, advice, report",
    },
    Binding {
        keys: &[ch('A')],
        msg: Msg::Audit,
        hint: None,
        help: "Show who saw and changed what, of the record's child or of all",
    },
    Binding {
        keys: &[ch('K')],
        msg: Msg::Backup,
        hint: None,
        help: "Keep a backup: write an encrypted copy and check it",
    },
    Binding { keys: &[ch(':')], msg: Msg::Palette, hint: Some("menu"), help: "Run any action by name" },
    Binding { keys: &[ch('?')], msg: Msg::Help, hint: Some("keys"), help: "Show the keys of this screen" },
    Binding { keys: &[ch('M')], msg: Msg::Mouse, hint: None, help: "Switch the mouse on or off" },
    Binding { keys: &[ctrl('l')], msg: Msg::Redraw, hint: None, help: "Draw the whole screen again" },
    Binding {
        keys: &[ch('i')],
        msg: Msg::Naming,
        hint: None,
        help: "Show children by initials, where others can look on, or by name",
    },
    Binding { keys: &[ch('L')], msg: Msg::Lock, hint: Some("lock"), help: "Lock the screen; drafts are kept" },
    Binding {
        keys: &[ctrl('z')],
        msg: Msg::Suspend,
        hint: None,
        help: "Lock, and go back to the shell; fg shows the lock",
    },
    Binding { keys: &[ch('q'), ctrl('c')], msg: Msg::Quit, hint: Some("quit"), help: "Quit; drafts are kept" },
];

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Note => {
            let about = screen::current_child(model);
            note::open(model, about.into_iter().collect(), None)
        }
        Msg::Enquiry => note::capture(model),
        Msg::Quit => note::leave(model, Ending::Quit, true),
        Msg::Naming => {
            model.naming = model.naming.other();
            Vec::new()
        }
        Msg::Lock => note::leave(model, Ending::Lock, true),
        Msg::Suspend => note::leave(model, Ending::Suspend, true),
        Msg::Mouse => {
            model.mouse = !model.mouse;
            model.toast = Some(format!("mouse {}", if model.mouse { "on" } else { "off: text can be selected" }));
            vec![Effect::Mouse(model.mouse)]
        }
        Msg::Redraw => vec![Effect::Redraw],
        Msg::FollowUps => follow_ups::open(model),
        Msg::Drafts => drafts::open(model),
        Msg::Import => import::open(model),
        Msg::Health => health::open(model),
        Msg::Held => held::open(model),
        Msg::Who => who::open(model),
        Msg::NoteSearch => note_search::open(model),
        Msg::Template => picker::templates(model),
        Msg::Papers => papers::open(model),
        Msg::Work => work::menu::open(model),
        Msg::Audit => audit::open(model),
        Msg::Backup => backup::make(model),
        Msg::Help => help::open(model),
        Msg::Palette => palette::open(model),
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let opens = matches!(
        msg,
        Msg::Note
            | Msg::Enquiry
            | Msg::FollowUps
            | Msg::Drafts
            | Msg::Import
            | Msg::Health
            | Msg::Held
            | Msg::Who
            | Msg::NoteSearch
            | Msg::Template
            | Msg::Papers
            | Msg::Backup
            | Msg::Audit
    );
    if opens && matches!(model.top(), Screen::FirstRun) {
        return Err("make a caseload first: lookout init");
    }
    match (msg, model.top()) {
        (Msg::Lock, _) if !model.idle.unlocked => Err("there is nothing to lock"),
        (Msg::Quit | Msg::Redraw | Msg::Suspend, Screen::Lock(_)) => Ok(()),
        (_, Screen::Lock(_)) => Err("unlock first"),
        (Msg::Backup, _) => backup::enabled(model),
        (Msg::FollowUps, Screen::FollowUps(_)) => Err("these are the follow-ups"),
        (Msg::Drafts, Screen::Drafts(_)) => Err("these are the drafts"),
        (Msg::Health, Screen::Health(_)) => Err("this is the data's health"),
        (Msg::Held, Screen::Held(_)) => Err("these are the rows held back"),
        (Msg::Who, Screen::Who(_)) => Err("these are the records that may be one child"),
        (Msg::Papers, Screen::Papers(_)) => Err("this is the briefing"),
        (Msg::Import, _) if import::is_open(model) => Err("the import screen is open; esc goes back to it"),
        (Msg::FollowUps, _) if follow_ups::open_ones(model).next().is_none() => Err("no follow-up is open"),
        (Msg::Drafts, _) if model.drafts.is_empty() => Err("there are no drafts"),
        _ => Ok(()),
    }
}
