//! `lookout report`: the head's report of a year or a term.

use crate::cli::failure::Failure;
use crate::cli::out;
use crate::cli::setting::{Options, Setting};
use crate::domain::attendance::AcademicYear;
use crate::domain::audit::Event;
use crate::domain::kind::work::TERMS;
use crate::domain::paper::Form;
use crate::runtime::paper::{ReportAsked, report};
use std::path::PathBuf;

/// Make the head's report: a year's or a term's figures of each cohort, the year before and national figures beside them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The academic year, as `2025/26`; else the one that runs
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<AcademicYear>,
    /// One term of it, with the holiday behind it: `autumn`, `spring` or `summer`
    #[arg(long, value_name = "TERM", value_parser = term)]
    term: Option<&'static str>,
    #[command(flatten)]
    form: Forms,
    /// A new file, readable by its owner alone; else it goes to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Show small numbers: not to leave the office. Else a figure that comes from 1 to 5 children is kept back, and what
    /// would give it away
    #[arg(long)]
    whole: bool,
}

/// The form; else by the end of the file's name, else Markdown.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct Forms {
    /// A page with charts, to be printed
    #[arg(long)]
    html: bool,
    /// Markdown
    #[arg(long)]
    md: bool,
    /// Comma-separated values
    #[arg(long)]
    csv: bool,
}

impl Forms {
    fn asked(&self) -> Option<Form> {
        let asked = [(self.html, Form::Html), (self.md, Form::Markdown), (self.csv, Form::Csv)];
        asked.into_iter().find(|(asked, _)| *asked).map(|(_, form)| form)
    }
}

fn year(word: &str) -> Result<AcademicYear, String> {
    AcademicYear::parse(word).ok_or_else(|| "a year is written like 2025/26".to_owned())
}

fn term(word: &str) -> Result<&'static str, String> {
    let found = TERMS.iter().copied().find(|term| *term == word);
    found.ok_or_else(|| format!("one of {}", TERMS.join(", ")))
}

/// Makes it.
///
/// # Errors
/// The period has not begun; a file of that name is there or cannot be written; those of opening, reading, writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let named = arguments.out.as_deref().and_then(|path| Form::of_file(&path.to_string_lossy()));
    let form = arguments.form.asked().or(named).unwrap_or(Form::Markdown);
    out::free(arguments.out.as_deref())?;
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let today = setting.today;
    let asked = ReportAsked {
        year: arguments.year.unwrap_or(AcademicYear::of(today)),
        term: arguments.term,
        whole: arguments.whole,
        today,
    };
    let paper = report(&store, &setting.thresholds_said(), asked)?.map_err(Failure::Usage)?;
    let period = asked.term.map_or(String::new(), |term| format!("{term} ")) + &asked.year.to_string();
    let small = if asked.whole { "small numbers shown" } else { "small numbers kept back" };
    let left = format!("head's report, {period}, {}, {small}", form.id());
    setting.witness(&store, &[Event::export(None, left)])?;
    out::write(arguments.out.as_deref(), paper.render(form).as_bytes())
}
