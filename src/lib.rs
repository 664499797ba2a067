//! Lookout: a terminal program with which the staff of an English virtual school triage their caseload.
//!
//! This page is the map. It says what the layers are, which way they point, and where a new thing goes.
//!
//! # The layers
//!
//! ```text
//! main -> cli -> runtime -> store  -> domain      domain   pure: children, rules, calendar, search, triage order
//!                        -> ui -> app -> domain    app      pure: Model, Msg, update() -> Vec<Effect>; a file a screen
//!                        -> import -> domain       ui       pure drawing of &Model; the only place for widgets, colours
//!                        -> sample -> domain       store    the only place for SQL; versioned migrations
//!                                                  import   bytes of files -> checked rows + held-back rows; no SQL
//!                                                  sample   an invented caseload as files; no real child, ever
//!                                                  disk     a file written whole or not at all; store, runtime and
//!                                                           cli write through it
//!                                                  runtime  the edge: terminal, threads, signals, clock
//!                                                  cli      subcommands; the second consumer that keeps the core honest
//! ```
//!
//! `tests/suite/layers.rs` holds the directions, which library belongs to which layer, and the length of files.
//!
//! # What stays true
//!
//! * One row a child, ranked, the gravest reason on the row in words and figures ([`domain::triage`]).
//! * Alerts are computed and decisions are stored: a rule never writes ([`domain::rules`]).
//! * "No data" never looks like "fine" ([`domain::triage::Group::NoData`]).
//! * Two depths of reading: [`domain::facts`] about every child, enough to judge and rank all of them, and a
//!   [`domain::record`] about one, read when it is opened.
//! * One way to write: [`store::Store::apply`], one short transaction that makes the change and journals it. The
//!   screen says "saved" when that has answered, and not before.
//! * One way in which the screen's state changes: [`app::update`]. What must be done outside is an
//!   [`app::effect::Effect`]; what happened there comes back as an [`app::Msg`].
//! * Time comes in: `today` as an argument in the domain, [`app::Msg::Tick`] in the app; `runtime::clock` alone
//!   asks the machine.
//! * Who opens a child's record, asks for what is sealed, or takes something out stands in the file before it is shown
//!   or written; where that cannot be put down, nothing is ([`domain::audit`]).
//! * A child's name leaves the encrypted file only when a person asks for it; what is sealed
//!   ([`domain::sealed::Sealed`]) prints nothing.
//!
//! # Where do I add ...
//!
//! | what | where |
//! | --- | --- |
//! | a rule | `src/domain/rules/NAME.rs`, and one line in [`domain::rules::RULES`]; help, README, CLI and filters follow |
//! | a screen | `src/app/NAME.rs` (State, Msg, KEYS, update) and `src/ui/NAME.rs` (view), a variant of [`app::screen::Screen`]; the compiler lists the rest |
//! | a figure of the head's report | `src/domain/report/measure/TOPIC.rs`, and one line in [`domain::report::measure::MEASURES`]; report, charts and the part that opens it follow |
//! | a check of the data | `src/domain/health/TOPIC.rs`, and one line in [`domain::health::CHECKS`]; screen and CLI follow |
//! | a key | a row in the `KEYS` of its screen; footer, help overlay, palette, `lookout keys`, config.toml's names ([`app::keymap`]) and the README are walks over it |
//! | a command of the line mode (`--plain`) | a row of [`app::plain::COMMANDS`] and its arm in `src/app/plain.rs` |
//! | a setting of config.toml | `src/cli/config/file.rs`; `lookout config check` follows |
//! | a file layout | `src/import/layouts/NAME.rs`, and one line in [`import::layouts::LAYOUTS`] |
//! | a spelling of a column in unknown files | a word in `src/import/mapping/words.rs`; of a code, in `vocabulary.rs` beside it |
//! | a kind of record or a column | [`domain::kind::KINDS`] and a migration; importer, `show --json` and sample files are walks over it |
//! | a template of notes, a field in one | a text file under `src/domain/template/`, and one line beside the others; a line of [`domain::template::field::FIELDS`] |
//! | something that is put down: who saw, changed, took out what | a variant of [`domain::audit::Deed`] with its word; its page says what counts. A change of the record is put down by `store::journal`, with the children in its `Told`; what is seen or leaves by [`store::Store::witness`], on the screen in `runtime/store_thread/witness.rs`, in a command by `Setting::witness`, each time before it is shown |
//! | a sealed field | `sealed(...)` in [`domain::kind::KINDS`], and a canary in `tests/suite/sealed.rs`, which walks every command and screen |
//! | a table | `src/store/migrations/NNNN_name.sql`, and one line beside the others |
//! | a change that users make | a variant of [`store::command::Command`], and how it is turned in `src/store/back.rs`, so that it can be undone |
//! | a subcommand | `src/cli/NAME.rs` |

pub mod app;
pub mod cli;
pub mod disk;
pub mod domain;
pub mod import;
pub mod runtime;
pub mod sample;
pub mod store;
pub mod ui;

// Tests that are read by the library and by tests/suite name it alike.
#[cfg(test)]
extern crate self as lookout;
