//! Small numbers kept back, so that no child can be told from a paper that leaves the office.
//!
//! A figure is kept back where it, or what is left of its whole, comes from one to five children (the statistics of the
//! Department for Education write `c` there). Where that one could be worked out from a total beside it, a second one is
//! kept back too, and where there is no second one, the total.

use crate::domain::report::Whom;
use crate::domain::report::figure::{Figure, Sum};
use crate::domain::report::measure::{MEASURES, Measure, Unit};
use crate::domain::report::spells::COUNT;

/// What stands where a figure is kept back.
pub const SIGN: &str = "c";
/// The most children that are few.
pub const FEW: usize = 5;

/// A figure as a paper may show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Figure(Figure),
    /// Kept back.
    Kept,
    /// A rate of which so many per cent are told: the rest of its whole is few.
    Over(i64),
}

/// The figures of a report for one period, by measure and in the order of [`Whom::all`]; `None` where a measure is not
/// about somebody.
pub type Grid = Vec<Vec<Option<Shown>>>;

const fn few(number: usize) -> bool {
    0 < number && number <= FEW
}

/// Whether a figure tells of few children by itself.
pub fn is_small(measure: &Measure, figure: &Figure) -> bool {
    let Some(sum) = figure.sum() else { return false };
    if !measure.by_child() {
        // Enquiries name nobody, and some are about no child.
        return false;
    }
    let part_is_few = few(sum.part.len()) || few(usize::try_from(sum.share.part).unwrap_or(0));
    match measure.unit {
        Unit::Children | Unit::Days => few(sum.part.len()),
        Unit::Events => part_is_few,
        Unit::OfChildren => {
            [sum.part.len(), sum.whole.len(), sum.whole.len().saturating_sub(sum.part.len())].into_iter().any(few)
        }
        Unit::Of(_) => few(sum.whole.len()) || items(sum).into_iter().any(few),
        Unit::Money => few(sum.whole.len()),
    }
}

/// The counted things, and those left of their whole.
fn items(sum: &Sum) -> [usize; 2] {
    [sum.share.part, sum.share.whole - sum.share.part].map(|number| usize::try_from(number).unwrap_or(0))
}

/// Rates that are told as "over" where only the rest is few; each leaves more than a few that the rest may be.
const BANDS: [i64; 3] = [95, 90, 80];

/// The band of a rate that is small by what is left of it alone.
fn band(measure: &Measure, figure: &Figure) -> Option<i64> {
    let sum = figure.sum()?;
    let [part, left] = items(sum);
    let told = matches!(measure.unit, Unit::OfChildren | Unit::Of(_)) && measure.group.is_none();
    if !told || few(sum.whole.len()) || few(part) || !few(left) {
        return None;
    }
    let few = i64::try_from(FEW).unwrap_or(0);
    BANDS.into_iter().find(|band| sum.share.whole * (100 - band) / 100 > few)
}

/// All figures as they are: for those who may open every child behind them.
pub fn nothing(figures: Vec<Vec<Option<Figure>>>) -> Grid {
    let shown = |row: Vec<Option<Figure>>| row.into_iter().map(|figure| figure.map(Shown::Figure)).collect();
    figures.into_iter().map(shown).collect()
}

/// The figures with the small ones kept back, and what would give them away.
pub fn small(figures: Vec<Vec<Option<Figure>>>) -> Grid {
    let mut kept: Vec<Vec<bool>> = MEASURES.iter().zip(&figures).map(|(measure, row)| own(measure, row)).collect();
    those_who_left(&figures, &mut kept);
    let mut before = Vec::new();
    // What is kept back for one total can give away another: until nothing changes.
    while before != kept {
        before.clone_from(&kept);
        for (row, kept) in figures.iter().zip(&mut kept) {
            beside_total(row, kept);
        }
        in_groups(&figures, &mut kept);
        with_their_children(&mut kept);
    }
    let shown = |measure: &Measure, (figure, kept): (Option<Figure>, bool)| {
        let figure = figure?;
        let told = kept.then(|| band(measure, &figure).map_or(Shown::Kept, Shown::Over));
        Some(told.unwrap_or(Shown::Figure(figure)))
    };
    let row = |((measure, row), kept): ((&Measure, Vec<Option<Figure>>), Vec<bool>)| {
        row.into_iter().zip(kept).map(|cell| shown(measure, cell)).collect()
    };
    MEASURES.iter().zip(figures).zip(kept).map(row).collect()
}

