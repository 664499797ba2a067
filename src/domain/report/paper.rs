//! The report as a paper: the cohorts beside one another, then a page for each with its figures and their bars.

use crate::domain::brief::weekday;
use crate::domain::kind::spec;
use crate::domain::paper::chart::{Bars, Chart};
use crate::domain::paper::{Paper, Part, Section};
use crate::domain::report::figure::{Figure, NO_DATA, NONE};
use crate::domain::report::kept_back::{self, FEW, Grid, SIGN, Shown};
use crate::domain::report::measure::{MEASURES, Measure};
use crate::domain::report::national::{self, National};
use crate::domain::report::{Figures, NEVER, NO_DAYS, Whom};
use crate::domain::rules::wording::day;
use crate::domain::work::Books;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a report is made from.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The figures of the period.
    pub now: &'a Figures,
    /// Those of the period a year before, where its days are known.
    pub before: Option<&'a Figures>,
    /// The rows of [`crate::domain::kind::Kind::National`].
    pub books: &'a Books,
    /// Small numbers are shown: for those who may open every child behind them.
    pub whole: bool,
    /// Whether the terms are assumed, for want of a file.
    pub terms_assumed: bool,
    /// The day of the report.
    pub today: NaiveDate,
}

/// A figure of a row as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The figure: `94.3%`, `no data`, [`SIGN`].
    pub text: String,
    /// Its numbers.
    pub numbers: String,
    /// In tenths of a per cent, where it is a rate that is shown.
    pub tenths: Option<i64>,
}

/// A row of a report.
#[derive(Debug, Clone)]
pub struct Row {
    /// The measure.
    pub measure: &'static Measure,
    /// About whom.
    pub whom: Whom,
    /// Of the period.
    pub now: Cell,
    /// Of the period a year before.
    pub before: Cell,
    /// The national figure.
    pub national: Option<National>,
}

impl Cell {
    fn of(measure: &Measure, shown: Option<&Shown>) -> Self {
        match shown {
            None => Self::default(),
            Some(Shown::Kept) => Self { text: SIGN.to_owned(), ..Self::default() },
            Some(Shown::Over(band)) => Self { text: format!("over {band}%"), ..Self::default() },
            // That is said once for the cohort.
            Some(Shown::Figure(figure @ Figure::Unknown(why))) if *why == NO_DAYS => {
                Self { text: figure.cell(measure.unit), ..Self::default() }
            }
            Some(Shown::Figure(figure)) => Self {
                text: figure.cell(measure.unit),
                numbers: figure.numbers(measure),
                tenths: figure.tenths(measure.unit),
            },
        }
    }
}

impl Row {
    /// Whether there was anything to be a part of, in either period.
    fn says_something(&self) -> bool {
        let told = |cell: &Cell| !matches!(cell.text.as_str(), "" | NONE | NO_DATA);
        told(&self.now) || told(&self.before) || self.now.text == NO_DATA
    }

    /// The national figure in a cell.
    fn national_cell(&self) -> String {
        let sign = |national: &National| self.measure.unit.is_rate() && national.tenths().is_some();
        self.national.as_ref().map_or_else(String::new, |national| {
            let bare = national.value.trim_end_matches('%');
            if sign(national) { format!("{bare}%") } else { national.value.clone() }
        })
    }

    fn cells(&self) -> Vec<String> {
        let source = self.national.as_ref().map(|national| format!("{}, {}", national.year, national.source));
        vec![
            self.measure.title.to_owned(),
            self.now.text.clone(),
            self.now.numbers.clone(),
            self.before.text.clone(),
            self.before.numbers.clone(),
            self.national_cell(),
            source.unwrap_or_default(),
        ]
    }

    fn bars(&self) -> Option<Bars> {
        let national = self.national.as_ref().and_then(National::tenths);
        let values = vec![self.now.tenths, self.before.tenths, national.filter(|_| self.measure.unit.is_rate())];
        let label = self.measure.title.to_owned();
        self.measure
            .unit
            .is_rate()
            .then_some(Bars { label, values })
            .filter(|bars| bars.values[..2].iter().any(Option::is_some))
    }
}

const COLUMNS: &[&str] =
    &["Figure", "Now", "Now from", "A year before", "A year before from", "National", "National from"];

