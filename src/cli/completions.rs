//! `lookout completions`: what a shell needs to finish a half-typed command.

use crate::cli::failure::Failure;
use crate::cli::{definitions, output};
use clap::ValueEnum;
use clap_complete::{Shell, generate};

/// Print the completions of a shell, to be put where it looks for them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Which shell
    #[arg(value_name = "SHELL")]
    shell: Known,
}

/// The shells that have completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Known {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
}

impl From<Known> for Shell {
    fn from(known: Known) -> Self {
        match known {
            Known::Bash => Self::Bash,
            Known::Zsh => Self::Zsh,
            Known::Fish => Self::Fish,
            Known::PowerShell => Self::PowerShell,
        }
    }
}

/// Prints them.
///
/// # Errors
/// Those of writing out.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    output::write(&script(arguments.shell))
}

fn script(shell: Known) -> Vec<u8> {
    let mut definitions = definitions();
    let name = definitions.get_name().to_owned();
    let mut script = Vec::new();
    generate(Shell::from(shell), &mut definitions, name, &mut script);
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shell_knows_every_command_and_its_options() {
        for shell in Known::value_variants() {
            let script = String::from_utf8(script(*shell)).unwrap();
            let names = |name: &str| {
                script.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').any(|word| word == name)
            };
            for command in definitions().get_subcommands() {
                assert!(names(command.get_name()), "{shell:?}: {}", command.get_name());
                for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                    let written = if *shell == Known::Fish { option.to_owned() } else { format!("--{option}") };
                    assert!(names(&written), "{shell:?}: {} {option}", command.get_name());
                }
            }
        }
    }
}
