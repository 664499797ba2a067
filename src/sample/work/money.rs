//! Pupil Premium Plus: rates, what was released, to which end, and what came of it.

use crate::domain::kind::Kind;
use crate::domain::money::plain;
use crate::domain::premium::FinancialYear;
use crate::sample::SampleFile;
use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::peps::Pep;
use crate::sample::progress::{self, Share, write_share};
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// The files of money beside premium.csv.
pub(in crate::sample) struct Money {
    releases: Table,
    targets: Table,
    /// Children with money seen so far.
    seen: usize,
    /// Whether the money of one was forgotten whose PEP was good for long.
    forgot: bool,
}

/// Every so many children with money one is out of the ordinary.
const EVERY: usize = 4;

/// What is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Nobody released the term's money though the PEP allows it.
    Forgotten,
    /// Nobody wrote down to which end.
    Aimless,
    /// All is spent.
    Spent,
    /// More is spent than there was.
    TooMuch,
    /// Nobody set anything aside.
    Nothing,
}

const TURNS: [Turn; 5] = [Turn::Forgotten, Turn::Aimless, Turn::Spent, Turn::TooMuch, Turn::Nothing];

const TARGETS: &[(&str, &str)] = &[
    ("One-to-one tuition in maths", "Times tables to 12 by the end of term"),
    ("One-to-one tuition in English", "Reads at the level of the year group by summer"),
    ("Speech and language therapy", "Speaks up in class twice a week"),
    ("Emotional literacy support", "Names a trusted adult and goes there first"),
    ("Laptop and software", "Homework handed in on four days of five"),
    ("Music lessons", "Grade 1 by summer"),
    ("Residential trip", "Goes with the class, all nights"),
    ("Mentoring at lunchtime", "No lunchtime incidents for half a term"),
];

const IMPACT: &[&str] =
    &["Reached", "Nearly there; goes on next term", "Not reached: the tutor changed", "Reached early"];

impl Money {
    pub(in crate::sample) fn new() -> Self {
        Self {
            releases: Table::new(Kind::PremiumRelease),
            targets: Table::new(Kind::PremiumTarget),
            seen: 0,
            forgot: false,
        }
    }

    /// A child's rows of premium.csv, and what was done with the money, by its PEPs.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World, peps: &[Pep], premium: &mut Table) {
        let shares = progress::premium(child, world);
        let turn = if shares.is_empty() { None } else { self.turn(child, peps, world) };
        if turn == Some(Turn::Nothing) {
            return;
        }
        for share in &shares {
            write_share(child, share, premium);
        }
        let mut dice = child.dice(world, Facet::Money);
        let by = &world.caseworkers[child.number % world.caseworkers.len()];
        let today = world.almanac.today;
        for share in &shares {
            let running = share.days.1 >= today;
            let adequate = last_rated(peps, share.days.1).is_some_and(good);
            let forgotten = turn == Some(Turn::Forgotten) && running;
            let on = Almanac::weekday(shift(share.days.0, dice.between(14, 40)));
            let released = on <= today && (adequate || !running) && !forgotten;
            if released {
                self.release(child, share, (on, by));
            }
            if turn != Some(Turn::Aimless) {
                self.target(child, share, (running, &mut dice));
            }
        }
        // What is missing for all to be spent, or a bill too much, goes under a purpose of its own.
        if let (Some(turn @ (Turn::Spent | Turn::TooMuch)), Some(last)) = (turn, shares.last()) {
            let left: i64 =
                shares.iter().filter(|share| share.year == last.year).map(|share| share.allocated - share.spent).sum();
            let spent = if turn == Turn::Spent { left } else { left + dice.between(1_000, 9_000) };
            let bill = Share { allocated: 0, spent, purpose: "Bills of the year", ..last.clone() };
            write_share(child, &bill, premium);
        }
    }

    /// In reception the grant may not count a child yet.
    fn turn(&mut self, child: &Child, peps: &[Pep], world: &World) -> Option<Turn> {
        if !child.in_years(1, 11) {
            return None;
        }
        let good = last_rated(peps, world.almanac.today).filter(|pep| good(pep));
        let long = good.and_then(|pep| pep.held).is_some_and(|held| held <= world.almanac.ago(42));
        if long && !self.forgot {
            self.forgot = true;
            return Some(Turn::Forgotten);
        }
        let at = self.seen;
        self.seen += 1;
        at.is_multiple_of(EVERY).then(|| TURNS[at / EVERY % TURNS.len()])
    }

    fn release(&mut self, child: &Child, share: &Share, (on, by): (NaiveDate, &str)) {
        let cells = Cells::new()
            .text("financial_year", &share.year)
            .text("term", share.term)
            .day("released", Some(on))
            .text("amount", plain(share.allocated))
            .text("purpose", share.purpose)
            .text("by", by);
        self.releases.of_child(&child.id, &cells);
    }

    fn target(&mut self, child: &Child, share: &Share, (running, dice): (bool, &mut Dice)) {
        let target = TARGETS
            .iter()
            .find(|(purpose, _)| *purpose == share.purpose)
            .map_or("Keeps up with the class", |(_, target)| target);
        let impact = (!running && dice.chance(80)).then(|| dice.pick(IMPACT));
        let cells = Cells::new()
            .text("financial_year", &share.year)
            .text("term", share.term)
            .text("purpose", share.purpose)
            .text("target", target)
            .maybe("impact", impact);
        self.targets.of_child(&child.id, &cells);
    }

    pub(in crate::sample) fn files(self, world: &World) -> [SampleFile; 3] {
        let mut rates = Table::new(Kind::PremiumRate);
        let FinancialYear(running) = FinancialYear::of(world.almanac.today);
        for year in running - 2..=running {
            let year = FinancialYear(year).to_string();
            let (rate, source) = match year.as_str() {
                "2024/25" => ("2570.00", "DfE pupil premium 2024 to 2025"),
                "2025/26" => ("2630.00", "DfE pupil premium 2025 to 2026"),
                _ => ("2630.00", "invented for this caseload"),
            };
            rates.row(&Cells::new().text("financial_year", year).text("rate", rate).text("source", source));
        }
        [
            rates.file("premium_rates.csv"),
            self.releases.file("premium_releases.csv"),
            self.targets.file("premium_targets.csv"),
        ]
    }
}

/// The last PEP held by a day that was rated.
fn last_rated(peps: &[Pep], by: NaiveDate) -> Option<&Pep> {
    let rated = peps.iter().filter(|pep| pep.held.is_some_and(|held| held <= by) && !pep.quality.is_empty());
    rated.max_by_key(|pep| pep.held)
}

fn good(pep: &Pep) -> bool {
    matches!(pep.quality, "green" | "gold")
}
