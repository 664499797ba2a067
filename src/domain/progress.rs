//! Progress: results gathered by subject and measure, read on the scale of their measure.
//!
//! What cannot be compared is not: a result of another scale, or of a test of another key stage, is said to be so.

pub mod scale;

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::RecordRow;
use chrono::NaiveDate;
use scale::{Mark, Scale};

/// A result.
#[derive(Clone, Copy)]
pub struct Outcome<'a> {
    /// When it was reached.
    pub on: NaiveDate,
    /// The key stage or the occasion: `KS2`, `Termly`; may be empty.
    pub stage: &'a str,
    /// As the file gives it.
    pub value: &'a str,
    /// What was aimed at, as the file gives it; may be empty.
    pub target: &'a str,
    /// The value on the scale of its measure; `None` where it stands on none.
    pub mark: Option<Mark>,
    /// The target likewise.
    pub aim: Option<Mark>,
    /// Its row.
    pub row: &'a RecordRow,
}

/// The results of one subject by one measure, the earliest first; at least one.
#[derive(Clone)]
pub struct Series<'a> {
    /// The subject.
    pub subject: &'a str,
    /// The measure.
    pub measure: &'a str,
    /// Its results.
    pub outcomes: Vec<Outcome<'a>>,
    /// The last of them.
    pub latest: Outcome<'a>,
}

/// One result beside another, or beside its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// There is nothing to put beside it.
    Nothing,
    /// They cannot be compared, and why.
    Apart(&'static str),
    /// So many hundredths of a step or point higher; below 0 lower.
    By(i64),
}

impl Beside {
    /// In words, beside what it stands: `2 below the target`.
    pub fn words(self, what: &str) -> String {
        match self {
            Self::Nothing => format!("no {what} to put beside it"),
            Self::Apart(why) => format!("not compared with the {what}: {why}"),
            Self::By(0) => format!("level with the {what}"),
            Self::By(by) if by < 0 => format!("{} below the {what}", steps(-by)),
            Self::By(by) => format!("{} above the {what}", steps(by)),
        }
    }
}

/// Hundredths as a figure: `2`, `0.5`.
fn steps(hundredths: i64) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100).trim_end_matches('0').to_owned(),
    }
}

/// Shows no text: a result is somebody's.
impl std::fmt::Debug for Series<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} results", self.outcomes.len())
    }
}

/// Where the columns of a result stand, found once for all results of a child.
struct Columns {
    date: usize,
    texts: [usize; 5],
}

impl Columns {
    fn new() -> Self {
        let spec = spec(Kind::Attainment);
        let place = |name| spec.position(name).unwrap_or(usize::MAX);
        Self { date: place("date"), texts: ["subject", "measure", "stage", "value", "target"].map(place) }
    }

    fn texts<'a>(&self, row: &'a RecordRow) -> [&'a str; 5] {
        self.texts.map(|place| match row.values.get(place) {
            Some(Some(Value::Text(text))) => text.as_str(),
            _ => "",
        })
    }

    fn date(&self, row: &RecordRow) -> Option<NaiveDate> {
        match row.values.get(self.date) {
            Some(Some(Value::Date(day))) => Some(*day),
            _ => None,
        }
    }
}

/// Results up to a day, gathered by subject and measure in the order of their names; upper and lower case are one.
pub fn gather<'a>(rows: impl Iterator<Item = &'a RecordRow>, until: NaiveDate) -> Vec<Series<'a>> {
    let mut gathered: Vec<Series<'a>> = Vec::new();
    let columns = Columns::new();
    for row in rows {
        let Some(on) = columns.date(row).filter(|on| *on <= until) else { continue };
        let [subject, measure, stage, value, target] = columns.texts(row);
        let (mark, aim) = (Mark::read(measure, value), Mark::read(measure, target));
        let outcome = Outcome { on, stage, value, target, mark, aim, row };
        let same = |series: &&mut Series<'_>| {
            series.subject.eq_ignore_ascii_case(subject) && series.measure.eq_ignore_ascii_case(measure)
        };
        match gathered.iter_mut().find(same) {
            Some(series) => series.outcomes.push(outcome),
            None => gathered.push(Series { subject, measure, outcomes: vec![outcome], latest: outcome }),
        }
    }
    for series in &mut gathered {
        series.outcomes.sort_by_key(|outcome| outcome.on);
        series.latest = series.outcomes.last().copied().unwrap_or(series.latest);
    }
    gathered.sort_by_cached_key(|series| (series.subject.to_lowercase(), series.measure.to_lowercase()));
    gathered
}

impl<'a> Series<'a> {
    /// The last result of the academic year before that of the latest one.
    pub fn year_before(&self) -> Option<Outcome<'a>> {
        let before = AcademicYear(AcademicYear::of(self.latest.on).0 - 1);
        self.outcomes.iter().rev().find(|outcome| AcademicYear::of(outcome.on) == before).copied()
    }

    /// How the latest result stands to its target.
    pub fn to_target(&self) -> Beside {
        let latest = self.latest;
        match (latest.target.is_empty(), latest.mark, latest.aim) {
            (true, ..) => Beside::Nothing,
            (_, None, _) => Beside::Apart("the result stands on no scale that is known"),
            (_, Some(mark), Some(aim)) if mark.scale == aim.scale => Beside::By(mark.hundredths - aim.hundredths),
            _ => Beside::Apart("the target stands on another scale than the result"),
        }
    }

    /// How the latest result stands to that of the year before.
    pub fn to_year_before(&self) -> Beside {
        self.year_before().map_or(Beside::Nothing, |before| beside(&self.latest, &before))
    }

    /// The lowest and highest hundredths of the scale on which it is drawn.
    pub fn span(&self) -> (i64, i64) {
        let marks = self.outcomes.iter().flat_map(|outcome| [outcome.mark, outcome.aim]).flatten();
        match self.latest.mark.map(|mark| mark.scale) {
            Some(Scale::Number) | None => (0, marks.map(|mark| mark.hundredths).max().unwrap_or(0).max(1)),
            Some(scale) => scale.span(),
        }
    }
}

/// How one result stands to an earlier one of the same subject and measure.
fn beside(now: &Outcome<'_>, then: &Outcome<'_>) -> Beside {
    let (Some(new), Some(old)) = (now.mark, then.mark) else {
        return Beside::Apart("a result stands on no scale that is known");
    };
    if new.scale != old.scale {
        return Beside::Apart("the two results stand on different scales");
    }
    if !new.scale.outlives_a_stage() && !now.stage.eq_ignore_ascii_case(then.stage) {
        return Beside::Apart("the two results are of different tests");
    }
    Beside::By(new.hundredths - old.hundredths)
}

/// A bar in letters that every terminal has: `#####.|..`, the target as `|`; empty where the result stands on no scale.
pub fn bar(series: &Series<'_>, outcome: &Outcome<'_>, width: usize) -> String {
    let Some(mark) = outcome.mark else { return String::new() };
    let (low, high) = series.span();
    let cells = |mark: Mark| {
        let share = (mark.hundredths - low).clamp(0, high - low) * i64::try_from(width).unwrap_or(0);
        usize::try_from(share / (high - low).max(1)).unwrap_or(0)
    };
    let filled = cells(mark);
    let aim = outcome.aim.filter(|aim| aim.scale == mark.scale).map(|aim| cells(aim).saturating_sub(1));
    let cell = |at| match at {
        at if Some(at) == aim => '|',
        at if at < filled => '#',
        _ => '.',
    };
    (0..width).map(cell).collect()
}

#[cfg(test)]
mod tests;