impl Report<'_> {
    /// The rows of everybody of whom there is a figure, in the order of [`Whom::all`] and of [`MEASURES`].
    pub fn rows(&self) -> Vec<Row> {
        let now = self.grid(self.now);
        let before = self.before.map(|before| self.grid(before));
        let mut rows = Vec::new();
        for (place, whom) in Whom::all().enumerate().filter(|(_, whom)| self.stands(*whom)) {
            for (at, measure) in MEASURES.iter().enumerate().filter(|(_, measure)| whom.takes(measure)) {
                let before =
                    before.as_ref().map_or_else(Cell::default, |grid| Cell::of(measure, grid[at][place].as_ref()));
                let now = Cell::of(measure, now[at][place].as_ref());
                let national = national::of(self.books, measure, whom, self.now.period.year);
                let row = Row { measure, whom, now, before, national };
                rows.extend(Some(row).filter(Row::says_something));
            }
        }
        rows
    }

    /// Whether anybody stands in a cohort now, or stood a year before.
    fn stands(&self, whom: Whom) -> bool {
        let undated = matches!(whom, Whom::Cohort(place) if self.now.undated[place] > 0);
        let had = || self.before.is_some_and(|before| before.has(whom));
        whom == Whom::Service || self.now.has(whom) || undated || had()
    }

    fn grid(&self, figures: &Figures) -> Grid {
        let of = |at: usize, measure: &Measure| -> Vec<Option<Figure>> {
            Whom::all().map(|whom| whom.takes(measure).then(|| figures.of(at, whom))).collect()
        };
        let grid = MEASURES.iter().enumerate().map(|(at, measure)| of(at, measure)).collect();
        if self.whole { kept_back::nothing(grid) } else { kept_back::small(grid) }
    }

    /// The paper.
    pub fn paper(&self) -> Paper {
        let rows = self.rows();
        let mut first = vec![self.sizes(&rows)];
        first.extend(self.rests_on());
        let mut parts = vec![Part { title: String::new(), sections: first }];
        for whom in Whom::all() {
            let own: Vec<&Row> = rows.iter().filter(|row| row.whom == whom).collect();
            if !own.is_empty() {
                parts.push(Part { title: title(whom), sections: vec![self.figures(whom, &own)] });
            }
        }
        parts.push(Part { title: "What is counted".to_owned(), sections: vec![definitions()] });
        Paper { title: self.title(), lead: self.lead(), parts }
    }

    fn title(&self) -> String {
        let period = &self.now.period;
        let far = if period.runs() { format!(" up to {}", weekday(period.until)) } else { String::new() };
        format!("Head's report, {}{far}", period.words())
    }

    fn lead(&self) -> Vec<String> {
        let mut lead = vec![
            if self.whole {
                "NOT TO LEAVE THE OFFICE: small numbers are shown.".to_owned()
            } else {
                format!(
                    "{SIGN}: kept back. A figure that comes from 1 to {FEW} children, or leaves so many of its whole, is \
                     kept back or told as over a part of it, and so is what would give it away."
                )
            },
            "Each figure is about the children who were in the cohort on days of the period, and about those days alone."
                .to_owned(),
        ];
        lead.extend(self.before.map(|before| {
            format!(
                "A year before is {} up to {}, worked out from what the file holds now: a child taken out of it since \
                 counts in neither.",
                before.period.words(),
                weekday(before.period.until)
            )
        }));
        lead
    }

    fn sizes(&self, rows: &[Row]) -> Section {
        let sizes: Vec<&Row> = rows.iter().filter(|row| row.measure.id == "size").collect();
        let table = sizes.iter().map(|row| vec![title(row.whom), row.now.text.clone(), row.before.text.clone()]);
        let count = |cell: &Cell| cell.text.parse::<i64>().ok().map(|count| 10 * count);
        let bars = sizes
            .iter()
            .map(|row| Bars { label: row.whom.words().to_owned(), values: vec![count(&row.now), count(&row.before)] });
        let chart = Chart {
            title: "Children by cohort".to_owned(),
            series: self.series()[..2].to_vec(),
            bars: bars.filter(|bars| bars.values.iter().any(Option::is_some)).collect(),
            percent: false,
        };
        let section = Section::new("Children by cohort, on at least one day of the period");
        section.table(&["Cohort", "Now", "A year before"], table.collect(), "Nobody.").chart(chart)
    }

    fn series(&self) -> Vec<String> {
        let before = self.before.map_or_else(|| "a year before".to_owned(), |before| before.period.words());
        vec![self.now.period.words(), before, "national".to_owned()]
    }

    fn figures(&self, whom: Whom, rows: &[&Row]) -> Section {
        let cells = rows.iter().map(|row| row.cells()).collect();
        let chart = Chart {
            title: format!("Rates, {}", whom.words()),
            series: self.series(),
            bars: rows.iter().filter_map(|row| row.bars()).collect(),
            percent: true,
        };
        let section = Section::new(format!("Figures, {}", self.now.period.words())).line(whom.duty());
        section.table(COLUMNS, cells, "None.").chart(chart)
    }

    /// What the figures rest on, and what they cannot know; nothing where they know all of it.
    fn rests_on(&self) -> Option<Section> {
        let mut section = Section::new("What this rests on");
        let never: BTreeSet<&str> = MEASURES
            .iter()
            .enumerate()
            .filter(|(at, measure)| {
                let never = |whom| matches!(self.now.of(*at, whom), Figure::Unknown(why) if why == NEVER);
                Whom::all().filter(|whom| whom.takes(measure)).any(never)
            })
            .filter_map(|(_, measure)| measure.needs)
            .map(|kind| spec(kind).name)
            .collect();
        if !never.is_empty() {
            let never = never.into_iter().collect::<Vec<_>>().join(", ");
            section =
                section.line(format!("Never imported: {never}. Their figures are \"no data\", which is not fine."));
        }
        let undated = Whom::all().filter_map(|whom| match whom {
            Whom::Cohort(place) if self.now.undated[place] > 0 => Some((whom, self.now.undated[place])),
            _ => None,
        });
        for (whom, number) in undated {
            // The number may be that of the whole cohort, which is kept back.
            let number = if self.whole { format!("{number} children") } else { "some children".to_owned() };
            section = section.line(format!(
                "Of {number} ({}) it is not known since when: they count in this academic year, and in none before.",
                whom.words()
            ));
        }
        for figures in std::iter::once(self.now).chain(self.before) {
            let late = figures.late.iter().map(|(kind, first)| format!("{} ({})", spec(*kind).name, day(*first)));
            let late: Vec<String> = late.collect();
            if !late.is_empty() {
                let (late, words) = (late.join(", "), figures.period.words());
                section = section.line(format!(
                    "Of {words} the file holds a part alone, from the day in brackets: {late}. Figures of whole terms and \
                     the counts rest on that part."
                ));
            }
        }
        if self.terms_assumed {
            section = section.line("No term dates came in: terms are assumed.");
        }
        (!section.lines.is_empty()).then_some(section)
    }
}

