//! The views of the list: one table, of which keys, header, `--view` and saved views are walks.

pub mod list;
pub mod pool;
pub mod saved;

use crate::app::dashboard::calls::By;
use crate::app::dashboard::sort::{Order, Sort};
use crate::app::filter::choice::Filter;
use crate::app::keys::{Key, ch};
use crate::domain::rules::Family;

/// A view of the list.
#[derive(Debug)]
pub struct View {
    /// Its name in `--view` and in files.
    pub name: &'static str,
    /// Its name in the header.
    pub title: &'static str,
    /// Its keys on the list.
    pub keys: &'static [Key],
    /// A sentence that begins with a verb.
    pub help: &'static str,
    /// The families whose rules say who is shown; none: everybody is.
    pub families: &'static [Family],
    /// Under which headings the children stand.
    pub heads: Heads,
    /// The order within a heading until another is chosen.
    pub order: Order,
}

/// Under which headings the children of a view stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// How soon somebody must act.
    Groups,
    /// One heading for all.
    One,
    /// The day on which the record was opened last; those never opened are left out.
    Days,
}

const GRAVEST: Order = Order { sort: Sort::Flag, reversed: false };
const BY_NAME: Order = Order { sort: Sort::Name, reversed: false };

/// What most views share.
const BASE: View =
    View { name: "", title: "", keys: &[], help: "", families: &[], heads: Heads::Groups, order: GRAVEST };

/// Every view, the first being that of the start.
pub const VIEWS: [View; 7] = [
    View {
        name: "triage",
        title: "triage",
        keys: &[ch('1')],
        help: "Show the triage: everybody, the gravest first",
        ..BASE
    },
    View {
        name: "all",
        title: "all children",
        keys: &[ch('2')],
        help: "Show all children by name, in one list",
        heads: Heads::One,
        order: BY_NAME,
        ..BASE
    },
    View {
        name: "peps",
        title: "PEPs",
        keys: &[ch('3')],
        help: "Show PEPs alone: overdue, due, of poor quality, without data",
        families: &[Family::Pep],
        ..BASE
    },
    View {
        name: "attendance",
        title: "attendance",
        keys: &[ch('4')],
        help: "Show attendance alone: severe, dipping, unexplained, without data",
        families: &[Family::Attendance],
        ..BASE
    },
    View {
        name: "exclusions",
        title: "exclusions",
        keys: &[ch('5')],
        help: "Show suspensions and exclusions alone",
        families: &[Family::Exclusion],
        ..BASE
    },
    View {
        name: "moves",
        title: "moves",
        keys: &[ch('6')],
        help: "Show moves alone: of placement, of school, of phase, and who has no school",
        families: &[Family::Placement, Family::School],
        ..BASE
    },
    View {
        name: "recent",
        title: "recent",
        keys: &[ch('7')],
        help: "Show whose record you opened last, by day",
        heads: Heads::Days,
        ..BASE
    },
];

/// What a list shows and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// The view, by its place in [`VIEWS`].
    pub view: usize,
    /// By what the children stand together in place of the view's headings.
    pub by: Option<By>,
    /// The order.
    pub order: Order,
    /// The filter.
    pub filter: Filter,
}

/// The place of a view by its name, upper and lower case being the same.
pub fn place(name: &str) -> Option<usize> {
    VIEWS.iter().position(|view| view.name.eq_ignore_ascii_case(name.trim()))
}

#[cfg(test)]
mod tests;