fn own(measure: &Measure, row: &[Option<Figure>]) -> Vec<bool> {
    row.iter().map(|figure| figure.as_ref().is_some_and(|figure| is_small(measure, figure))).collect()
}

/// How many children stand behind a figure.
fn size(figure: Option<&Figure>) -> usize {
    figure.and_then(Figure::sum).map_or(0, |sum| sum.part.len().max(sum.whole.len()))
}

/// The cohorts beside all children, who are the first of a row: a single cohort that is kept back is the difference of
/// the rest, and so are several that have few children together.
fn beside_total(row: &[Option<Figure>], kept: &mut [bool]) {
    let cohorts = 1..=COUNT;
    if kept[0] || !cohorts.clone().any(|at| kept[at]) || row[0].is_none() {
        return;
    }
    while is_given_away(row, kept, cohorts.clone()) {
        let shown = cohorts.clone().filter(|&at| !kept[at] && size(row[at].as_ref()) > 0);
        let Some(next) = shown.min_by_key(|&at| size(row[at].as_ref())) else {
            kept[0] = true;
            return;
        };
        kept[next] = true;
    }
}

fn is_given_away(row: &[Option<Figure>], kept: &[bool], mut among: impl Iterator<Item = usize> + Clone) -> bool {
    let hidden = among.clone().filter(|&at| kept[at]).count();
    let children: usize = among.by_ref().filter(|&at| kept[at]).map(|at| size(row[at].as_ref())).sum();
    hidden == 1 || (hidden > 1 && children <= FEW)
}

/// Measures that divide the same children: where one is kept back, the next smallest is too.
fn in_groups(figures: &[Vec<Option<Figure>>], kept: &mut [Vec<bool>]) {
    let groups: Vec<&str> = MEASURES.iter().filter_map(|measure| measure.group).collect();
    for whom in 0..Whom::all().count() {
        for group in &groups {
            let members: Vec<usize> = (0..MEASURES.len()).filter(|&at| MEASURES[at].group == Some(group)).collect();
            let hidden = members.iter().filter(|&&at| kept[at][whom]).count();
            if hidden != 1 {
                continue;
            }
            let part = |at: usize| figures[at][whom].as_ref().and_then(Figure::sum).map_or(0, |sum| sum.part.len());
            let shown = members.iter().copied().filter(|&at| !kept[at][whom] && part(at) > 0);
            if let Some(next) = shown.min_by_key(|&at| part(at)) {
                kept[next][whom] = true;
            }
        }
    }
}

/// The children on the last day and those of the whole period: the difference is those who left.
fn those_who_left(figures: &[Vec<Option<Figure>>], kept: &mut [Vec<bool>]) {
    let (Some(all), Some(end)) = (place("size"), place("size-end")) else { return };
    for whom in 0..Whom::all().count() {
        let [all, last] = [all, end].map(|at| size(figures[at][whom].as_ref()));
        kept[end][whom] |= few(all.saturating_sub(last));
    }
}

fn place(id: &str) -> Option<usize> {
    MEASURES.iter().position(|measure| measure.id == id)
}

