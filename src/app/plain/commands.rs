//! The commands of the line mode.

use crate::app::acts;
use crate::domain::decision::What;
use crate::domain::undoable::Turn;

/// What a line can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The list from its first child.
    List,
    /// The next ones of it.
    More,
    /// A child by its number.
    Open,
    /// A child by the council's id.
    Id,
    /// Children by words.
    Find,
    /// The open child once more.
    Again,
    /// A page of its record.
    Page,
    /// A note.
    Note,
    /// A note from a template.
    Template,
    /// One note about several.
    Call,
    /// The list by whom one rings.
    Group,
    /// Children marked.
    Mark,
    /// No more marked.
    Unmark,
    /// The next child.
    Next,
    /// The one before.
    Previous,
    /// What was promised.
    FollowUps,
    /// Notes not yet filed.
    Drafts,
    /// One of them.
    Draft,
    /// A follow-up done.
    Done,
    /// A follow-up moved.
    Move,
    /// Alerts set aside, a change taken back or made again.
    Act(acts::Msg),
    /// My children or everybody's.
    Whose,
    /// The commands.
    Help,
    /// The end.
    Quit,
}

/// A row of the table of commands.
#[derive(Debug)]
pub struct Command {
    /// Its words: the first one may be cut as far as it stays the only one.
    pub words: &'static [&'static str],
    /// What stands after it.
    pub takes: &'static str,
    /// What it asks for.
    pub msg: Msg,
    /// A sentence that begins with a verb.
    pub help: &'static str,
}

const fn row(words: &'static [&'static str], takes: &'static str, msg: Msg, help: &'static str) -> Command {
    Command { words, takes, msg, help }
}

/// The commands. A letter means what its key means on the screen.
pub const COMMANDS: &[Command] = &[
    row(&["list"], "[HOW MANY]", Msg::List, "List the children from the first, ten where no number is given"),
    row(&["more"], "[HOW MANY]", Msg::More, "List the next ones"),
    row(&["open"], "NUMBER", Msg::Open, "Open a child by its number in the list; the number alone does too"),
    row(&["id"], "ID", Msg::Id, "Open a child by the council's id"),
    row(&["find", "/"], "WORDS", Msg::Find, "Find by name, school, UPN, id or social worker"),
    row(&["why"], "", Msg::Again, "Tell the open child again: reasons, last contact, follow-ups"),
    row(&["page"], "NAME", Msg::Page, "Tell a page of the record: overview, attendance, peps, notes and so on"),
    row(
        &["note", "n"],
        "[KIND] [PERSON]",
        Msg::Note,
        "Write a note about the open child; a call where no kind is given",
    ),
    row(
        &["template"],
        "[NUMBER]",
        Msg::Template,
        "Write a note about the open child from a template; lists them where no number is given",
    ),
    row(
        &["call", "c"],
        "[PERSON]",
        Msg::Call,
        "Write one note about the marked children; about the open one and the flagged ones of its school where none is",
    ),
    row(&["group", "b"], "", Msg::Group, "Put the list together by school, social worker or carer, or as before"),
    row(
        &["mark"],
        "[NUMBERS]",
        Msg::Mark,
        "Mark children, such as 1 3 5-8: what is set aside then is that of all marked ones; lists them without numbers",
    ),
    row(&["unmark"], "[NUMBERS]", Msg::Unmark, "Mark children no more, all of them where no number is given"),
    row(&["next", "j"], "", Msg::Next, "Open the next child of the list"),
    row(&["previous", "k"], "", Msg::Previous, "Open the child before"),
    row(&["due", "t"], "", Msg::FollowUps, "List the follow-ups, the due ones first"),
    row(&["drafts", "d"], "", Msg::Drafts, "List the drafts not yet filed"),
    row(&["draft"], "NUMBER", Msg::Draft, "Go on with a draft"),
    row(&["done"], "NUMBER", Msg::Done, "Put a follow-up down as done; what came of it is asked"),
    row(&["move"], "NUMBER", Msg::Move, "Move a follow-up to another day"),
    row(
        &["acknowledge", "a"],
        "",
        Msg::Act(acts::Msg::Aside(What::Acknowledged)),
        "Acknowledge the alerts of the open child or the marked ones: out of the way for 30 days, or until they are worse",
    ),
    row(
        &["snooze", "z"],
        "",
        Msg::Act(acts::Msg::Aside(What::Snoozed)),
        "Put the alerts of the open child or the marked ones off until a date, or until they are worse",
    ),
    row(
        &["hand"],
        "",
        Msg::Act(acts::Msg::Aside(What::HandedOver)),
        "Hand the alerts of the open child or the marked ones over",
    ),
    row(
        &["undo", "u"],
        "",
        Msg::Act(acts::Msg::Turn(Turn::Undo)),
        "Undo your last change: says which, and asks once more",
    ),
    row(
        &["redo", "ctrl-r"],
        "",
        Msg::Act(acts::Msg::Turn(Turn::Redo)),
        "Redo what you took back: says which, and asks once more",
    ),
    row(&["mine", "m"], "", Msg::Whose, "Switch between my children and everybody's"),
    row(&["help", "?"], "", Msg::Help, "List these commands"),
    row(&["quit", "q"], "", Msg::Quit, "Quit; drafts are kept"),
];

/// The command that a word means.
pub(super) fn command(word: &str) -> Result<Msg, String> {
    let word = word.to_lowercase();
    if let Some(row) = COMMANDS.iter().find(|row| row.words.contains(&word.as_str())) {
        return Ok(row.msg);
    }
    let fitting: Vec<&Command> = COMMANDS.iter().filter(|row| row.words[0].starts_with(&word)).collect();
    match fitting.as_slice() {
        [row] => Ok(row.msg),
        [] => Err("there is no such command; ? lists them".to_owned()),
        several => {
            let words: Vec<&str> = several.iter().map(|row| row.words[0]).collect();
            Err(format!("which of {}?", words.join(", ")))
        }
    }
}
