//! `lookout templates`: the templates of notes, the fields in them, and where a user's own go.

use crate::cli::failure::{Failure, say};
use crate::cli::setting::{Options, Setting};
use crate::cli::{output, table};
use crate::domain::template::field::FIELDS;
use crate::runtime::templates;

/// List the templates of notes, the fields in them and the folder for your own
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Lists them.
///
/// # Errors
/// Those of the setting and of writing out.
pub(super) fn run(_: &Arguments, options: &Options) -> Result<(), Failure> {
    let folder = Setting::new(options)?.templates_folder();
    let (templates, complaints) = templates::read(&folder);
    for complaint in complaints {
        say(&complaint);
    }
    let templates: Vec<Vec<String>> = templates
        .into_iter()
        .map(|template| {
            let first = template.text.lines().next().unwrap_or_default().to_owned();
            vec![template.name, template.kind.id().to_owned(), template.follow_up, first]
        })
        .collect();
    let fields: Vec<Vec<String>> =
        FIELDS.iter().map(|field| vec![format!("{{{}}}", field.name), field.doc.to_owned()]).collect();
    let text = format!(
        "{}\n{}\nYour own: text files in {}\n",
        table::aligned(&["template", "kind", "follow up", "begins"], &templates),
        table::aligned(&["field", "what stands in its place"], &fields),
        folder.display()
    );
    output::write(text.as_bytes())
}
