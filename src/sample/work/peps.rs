//! The stages of PEPs and what they were rated by: of the running term and of the one before.

use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::almanac::{Almanac, Term, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::peps::{self, Pep};
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// The files of the PEP lead.
pub(in crate::sample) struct PepWork {
    stages: Table,
    reviews: Table,
    /// The courses that some child had already.
    dealt: Vec<Course>,
}

/// How far the running term's PEP has come that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// Held and not written up for weeks.
    NotWritten,
    /// Sent back weeks ago.
    BackLong,
    /// Submitted weeks ago, nobody rated it.
    WaitsLong,
    /// Sent back, returned, rated green.
    Returned,
    /// Rated amber, neither sent back nor complete.
    Amber,
    /// Sent back these days.
    Back,
    /// Submitted these days.
    Waits,
    /// Written, not handed in.
    Ready,
}

/// Every course and how many days ago the PEP was held at least.
const COURSES: [(Course, i64); 8] = [
    (Course::BackLong, 24),
    (Course::WaitsLong, 20),
    (Course::NotWritten, 18),
    (Course::Returned, 10),
    (Course::Amber, 5),
    (Course::Back, 5),
    (Course::Waits, 2),
    (Course::Ready, 1),
];

const REASONS: &[&str] = &[
    "Targets cannot be measured: say by how much and by when",
    "No costs stand against the tuition",
    "The child's own views are missing",
    "Attendance is not spoken about",
    "No plan for the change of school in September",
];

const COMMENTS: &[&str] = &[
    "Voice is strong; cost the interventions next time",
    "Ask the carer for a view as well",
    "Targets are copied from last term",
    "Say what the tuition is to achieve",
];

impl PepWork {
    pub(in crate::sample) fn new() -> Self {
        Self { stages: Table::new(Kind::PepStage), reviews: Table::new(Kind::PepReview), dealt: Vec::new() }
    }

    /// The rows of a child's PEPs as they are to stand in peps.csv, and what was done about those of the last two terms.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World) -> Vec<Pep> {
        let mut rows = peps::of(child, world);
        let mut dice = child.dice(world, Facet::PepStages);
        let almanac = &world.almanac;
        let current = almanac.current_term();
        let begun = almanac.terms.partition_point(|term| term.start <= almanac.today);
        let before = almanac.terms[..begun].iter().rev().nth(1);
        let book = Book { child, by: &world.caseworkers[child.number % world.caseworkers.len()], today: almanac.today };
        let again = rows.iter().any(|pep| pep.status == "Review again");
        for pep in &mut rows {
            let of = |term: &Term| pep.year == term.year.to_string() && pep.term == term.name;
            if of(current) && again {
                let held = pep.held.unwrap_or(current.start);
                self.back(&book, current, (held, book.after(held, 2)), &mut dice);
            } else if of(current) {
                self.running(&book, current, pep, &mut dice);
            } else if let (Some(term), Some(held)) = (before.filter(|term| of(term)), pep.held) {
                self.finished(&book, term, (held, pep.quality), &mut dice);
            }
        }
        rows
    }

    /// The running term's PEP.
    fn running(&mut self, book: &Book<'_>, term: &Term, pep: &mut Pep, dice: &mut Dice) {
        let Some(held) = pep.held else { return self.still_ahead(book, term, pep, dice) };
        if pep.quality == "red" {
            let on = book.after(held, 4);
            self.rated(book, term, ("red", on));
            return self.back(book, term, (held, on), dice);
        }
        match self.deal(book, held, dice) {
            Some(course) => self.tell(book, term, (pep, held, course), dice),
            None => self.finished(book, term, (held, pep.quality), dice),
        }
    }

    /// A course that no child had yet and that fits the day of holding; later on now and then one again.
    fn deal(&mut self, book: &Book<'_>, held: NaiveDate, dice: &mut Dice) -> Option<Course> {
        let ago = (book.today - held).num_days();
        let fits = COURSES.iter().filter(|(_, least)| ago >= *least).map(|(course, _)| *course);
        let fresh = fits.clone().find(|course| !self.dealt.contains(course));
        if let Some(course) = fresh {
            self.dealt.push(course);
            return Some(course);
        }
        let fits: Vec<Course> = fits.collect();
        (dice.chance(25) && !fits.is_empty()).then(|| fits[dice.index(fits.len())])
    }

    fn tell(
        &mut self,
        book: &Book<'_>,
        term: &Term,
        (pep, held, course): (&mut Pep, NaiveDate, Course),
        dice: &mut Dice,
    ) {
        let submitted = book.after(held, 1);
        let (status, quality) = match course {
            Course::NotWritten => {
                self.stage(book, term, ("in_progress", held, None));
                ("In progress", "")
            }
            Course::Ready => {
                self.stage(book, term, ("ready", submitted, None));
                ("Ready to submit", "")
            }
            Course::Waits | Course::WaitsLong => {
                let on = if course == Course::Waits { book.today } else { submitted };
                self.stage(book, term, ("submitted", Almanac::weekday(on), None));
                ("Submitted", "")
            }
            Course::Amber => {
                self.stage(book, term, ("submitted", submitted, None));
                self.rated(book, term, ("amber", book.after(held, 3)));
                ("Submitted", "amber")
            }
            Course::Back | Course::BackLong => {
                let rated = if course == Course::Back { book.after(book.today, -2) } else { book.after(held, 3) };
                self.rated(book, term, ("amber", rated));
                self.back(book, term, (held, rated), dice);
                ("Review again", "amber")
            }
            Course::Returned => {
                let first = book.after(held, 2);
                self.rated(book, term, ("amber", first));
                self.back(book, term, (held, first), dice);
                self.stage(book, term, ("resubmitted", book.after(held, 6), None));
                self.rated(book, term, ("green", book.after(held, 8)));
                self.stage(book, term, ("complete", book.after(held, 8), None));
                ("Complete", "green")
            }
        };
        (pep.status, pep.quality) = (status, quality);
    }

    /// Submitted and, on a day, sent back.
    fn back(&mut self, book: &Book<'_>, term: &Term, (held, on): (NaiveDate, NaiveDate), dice: &mut Dice) {
        let held = held.min(book.today);
        self.stage(book, term, ("submitted", book.after(held, 1).min(on.min(book.today)), None));
        self.stage(book, term, ("sent_back", on.min(book.today), Some(dice.pick(REASONS))));
    }

    /// Submitted, rated, complete.
    fn finished(&mut self, book: &Book<'_>, term: &Term, (held, quality): (NaiveDate, &'static str), dice: &mut Dice) {
        let days = dice.between(1, 4);
        self.stage(book, term, ("submitted", book.after(held, days), None));
        if !quality.is_empty() {
            self.rated(book, term, (quality, book.after(held, days + 2)));
        }
        self.stage(book, term, ("complete", book.after(held, days + 3), None));
    }

    /// One that is still to be held is begun, or it is not.
    fn still_ahead(&mut self, book: &Book<'_>, term: &Term, pep: &Pep, dice: &mut Dice) {
        let on = Almanac::weekday(shift(term.start, dice.between(7, 20)));
        if on > book.today {
            return;
        }
        let stage = if pep.status == "Not started" { "not_started" } else { "in_progress" };
        self.stage(book, term, (stage, on, None));
    }

    fn stage(
        &mut self,
        book: &Book<'_>,
        term: &Term,
        (stage, on, reason): (&'static str, NaiveDate, Option<&'static str>),
    ) {
        let cells = named(term).text("stage", stage).day("on", Some(on)).maybe("reason", reason).text("by", book.by);
        self.stages.of_child(&book.child.id, &cells);
    }

    /// A review whose criteria come to a colour by the rule that is built in.
    fn rated(&mut self, book: &Book<'_>, term: &Term, (colour, on): (&'static str, NaiveDate)) {
        let mut dice =
            Dice::of(u64::try_from(on.to_epoch_days()).unwrap_or(0), Facet::PepReviews as u64, book.child.number);
        let (usual, others): (_, &[&'static str]) = match colour {
            "gold" => ("gold", if dice.chance(50) { &["green"] } else { &[] }),
            "green" => ("green", if dice.chance(40) { &["gold", "gold", "amber"] } else { &["gold"] }),
            "amber" => ("green", &["amber", "amber"]),
            _ => ("green", &["red", "amber"]),
        };
        let mut cells = named(term).day("reviewed", Some(on)).text("reviewer", book.by);
        let places = dice.shuffled(crate::domain::pep::CRITERIA.len());
        for (name, place) in crate::domain::pep::CRITERIA.into_iter().zip(places) {
            cells = cells.text(name, others.get(place).copied().unwrap_or(usual));
        }
        let given = dice.chance(12).then_some(colour);
        let comment = (dice.chance(40) || colour == "amber").then(|| dice.pick(COMMENTS));
        self.reviews.of_child(&book.child.id, &cells.maybe("overall", given).maybe("comment", comment));
    }

    pub(in crate::sample) fn files(self) -> [SampleFile; 2] {
        [self.stages.file("pep_stages.csv"), self.reviews.file("pep_quality.csv")]
    }
}

