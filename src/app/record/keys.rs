//! The keys of a record.

use crate::app::keys::{Binding, Code, Key, ch, key};
use crate::app::record::Msg;
use crate::app::record::page::Page;

const fn show(keys: &'static [Key], page: Page, help: &'static str) -> Binding<Msg> {
    Binding { keys, msg: Msg::Show(page), hint: None, help }
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Esc), ch('h')], msg: Msg::Back, hint: Some("back"), help: "Go back to the list" },
    Binding {
        keys: &[key(Code::Tab), ch('l')],
        msg: Msg::NextPage,
        hint: Some("page"),
        help: "Show the next page of the record",
    },
    Binding { keys: &[key(Code::BackTab)], msg: Msg::PreviousPage, hint: None, help: "Show the page before" },
    show(&[ch('1')], Page::Overview, "Show the overview: every alert with its arithmetic"),
    show(&[ch('2')], Page::Attendance, "Show attendance as a calendar of the year"),
    show(&[ch('3')], Page::Peps, "Show the PEPs"),
    show(&[ch('4')], Page::Exclusions, "Show suspensions and exclusions with their deadlines"),
    show(&[ch('5')], Page::Timeline, "Show placements and schools as one timeline"),
    show(&[ch('6')], Page::Notes, "Show the notes"),
    show(&[ch('7')], Page::Contacts, "Show whom to ring"),
    show(&[ch('8')], Page::Work, "Show what the parts of the work say: support, money, admissions, transitions"),
    Binding {
        keys: &[ch('r')],
        msg: Msg::Acts,
        hint: Some("write down"),
        help: "Write down what was done or decided: a referral, a stage, a rating, an answer",
    },
    Binding {
        keys: &[ch(']')],
        msg: Msg::NextChild,
        hint: Some("next child"),
        help: "Go to the next flagged child of the list",
    },
    Binding { keys: &[ch('[')], msg: Msg::PreviousChild, hint: None, help: "Go to the flagged child before" },
    Binding {
        keys: &[ch('p')],
        msg: Msg::Reveal,
        hint: Some("sealed"),
        help: "Show or hide postcodes and the carer's telephone, until this child is left",
    },
    Binding {
        keys: &[ch('s')],
        msg: Msg::Sources,
        hint: Some("sources"),
        help: "Show or hide the file and line of every row",
    },
    Binding {
        keys: &[ch('e')],
        msg: Msg::Edit,
        hint: Some("edit"),
        help: "Edit the chosen note; the earlier version is kept",
    },
    Binding {
        keys: &[ch('v')],
        msg: Msg::Versions,
        hint: Some("versions"),
        help: "Show or hide the earlier versions of the chosen note",
    },
    Binding { keys: &[key(Code::Right)], msg: Msg::Right, hint: None, help: "Go to the next session, or page" },
    Binding { keys: &[key(Code::Left)], msg: Msg::Left, hint: None, help: "Go to the session, or page, before" },
    Binding { keys: &[ch(',')], msg: Msg::Earlier, hint: Some("year before"), help: "Show the academic year before" },
    Binding { keys: &[ch('.')], msg: Msg::Later, hint: Some("year after"), help: "Show the academic year after" },
];
