//! Figures: what the children of a cohort add up to, with the children behind the part and behind the whole.

use crate::domain::exact::Exact;
use crate::domain::facts::ChildKey;
use crate::domain::money;
use crate::domain::report::measure::{Measure, Share, Unit};
use crate::domain::rules::wording::count;

/// What stands in a cell of which nothing is known.
pub const NO_DATA: &str = "no data";
/// What stands in the cell of a rate whose whole is nothing.
pub const NONE: &str = "none";

/// A figure. "No data" is one of its own, never a zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Nothing is known, and why.
    Unknown(&'static str),
    /// It is known.
    Known(Sum),
}

/// What was added up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// The counted part and the whole.
    pub share: Share,
    /// The children of the part, in the order of the caseload.
    pub part: Vec<ChildKey>,
    /// Those of the whole.
    pub whole: Vec<ChildKey>,
}

impl Sum {
    /// And what a child adds.
    pub fn add(&mut self, child: ChildKey, share: Share) {
        self.share.part += share.part;
        self.share.whole += share.whole;
        if share.part > 0 {
            self.part.push(child);
        }
        if share.whole > 0 {
            self.whole.push(child);
        }
    }

    /// And what children behind these add.
    pub fn append(&mut self, mut other: Self) {
        self.share.part += other.share.part;
        self.share.whole += other.share.whole;
        self.part.append(&mut other.part);
        self.whole.append(&mut other.whole);
    }
}

impl Figure {
    /// What was added up, where something is known.
    pub fn sum(&self) -> Option<&Sum> {
        match self {
            Self::Unknown(_) => None,
            Self::Known(sum) => Some(sum),
        }
    }

    /// The children whom the figure is about: those of the part where it counts children or events, else all whose
    /// sessions, results or money it adds up.
    pub fn children(&self, unit: Unit) -> &[ChildKey] {
        match (self, unit) {
            (Self::Unknown(_), _) => &[],
            (Self::Known(sum), Unit::Of(_) | Unit::Money) => &sum.whole,
            (Self::Known(sum), Unit::Children | Unit::Events | Unit::Days | Unit::OfChildren) => &sum.part,
        }
    }

    /// In tenths of a per cent, where it is a rate and there is something to be a part of.
    pub fn tenths(&self, unit: Unit) -> Option<i64> {
        let share = self.sum()?.share;
        Exact::percent(share.part, share.whole).filter(|_| unit.is_rate()).map(Exact::tenths)
    }

    /// The figure in a cell: `12`, `94.3%`, `no data`; `none` where there is nothing to be a part of.
    pub fn cell(&self, unit: Unit) -> String {
        let Some(Sum { share, .. }) = self.sum() else { return NO_DATA.to_owned() };
        match unit {
            Unit::Children | Unit::Events => share.part.to_string(),
            Unit::Days => Exact::half_days(share.part).to_string(),
            Unit::OfChildren | Unit::Of(_) | Unit::Money => match Exact::percent(share.part, share.whole) {
                Some(rate) => format!("{}%", rate.one_decimal()),
                None => NONE.to_owned(),
            },
        }
    }

    /// Its numbers: `12 of 60 children`, `3 children`; why nothing is known.
    pub fn numbers(&self, measure: &Measure) -> String {
        let sum = match self {
            Self::Unknown(why) => return (*why).to_owned(),
            Self::Known(sum) => sum,
        };
        let Share { part, whole } = sum.share;
        match measure.unit {
            Unit::Events | Unit::Days if measure.by_child() => count_children(sum.part.len()),
            Unit::Children | Unit::Events | Unit::Days => String::new(),
            Unit::OfChildren => format!("{part} of {}", count_children(sum.whole.len())),
            Unit::Of(what) if measure.by_child() => {
                format!("{} of {} {what}, {}", grouped(part), grouped(whole), count_children(sum.whole.len()))
            }
            Unit::Of(what) => format!("{} of {} {what}", grouped(part), grouped(whole)),
            Unit::Money => {
                format!("{} of {}, {}", money::pounds(part), money::pounds(whole), count_children(sum.whole.len()))
            }
        }
    }
}

fn count_children(number: usize) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    if number == 1 { count(1, "child") } else { format!("{} children", grouped(number)) }
}

/// `10,312`.
pub fn grouped(number: i64) -> String {
    money::figures(number.saturating_mul(100)).trim_end_matches(".00").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::measure::MEASURES;

    fn figure(parts: &[(i64, i64)]) -> Figure {
        let mut sum = Sum::default();
        for (key, &(part, whole)) in (1..).zip(parts) {
            sum.add(ChildKey(key), Share { part, whole });
        }
        Figure::Known(sum)
    }

    #[test]
    fn a_figure_shows_its_numbers() {
        let measure = |id| MEASURES.iter().find(|measure| measure.id == id).unwrap();
        for (id, parts, cell, numbers, behind) in [
            ("size", &[(1, 0), (1, 0)][..], "2", "", 2),
            ("suspensions", &[(3, 0), (0, 0), (1, 0)], "4", "2 children", 2),
            ("suspension-days", &[(3, 0)], "1.5", "1 child", 1),
            ("attendance", &[(900, 1000), (0, 10)], "89.1%", "900 of 1,010 sessions, 2 children", 2),
            ("persistent", &[(0, 1), (1, 1), (0, 0)], "50.0%", "1 of 2 children", 1),
            ("persistent", &[(0, 0)], "none", "0 of 0 children", 0),
            ("premium-spent", &[(50_000, 200_000)], "25.0%", "GBP 500.00 of GBP 2,000.00, 1 child", 1),
        ] {
            let figure = figure(parts);
            assert_eq!(figure.cell(measure(id).unit), cell, "{id}");
            assert_eq!(figure.numbers(measure(id)), numbers, "{id}");
            assert_eq!(figure.children(measure(id).unit).len(), behind, "{id}");
        }
        assert_eq!(Figure::Unknown("never imported").cell(Unit::Children), "no data");
    }
}