/// Suspensions and their days tell of the children who are suspended.
fn with_their_children(kept: &mut [Vec<bool>]) {
    let (Some(children), Some(events), Some(days)) =
        (place("suspended"), place("suspensions"), place("suspension-days"))
    else {
        return;
    };
    let any: Vec<bool> =
        kept[children].iter().zip(&kept[events]).map(|(children, events)| *children || *events).collect();
    for at in [events, days] {
        kept[at].iter_mut().zip(&any).for_each(|(kept, any)| *kept |= any);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::ChildKey;
    use crate::domain::report::measure::Share;

    const WHOM: usize = COUNT + 2;

    fn at(id: &str) -> usize {
        MEASURES.iter().position(|measure| measure.id == id).unwrap()
    }

    /// Children of the part, then of the rest.
    fn figure(part: usize, rest: usize, rate: bool) -> Figure {
        let mut sum = Sum::default();
        for (key, so) in (1..).zip((0..part).map(|_| true).chain((0..rest).map(|_| false))) {
            sum.add(ChildKey(key), if rate { Share::one(so) } else { Share::count(i64::from(so)) });
        }
        Figure::Known(sum)
    }

    /// Which of all children and the six cohorts are kept back.
    fn kept(rows: &[(&str, &[(usize, usize)])]) -> Vec<String> {
        let mut figures = vec![vec![None; WHOM]; MEASURES.len()];
        for (id, row) in rows {
            let rate = MEASURES[at(id)].unit.is_rate();
            for (place, &(part, rest)) in row.iter().enumerate() {
                figures[at(id)][place] = Some(figure(part, rest, rate));
            }
        }
        let grid = small(figures);
        let sign = |shown: &Option<Shown>| match shown {
            None => '-',
            Some(Shown::Kept) => 'c',
            Some(Shown::Over(_)) => 'o',
            Some(Shown::Figure(_)) => 's',
        };
        rows.iter().map(|(id, row)| grid[at(id)][..row.len()].iter().map(sign).collect()).collect()
    }

    #[test]
    fn one_to_five_children_are_few() {
        let alone = |part, rest| kept(&[("persistent", &[(part, rest)])]).remove(0);
        for (part, rest, shown) in [
            (0, 40, "s"),
            (1, 40, "c"),
            (5, 40, "c"),
            (6, 40, "s"),
            (34, 6, "s"),
            (35, 5, "o"),
            (40, 0, "s"),
            (0, 5, "c"),
        ] {
            assert_eq!(alone(part, rest), shown, "{part} of {}", part + rest);
        }
    }

    #[test]
    fn a_rate_is_told_as_over_a_band_that_leaves_more_than_a_few() {
        let over = |part, rest| {
            let persistent = &MEASURES[at("persistent")];
            band(persistent, &figure(part, rest, true))
        };
        for (part, rest, told) in [
            (115, 5, Some(95)),
            (114, 5, Some(90)),
            (114, 6, None),
            (59, 1, Some(90)),
            (58, 1, Some(80)),
            (29, 1, Some(80)),
            (28, 1, None),
            (120, 0, None),
        ] {
            assert_eq!(over(part, rest), told, "{part} of {}", part + rest);
        }
    }

    #[test]
    fn what_the_total_would_give_away_is_kept_back_too() {
        // Of all children, two cohorts: with one kept back, the other is too.
        assert_eq!(kept(&[("size", &[(43, 0), (3, 0), (40, 0)])]), ["scc"]);
        // Three: the smallest of those shown.
        assert_eq!(kept(&[("size", &[(93, 0), (3, 0), (50, 0), (40, 0)])]), ["scsc"]);
        // Two that are few together are few still.
        assert_eq!(kept(&[("size", &[(95, 0), (2, 0), (3, 0), (40, 0), (50, 0)])]), ["scccs"]);
        // Nothing else to keep back: the total goes.
        assert_eq!(kept(&[("size", &[(3, 0), (3, 0), (0, 0)])]), ["ccs"]);
        assert_eq!(kept(&[("size", &[(90, 0), (40, 0), (50, 0)])]), ["sss"]);
    }

    #[test]
    fn two_of_three_that_divide_a_whole_do_not_tell_the_third() {
        let rows = [("eet", &[(30, 13)][..]), ("neet", &[(10, 33)]), ("not-known", &[(3, 40)])];
        assert_eq!(kept(&rows), ["s", "c", "c"]);
    }

    #[test]
    fn the_last_day_does_not_tell_who_left() {
        let rows = |left| [("size", &[(40, 0)][..]), ("size-end", if left { &[(38, 0)] } else { &[(40, 0)] })];
        assert_eq!(kept(&rows(true)), ["s", "c"]);
        assert_eq!(kept(&rows(false)), ["s", "s"]);
    }

    #[test]
    fn suspensions_are_kept_back_with_the_suspended() {
        let rows = [("suspended", &[(4, 60)][..]), ("suspensions", &[(9, 0)]), ("suspension-days", &[(9, 0)])];
        assert_eq!(kept(&rows), ["c", "c", "c"]);
    }
}