/// Whose PEP it is and who looks after it.
struct Book<'a> {
    child: &'a Child,
    by: &'a str,
    today: NaiveDate,
}

impl Book<'_> {
    /// A weekday some days later, at most today.
    fn after(&self, day: NaiveDate, days: i64) -> NaiveDate {
        let later = Almanac::weekday(shift(day, days));
        // The Friday before must not lie before the day itself.
        if days > 0 { later.max(day).min(self.today) } else { later.min(self.today) }
    }
}

fn named(term: &Term) -> Cells {
    Cells::new().text("academic_year", term.year.to_string()).text("term", term.name)
}

#[cfg(test)]
mod tests {
    use crate::sample::{Recipe, invent};

    fn rows(children: u32, seed: u64, today: &str, name: &str) -> Vec<String> {
        let recipe = Recipe { children, seed, weeks: 4, today: today.parse().unwrap() };
        let file = invent(&recipe).into_iter().find(|file| file.name == name).unwrap();
        String::from_utf8(file.bytes).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn sixty_children_have_every_stage_and_colour_and_a_few_have_rows() {
        for seed in [1, 7, 42] {
            let stages = rows(60, seed, "2026-11-23", "pep_stages.csv").join("\n");
            for stage in crate::domain::kind::work::PEP_STAGES {
                assert!(stages.contains(&format!(",{stage},")), "{stage} with seed {seed}");
            }
            for file in [
                "pep_stages.csv",
                "pep_quality.csv",
                "premium_rates.csv",
                "premium_releases.csv",
                "premium_targets.csv",
            ] {
                assert!(rows(5, seed, "2026-11-23", file).len() > 1, "{file} with seed {seed}");
            }
        }
    }

    #[test]
    fn nothing_was_done_after_today() {
        for today in ["2026-11-23", "2027-03-10", "2026-09-01"] {
            for (file, column) in [("pep_stages.csv", 4), ("pep_quality.csv", 3), ("premium_releases.csv", 3)] {
                for row in rows(120, 7, today, file).iter().skip(1) {
                    let day = row.split(',').nth(column).unwrap();
                    assert!(day <= today, "{file}: {row}");
                }
            }
        }
    }
}