fn title(whom: Whom) -> String {
    let mut words = whom.words().to_owned();
    words[..1].make_ascii_uppercase();
    words
}

fn definitions() -> Section {
    let rows =
        MEASURES.iter().map(|measure| vec![measure.title.to_owned(), measure.doc.to_owned(), measure.id.to_owned()]);
    Section::new("Definitions").table(&["Figure", "What is counted", "Name in national.csv"], rows.collect(), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::paper::Form;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::{looked_after, suspended};

    fn made(whole: bool, form: Form) -> String {
        let child = looked_after().marks("2026-09-07", "2026-09-18", "/");
        let bench = Bench::new(child.with(|child| child.exclusions = vec![suspended("2026-09-21", 7)]));
        bench.figures("2026-11-23", (0, None), |now| {
            let books = Books::default();
            let today = now.period.until;
            let report = Report { now, before: None, books: &books, whole, terms_assumed: true, today };
            report.paper().render(form)
        })
    }

    #[test]
    fn of_one_child_nothing_stands_in_any_form_unless_small_numbers_are_asked_for() {
        for form in Form::ALL {
            let (kept, whole) = (made(false, form), made(true, form));
            for told in ["3.5", "100.0%", "20 of 20 sessions", "1 child"] {
                assert!(whole.contains(told) && !kept.contains(told), "{told} in {form:?}: {kept}");
            }
        }
        assert!(made(true, Form::Html).contains("<svg ") && !made(false, Form::Html).contains("<svg "));
        assert!(made(false, Form::Markdown).contains("| Looked after | c |"));
    }

    #[test]
    fn what_never_came_in_is_said_and_is_no_zero() {
        let text = Bench::bare(looked_after()).figures("2026-11-23", (0, None), |now| {
            let books = Books::default();
            let today = now.period.until;
            Report { now, before: None, books: &books, whole: true, terms_assumed: true, today }
                .paper()
                .render(Form::Markdown)
        });
        assert!(text.contains("| Attendance | no data | such a file was never imported |"), "{text}");
        assert!(text.contains("Never imported: attainment, attendance"), "{text}");
    }
}
