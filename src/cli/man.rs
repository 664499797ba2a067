//! `lookout man`: the man page of the program, or of one command.

use crate::cli::failure::Failure;
use crate::cli::{definitions, output};
use clap_mangen::Man;
use std::io;

/// Print the man page of the program, or of a command
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The command: `import`, `held retry`
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// Prints it.
///
/// # Errors
/// There is no such command; those of writing out.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut all = definitions();
    all.build();
    let command = arguments.command.iter().try_fold(&all, |above, name| above.find_subcommand(name));
    let command = command.ok_or_else(|| {
        Failure::Usage(format!("there is no command `{}`; see `lookout --help`", arguments.command.join(" ")))
    })?;
    output::write(&page(command).map_err(Failure::of_output)?)
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Roff writes a hyphen as `\-`.
    fn read(command: &clap::Command) -> String {
        String::from_utf8(page(command).unwrap()).unwrap().replace("\\-", "-")
    }

    #[test]
    fn the_page_names_every_command_and_each_command_its_options() {
        let mut all = definitions();
        all.build();
        let whole = read(&all);
        for command in all.get_subcommands() {
            assert!(whole.contains(&format!("lookout-{}(1)", command.get_name())), "{}", command.get_name());
            let own = read(command);
            let shown = command.get_arguments().filter(|option| !option.is_hide_set());
            for option in shown.filter_map(clap::Arg::get_long) {
                assert!(own.contains(&format!("--{option}")), "{} {option}", command.get_name());
            }
        }
    }
}
