//! How good a PEP is: six criteria, and the council's rule that makes one colour of them.

use crate::domain::kind::work::COLOURS;
use crate::domain::work::Scene;
use crate::domain::work::books::Entered;

/// What a PEP is judged by: columns of a review.
pub const CRITERIA: [&str; 6] = ["voice", "targets", "attainment", "funding", "transition", "attendance"];

/// How good, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Better than asked for.
    Gold,
    /// As asked for.
    Green,
    /// Feedback for the next one.
    Amber,
    /// It goes back.
    Red,
}

impl Colour {
    /// Every colour in the order of [`COLOURS`].
    pub const ALL: [Self; 4] = [Self::Gold, Self::Green, Self::Amber, Self::Red];

    /// From its word.
    pub fn of(word: &str) -> Option<Self> {
        COLOURS.iter().position(|other| *other == word).and_then(|place| Self::ALL.get(place)).copied()
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        COLOURS.get(self as usize).copied().unwrap_or_default()
    }

    /// Good enough for money to be released on it.
    pub const fn adequate(self) -> bool {
        matches!(self, Self::Gold | Self::Green)
    }
}

/// The watch whose limits are the council's rule.
pub const RATING: &str = "pep-rating";

/// The council's rule: how many criteria of a colour make the whole. Nought of a colour never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yardstick {
    /// So many red make it red.
    pub red: i64,
    /// So many amber or red make it amber.
    pub amber: i64,
    /// So many other than gold leave it gold.
    pub not_gold: i64,
}

impl Yardstick {
    /// The rule in force.
    pub fn of(scene: &Scene<'_>) -> Self {
        let limit = |key| scene.limit(RATING, key);
        Self { red: limit("red"), amber: limit("amber"), not_gold: limit("not_gold") }
    }

    /// The colour of the whole; `None` where no criterion was rated. One that was not rated is not gold.
    pub fn colour(self, criteria: [Option<Colour>; 6]) -> Option<Colour> {
        let count = |holds: &dyn Fn(Option<Colour>) -> bool| {
            i64::try_from(criteria.iter().filter(|colour| holds(**colour)).count()).unwrap_or(0)
        };
        let red = count(&|colour| colour == Some(Colour::Red));
        let poor = count(&|colour| colour.is_some_and(|colour| !colour.adequate()));
        let not_gold = count(&|colour| colour != Some(Colour::Gold));
        let many = |number: i64, limit: i64| limit > 0 && number >= limit;
        if criteria.iter().all(Option::is_none) {
            None
        } else if many(red, self.red) {
            Some(Colour::Red)
        } else if many(poor, self.amber) {
            Some(Colour::Amber)
        } else if not_gold <= self.not_gold {
            Some(Colour::Gold)
        } else {
            Some(Colour::Green)
        }
    }

    /// The rule in words, as it is shown beside what it made.
    pub fn words(self) -> String {
        let Self { red, amber, not_gold } = self;
        format!(
            "{red} or more red = red; {amber} or more amber = amber; at most {not_gold} not gold = gold; else green"
        )
    }

    /// The colour of a review, and whether somebody gave it beside the criteria.
    pub fn of_review(self, review: Entered<'_>) -> (Option<Colour>, bool) {
        let given = Colour::of(review.text("overall"));
        (given.or_else(|| self.colour(criteria(review))), given.is_some())
    }
}

/// The criteria of a review in the order of [`CRITERIA`].
pub fn criteria(review: Entered<'_>) -> [Option<Colour>; 6] {
    CRITERIA.map(|name| Colour::of(review.text(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: Yardstick = Yardstick { red: 1, amber: 2, not_gold: 1 };

    fn whole(rule: Yardstick, letters: &str) -> Option<Colour> {
        let colour = |letter| match letter {
            'g' => Colour::Gold,
            'n' => Colour::Green,
            'a' => Colour::Amber,
            _ => Colour::Red,
        };
        let mut of: Vec<_> = letters.chars().map(|letter| Some(colour(letter))).collect();
        of.resize(6, None);
        rule.colour(of.try_into().unwrap())
    }

    #[test]
    fn the_rule_at_each_of_its_edges() {
        for (letters, colour) in [
            ("", None),
            ("nnnnnn", Some(Colour::Green)),
            ("gggggg", Some(Colour::Gold)),
            ("gggggn", Some(Colour::Gold)),
            ("ggggga", Some(Colour::Gold)),
            ("ggggnn", Some(Colour::Green)),
            ("ggggg", Some(Colour::Gold)),
            ("gggg", Some(Colour::Green)),
            ("nnnnna", Some(Colour::Green)),
            ("nnnnaa", Some(Colour::Amber)),
            ("ggggar", Some(Colour::Red)),
            ("r", Some(Colour::Red)),
        ] {
            assert_eq!(whole(DEFAULT, letters), colour, "{letters}");
        }
        let lenient = Yardstick { red: 2, amber: 3, not_gold: 0 };
        assert_eq!(whole(lenient, "nnnnrn"), Some(Colour::Green));
        assert_eq!(whole(lenient, "nnnaar"), Some(Colour::Amber), "a red counts as amber at least");
        assert_eq!(whole(lenient, "nnnnrr"), Some(Colour::Red));
        assert_eq!(whole(lenient, "gggggn"), Some(Colour::Green));
        assert_eq!(
            whole(Yardstick { red: 0, amber: 0, not_gold: 0 }, "rrrrrr"),
            Some(Colour::Green),
            "nought is never"
        );
    }
}
