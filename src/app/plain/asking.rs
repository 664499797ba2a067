//! What is asked one thing after the other, as on the screen: why alerts are set aside, until when, what came of a
//! follow-up.

use crate::app::Model;
use crate::app::acts;
use crate::app::ask::{self, About};
use crate::app::effect::Effect;
use crate::app::line::TextLine;
use crate::app::plain::{After, State, marking, opened, telling};
use crate::app::screen::{self, Action, Screen};

/// Closes the questions; nothing is saved.
const CLOSE: &str = ".";

/// Whether the next line is an answer.
pub(super) fn is_open(model: &Model) -> bool {
    matches!(model.top(), Screen::Ask(_))
}

/// Sets the alerts of the open child, or of the marked ones, aside, takes a change back, or makes it again.
pub(super) fn act(model: &mut Model, state: &mut State, msg: acts::Msg) -> Vec<Effect> {
    if matches!(msg, acts::Msg::Aside(_)) && !marking::in_hand(model) && opened(model, state).is_none() {
        return Vec::new();
    }
    let effects = screen::run(model, Action::Act(msg));
    if is_open(model) {
        state.after = After::Question;
    }
    effects
}

/// Ends a follow-up, or moves it, by its number.
pub(super) fn promised(model: &mut Model, state: &mut State, rest: &str, about: fn(&State, usize) -> Option<About>) {
    let at = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let Some(about) = at.and_then(|at| about(state, at)) else {
        return state.say("there is no follow-up of that number; due lists them");
    };
    state.after = After::Question;
    // It only opens the questions.
    ask::open(model, about);
}

/// Takes an answer in.
pub(super) fn line(model: &mut Model, state: &mut State, line: &str) -> Vec<Effect> {
    if line.trim() == CLOSE {
        model.pop();
        state.say("nothing was saved");
        return Vec::new();
    }
    if let Screen::Ask(asked) = model.top_mut() {
        asked.line = TextLine::default();
    }
    ask::paste(model, line);
    if let Screen::Ask(asked) = model.top() {
        state.said.extend(ask::echo(model, asked));
    }
    state.after = After::Question;
    ask::update(model, ask::Msg::Next)
}

/// Tells what is asked now, or what comes next where all is answered.
pub(super) fn tell(model: &Model, state: &mut State) {
    let Screen::Ask(asked) = model.top() else { return telling::next(model, state) };
    state.said.extend(asked.why.map(str::to_owned));
    let prompt = asked.question().prompt().trim_end_matches([':', ' ']);
    state.say(format!("{prompt}; a dot alone closes"));
}
