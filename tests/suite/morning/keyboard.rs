//! The morning at the keyboard: every key and what must stand on the screen before the next one. Also read by the
//! library's own tests.

use super::table::{CHILDREN, Child, Deed, MISTAKEN, MOVED_TO, OUTCOME};

/// What is done at the keyboard, or looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A key by its name in help.
    Key(&'static str),
    /// Words typed, which then stand on the screen.
    Text(&'static str),
    /// What must stand on the screen.
    Shows(String),
    /// The row that the terminal's cursor stands on: the child's name, and why.
    On(&'static str, &'static str),
}

use Step::{Key, Text};

fn shows(words: &str) -> Step {
    Step::Shows(words.to_owned())
}

fn on(child: &Child) -> Step {
    Step::On(child.name, child.why)
}

/// The keys among steps: what the morning costs beside what is typed.
pub(crate) fn keys(steps: &[Step]) -> usize {
    steps.iter().filter(|step| matches!(step, Key(_))).count()
}

/// What was promised: one done, one done by mistake and taken back, then moved.
pub(crate) fn follow_ups() -> Vec<Step> {
    vec![
        shows("DT sends the form"),
        Key("t"),
        shows("Follow-ups: 2 due, 2 open"),
        Key("x"),
        shows("what came of it"),
        Text(OUTCOME),
        Key("enter"),
        shows("Follow-ups: 1 due, 1 open"),
        Key("x"),
        shows("what came of it"),
        Text(MISTAKEN),
        Key("enter"),
        shows("No follow-up is open"),
        Key("u"),
        shows("u once more takes back the follow-up done"),
        Key("u"),
        shows("Follow-ups: 1 due, 1 open"),
        Key("m"),
        shows("until (fri"),
        Text(MOVED_TO.0),
        Key("enter"),
        shows("Follow-ups: 0 due, 1 open"),
        Key("esc"),
    ]
}

/// A child from its row to the next.
pub(crate) fn work(place: usize) -> Vec<Step> {
    let child = &CHILDREN[place];
    let asked = |key, answers: &[(&str, &'static str)]| {
        let mut steps = vec![on(child), Key(key)];
        for (question, answer) in answers {
            steps.extend([shows(question), Text(answer), Key("enter")]);
        }
        steps.push(shows("saved: 1 alert set aside"));
        steps
    };
    match child.deed {
        Deed::Note(template, said) => {
            let number = ["1", "2", "3", "4"][template - 1];
            let mut steps = vec![on(child), Key("T"), shows("Templates"), Key(number)];
            steps.extend([Step::Shows(format!("Note: {}", child.name)), Text(said), Key("ctrl-s")]);
            steps.push(shows("saved 09:14"));
            if place + 1 < CHILDREN.len() {
                steps.push(Key("j"));
            }
            steps
        }
        Deed::Acknowledge(reason) => asked("a", &[("reason:", reason)]),
        Deed::Snooze(until, reason) => asked("z", &[("until (fri", until), ("reason:", reason)]),
        Deed::HandOver(to, reason) => asked("D", &[("hand over to:", to), ("reason:", reason)]),
        Deed::Both(reason) => vec![
            on(child),
            Key("space"),
            on(&CHILDREN[place + 1]),
            Key("space"),
            on(&CHILDREN[place + 2]),
            Key("a"),
            shows("2 alerts to be acknowledged: 2 children"),
            Text(reason),
            Key("enter"),
            shows("saved: 2 alerts of 2 children set aside"),
        ],
        Deed::WithTheOneBefore => Vec::new(),
    }
}

/// The whole morning, counted: four keys a child or fewer where a note is written, and on the whole.
pub(crate) fn morning() -> Vec<Step> {
    let (mut steps, mut notes) = (follow_ups(), Vec::new());
    for (place, child) in CHILDREN.iter().enumerate() {
        let own = work(place);
        if matches!(child.deed, Deed::Note(..)) {
            notes.push(keys(&own));
        }
        steps.extend(own);
    }
    assert_eq!((notes.len(), notes.iter().max()), (13, Some(&4)), "see the reason, note, follow-up, next");
    // Also what was promised, and a mistake taken back: 3.95 a child.
    assert_eq!((keys(&steps), CHILDREN.len()), (79, 20));
    steps
}
