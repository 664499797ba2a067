//! What Lookout knows of the trade: children, rules, the calendar, the order of the list.
//!
//! Pure: no file, no clock, no thread that outlives a call. `today` and the moment come in as arguments; every
//! function here gives the same answer for the same input on every machine. Depends on nothing else in the crate.

pub mod alert;
pub mod attendance;
pub mod audit;
pub mod brief;
pub mod calendar;
pub mod case;
pub mod caseload;
pub mod codes;
pub mod decision;
pub mod erased;
pub mod evidence;
pub mod exact;
pub mod facts;
pub mod formula;
pub mod health;
pub mod held;
pub mod history;
pub mod imported;
pub mod kind;
pub mod lookalike;
pub mod money;
pub(crate) mod names;
pub mod note;
pub mod paper;
pub mod part;
pub mod pep;
pub mod premium;
pub mod preview;
pub mod progress;
pub mod record;
pub mod report;
pub mod retention;
pub mod rules;
pub mod sar;
pub mod sealed;
pub mod search;
pub mod secret;
pub mod sheet;
pub mod summary;
pub mod template;
pub mod third_party;
pub mod thresholds;
pub mod triage;
pub mod undoable;
pub mod upn;
pub mod visible;
pub mod when;
pub mod who;
pub mod work;
