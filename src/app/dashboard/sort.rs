//! The order of the children within a group.

use crate::app::snapshot::Snapshot;
use crate::domain::search::fold;

/// By what the children of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The ranking's own order: the gravest first.
    #[default]
    Rank,
    /// Surname, forename.
    Name,
    /// The school's name; those without one last.
    School,
    /// Year group, the youngest first; those without one last.
    Year,
    /// Whom nobody was in touch about for longest first, never before all.
    Contact,
}

impl Sort {
    /// The one after, the first after the last.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Rank => Self::Name,
            Self::Name => Self::School,
            Self::School => Self::Year,
            Self::Year => Self::Contact,
            Self::Contact => Self::Rank,
        }
    }

    /// What the header says; empty for the ranking's own order.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Rank => "",
            Self::Name => "surname",
            Self::School => "school",
            Self::Year => "year group",
            Self::Contact => "longest without contact",
        }
    }

    /// Sorts places of the ranking; of equal ones the graver stays first.
    pub fn sort(self, snapshot: &Snapshot, ranks: &mut [usize]) {
        let place = |rank: usize| snapshot.ranking.rows[rank].child;
        let child = |rank: usize| &snapshot.caseload.children[place(rank)];
        match self {
            Self::Rank => {}
            Self::Name => ranks.sort_by_cached_key(|rank| (fold(&child(*rank).surname), fold(&child(*rank).forename))),
            Self::School => ranks.sort_by_cached_key(|rank| {
                let urn = snapshot.traits()[place(*rank)].school.as_deref();
                (urn.is_none(), urn.map(|urn| fold(&snapshot.caseload.school_name(urn))))
            }),
            Self::Year => ranks.sort_by_key(|rank| {
                let year = snapshot.traits()[place(*rank)].year;
                (year.is_none(), year)
            }),
            Self::Contact => ranks.sort_by_key(|rank| child(*rank).last_contact.as_deref().map(|contact| contact.at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::dashboard::{self, lines::Line};
    use crate::app::invented::{self, press};
    use crate::app::{Model, screen};

    fn names(model: &Model) -> Vec<String> {
        let children = dashboard::state(model).unwrap().lines.iter().filter_map(|line| match line {
            Line::Child(rank) => Some(model.snapshot.ranking.rows[*rank].child),
            _ => None,
        });
        children.map(|place| model.snapshot.caseload.children[place].surname.to_string()).collect()
    }

    #[test]
    fn each_press_sorts_within_the_groups_and_the_fifth_is_the_ranking_again() {
        let mut model = invented::model((120, 36));
        let headings = |model: &Model| -> Vec<usize> {
            let lines = &dashboard::state(model).unwrap().lines;
            (0..lines.len()).filter(|at| !lines[*at].is_child()).collect()
        };
        let (ranked, groups) = (names(&model), headings(&model));
        let mut orders = vec![ranked.clone()];
        for _ in 0..4 {
            press(&mut model, "o");
            assert_eq!(headings(&model), groups);
            orders.push(names(&model));
        }
        let first_group = groups[1] - 1;
        let mut by_name = ranked[..first_group].to_vec();
        by_name.sort();
        assert_eq!(orders[1][..first_group], by_name);
        assert!(orders[1..].iter().all(|order| *order != ranked), "{orders:?}");
        press(&mut model, "o");
        assert_eq!(names(&model), ranked);
    }

    #[test]
    fn the_cursor_stays_on_its_child_and_the_order_outlives_the_record() {
        let mut model = invented::model((120, 36));
        press(&mut model, "j j");
        let chosen = screen::current_child(&model);
        press(&mut model, "o");
        assert_eq!(screen::current_child(&model), chosen);
        let sorted = names(&model);
        press(&mut model, "enter esc");
        assert_eq!((screen::current_child(&model), names(&model)), (chosen, sorted));
    }
}
