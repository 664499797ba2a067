//! The keys of a part of the work.

use crate::app::keys::{Binding, Code, ch, key};
use crate::app::list;
use crate::app::work::Msg;

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Open,
        hint: Some("open"),
        help: "Open the record of the chosen child, or the children behind a figure",
    },
    Binding {
        keys: &[ch('r')],
        msg: Msg::Acts,
        hint: Some("write down"),
        help: "Write down what was done or decided: a stage, a rating, an answer",
    },
    Binding {
        keys: &[key(Code::Tab)],
        msg: Msg::NextState,
        hint: Some("state"),
        help: "Show the lines of the next state; after the last, all",
    },
    Binding { keys: &[key(Code::BackTab)], msg: Msg::PreviousState, hint: None, help: "Show the state before" },
    Binding {
        keys: &[ch('b')],
        msg: Msg::Group,
        hint: Some("by"),
        help: "Put lines together by state, caseworker, school, or not at all",
    },
    Binding { keys: &[ch('m')], msg: Msg::Whose, hint: None, help: "Show my children or everybody's" },
    Binding { keys: &[ch('s')], msg: Msg::Sources, hint: None, help: "Show or hide the file and line of every row" },
    Binding { keys: &[ch(',')], msg: Msg::Earlier, hint: Some("year before"), help: "Show the academic year before" },
    Binding { keys: &[ch('.')], msg: Msg::Later, hint: None, help: "Show the academic year after" },
    list::back(Msg::Back, "Go back to where the part was opened"),
];
