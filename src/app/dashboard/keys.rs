//! The keys of the list.

use crate::app::dashboard::Msg;
use crate::app::keys::{Binding, Code, ch, key};
use crate::app::views::VIEWS;

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Open, hint: Some("open"), help: "Open the chosen child's record" },
    Binding {
        keys: &[ch('/')],
        msg: Msg::Find,
        hint: Some("find"),
        help: "Find by name, school, UPN, id or social worker",
    },
    Binding {
        keys: &[ch('f')],
        msg: Msg::Filter,
        hint: Some("filter"),
        help: "Filter by kind of flag, year, cohort or school",
    },
    Binding { keys: &[ch('F')], msg: Msg::ClearFilter, hint: None, help: "Clear the filter" },
    Binding {
        keys: &[ch('o')],
        msg: Msg::Sort,
        hint: None,
        help: "Put the list in order: flag, name, school, year, contact, attendance",
    },
    Binding { keys: &[ch('O')], msg: Msg::Reverse, hint: None, help: "Put the order the other way round" },
    Binding {
        keys: &[ch(' ')],
        msg: Msg::Mark,
        hint: None,
        help: "Mark the chosen child, or no more; what is set aside then is that of all marked ones",
    },
    Binding { keys: &[ch('m')], msg: Msg::Whose, hint: Some("mine/all"), help: "Show my children or everybody's" },
    Binding {
        keys: &[key(Code::Esc), ch('h'), key(Code::Left)],
        msg: Msg::Back,
        hint: None,
        help: "Go back from the hits to the whole list; forget the marks",
    },
    view(0),
    view(1),
    view(2),
    view(3),
    view(4),
    view(5),
    view(6),
    Binding { keys: &[ch('8')], msg: Msg::Saved(8), hint: None, help: "Show the view that you saved under 8" },
    Binding { keys: &[ch('9')], msg: Msg::Saved(9), hint: None, help: "Show the view that you saved under 9" },
    Binding { keys: &[ch('0')], msg: Msg::Saved(0), hint: None, help: "Show the view that you saved under 0" },
    Binding { keys: &[ch('S')], msg: Msg::Save, hint: None, help: "Keep view, filter and order under a name" },
    Binding { keys: &[ch('v')], msg: Msg::Views, hint: Some("views"), help: "List the views, drop saved ones" },
    Binding {
        keys: &[ch('b')],
        msg: Msg::Group,
        hint: Some("by school"),
        help: "Put children together by school, social worker or carer, to ring once about all",
    },
    Binding {
        keys: &[ch('c')],
        msg: Msg::Call,
        hint: Some("call"),
        help: "Write one note about a call on several: those marked, else the flagged ones of the school",
    },
    Binding { keys: &[ch('w')], msg: Msg::Write, hint: None, help: "Write the list as it stands to a new CSV file" },
];

/// The row of a view.
const fn view(place: usize) -> Binding<Msg> {
    Binding { keys: VIEWS[place].keys, msg: Msg::View(place), hint: None, help: VIEWS[place].help }
}
