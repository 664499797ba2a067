//! The commands: one file each. The same core as the screen's, without a screen.

mod again;
mod alert_rows;
mod alerts;
mod audit;
mod backup;
mod brief;
mod completions;
mod config;
mod csv_text;
mod dashboard;
mod demo;
mod erase;
mod export;
mod failure;
mod find;
mod health;
mod held;
mod import;
mod imports;
mod init;
mod json;
mod judged;
mod keys;
mod man;
mod note;
mod out;
mod output;
mod passphrase;
mod passphrases;
mod profile;
mod report;
mod restore;
mod retention;
mod rules;
mod sample;
mod sar;
mod security;
mod setting;
mod show;
mod table;
mod templates;
mod undo;
mod verify;
mod who;
mod work;

use crate::domain::visible::{is_hidden, visible};
use crate::runtime::{fault, guard};
use again::Again;
use clap::{Parser, Subcommand};
use failure::Failure;
use setting::Options;
use std::io::{self, Write};
use std::panic::catch_unwind;
use std::process::ExitCode;

/// Exit code after a fault in the program.
const FAULT: u8 = 101;

/// Triage of a virtual school's caseload: which child comes first this week, and why. Without a command it opens the
/// dashboard
#[derive(Debug, Parser)]
#[command(name = "lookout", version, disable_help_subcommand = true, max_term_width = 80)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Open the dashboard on a view or a saved one; a name that is not known lists them
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// Without a screen: lines in, lines out, for screen readers and pipes
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    again: Again,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Arguments),
    Sample(sample::Arguments),
    Init(init::Arguments),
    Import(import::Arguments),
    Imports(imports::Arguments),
    Undo(undo::Arguments),
    Alerts(alerts::Arguments),
    Show(show::Arguments),
    Find(find::Arguments),
    Note(note::Arguments),
    Rules(rules::Arguments),
    Keys(keys::Arguments),
    Profile(profile::Arguments),
    Health(health::Arguments),
    Held(held::Arguments),
    Who(who::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Config(config::Arguments),
    Templates(templates::Arguments),
    Brief(brief::Arguments),
    Report(report::Arguments),
    Work(work::Arguments),
    Audit(audit::Arguments),
    Retention(retention::Arguments),
    Erase(erase::Arguments),
    Sar(sar::Arguments),
    Export(export::Arguments),
    Passphrase(passphrases::Arguments),
    Verify(verify::Arguments),
    Backup(backup::Arguments),
    Restore(restore::Arguments),
    Security(security::Arguments),
}

/// Runs the program on its arguments and gives its exit code.
pub fn main() -> ExitCode {
    fault::remember_place_only();
    guard::keep_memory_private();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let done = catch_unwind(|| run(&arguments)).unwrap_or(Err(Failure::Fault));
    let Err(failure) = done else { return ExitCode::SUCCESS };
    failure.tell();
    ExitCode::from(failure.exit_code())
}

/// Says why the command line was not understood. What of it a terminal would act upon is made visible: clap keeps some.
fn refused(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if text.chars().any(|c| c != '\n' && is_hidden(c)) {
        let lines: Vec<_> = text.lines().map(visible).collect();
        let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
    } else {
        let _ = error.print();
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The definitions of every command, as clap reads them.
fn definitions() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let view = arguments.view.as_deref();
    arguments.again.stop_first();
    match &arguments.command {
        Some(_) if arguments.plain => Err(Failure::Usage("--plain goes without a command".to_owned())),
        None if arguments.plain && view.is_some() => {
            Err(Failure::Usage("--view is for the screen; --plain lists the triage".to_owned()))
        }
        None if arguments.plain => dashboard::plain(options),
        None => dashboard::run(options, view, &arguments.again),
        Some(Command::Demo(command)) => demo::run(command, options, view, &arguments.again),
        Some(_) if view.is_some() => {
            Err(Failure::Usage("--view opens the dashboard and goes with no command but demo".to_owned()))
        }
        Some(Command::Sample(command)) => sample::run(command, options),
        Some(Command::Init(command)) => init::run(command, options),
        Some(Command::Import(command)) => import::run(command, options),
        Some(Command::Imports(command)) => imports::run(command, options),
        Some(Command::Undo(command)) => undo::run(command, options),
        Some(Command::Alerts(command)) => alerts::run(command, options),
        Some(Command::Show(command)) => show::run(command, options),
        Some(Command::Find(command)) => find::run(command, options),
        Some(Command::Note(command)) => note::run(command, options),
        Some(Command::Rules(command)) => rules::run(command),
        Some(Command::Keys(command)) => keys::run(command, options),
        Some(Command::Profile(command)) => profile::run(command, options),
        Some(Command::Health(command)) => health::run(command, options),
        Some(Command::Held(command)) => held::run(command, options),
        Some(Command::Who(command)) => who::run(command, options),
        Some(Command::Completions(command)) => completions::run(command),
        Some(Command::Man(command)) => man::run(command),
        Some(Command::Config(command)) => config::run(command, options),
        Some(Command::Templates(command)) => templates::run(command, options),
        Some(Command::Brief(command)) => brief::run(command, options),
        Some(Command::Report(command)) => report::run(command, options),
        Some(Command::Work(command)) => work::run(command, options),
        Some(Command::Audit(command)) => audit::run(command, options),
        Some(Command::Retention(command)) => retention::run(command, options),
        Some(Command::Erase(command)) => erase::run(command, options),
        Some(Command::Sar(command)) => sar::run(command, options),
        Some(Command::Export(command)) => export::run(command, options),
        Some(Command::Passphrase(command)) => passphrases::run(command, options),
        Some(Command::Verify(command)) => verify::run(command, options),
        Some(Command::Backup(command)) => backup::run(command, options),
        Some(Command::Restore(command)) => restore::run(command, options),
        Some(Command::Security(command)) => security::run(command, options),
    }
}
