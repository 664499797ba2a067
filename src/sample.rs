//! An invented caseload: seeded, believable, no real child. Pure: gives the bytes of files, writes none.
//!
//! Every child is dealt a story ([`story`]), and the rows of every file follow from it: [`roll`] and [`exclusions`]
//! first, then the [`register`], [`peps`] and the rest. A new story is a line in `story::STORIES` and an arm where it
//! shows.

mod after16;
mod almanac;
mod child;
mod contacts;
mod dice;
mod exclusions;
mod holidays;
mod names;
mod notes;
mod peps;
mod placements;
mod progress;
mod register;
mod roll;
mod schools;
mod story;
mod table;
mod work;
mod world;
mod years;

pub use schools::COUNCIL_NAME;

use crate::domain::kind::Kind;
use almanac::Almanac;
use child::Child;
use chrono::NaiveDate;
use dice::Dice;
pub use notes::{SampleNote, notes};
use register::Register;
use table::{Cells, Table};
use work::advice;
use work::education::Education;
use work::inclusion::Inclusion;
use work::money::Money;
use work::national;
use work::pathways::Pathways;
use work::peps::PepWork;
use work::support_to_schools::SupportToSchools;
use work::transitions::Transitions;
use world::World;

/// What to invent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// How many children.
    pub children: u32,
    /// The seed: the same recipe gives the same bytes.
    pub seed: u64,
    /// Weeks of register marks, ending at `today`; 0 counts as 1.
    pub weeks: u32,
    /// The day that it is made for.
    pub today: NaiveDate,
}

/// A file: its name and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// `children.csv`.
    pub name: &'static str,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// The files that grow with every child.
struct Files {
    children: Table,
    register: Register,
    peps: Table,
    exclusions: Table,
    placements: Table,
    enrolments: Table,
    contacts: Table,
    destinations: Table,
    attainment: Table,
    premium: Table,
    referrals: Table,
    inclusion: Inclusion,
    support_to_schools: SupportToSchools,
    pathways: Pathways,
    transitions: Transitions,
    education: Education,
    pep_work: PepWork,
    money: Money,
}

/// Invents a caseload in every plain layout, and bank-holidays.json.
pub fn invent(recipe: &Recipe) -> Vec<SampleFile> {
    let world = World::new(recipe);
    let mut files = Files::new();
    let deal = Dice::of(recipe.seed, 1, 0).shuffled(world.children);
    for (number, place) in deal.into_iter().enumerate() {
        files.add(&Child::invent(&world, number, place), &world);
    }
    files.finish(&world)
}

impl Files {
    fn new() -> Self {
        Self {
            children: Table::new(Kind::Child),
            register: Register::new(),
            peps: Table::new(Kind::Pep),
            exclusions: Table::new(Kind::Exclusion),
            placements: Table::new(Kind::Placement),
            enrolments: Table::new(Kind::Enrolment),
            contacts: Table::new(Kind::Contact),
            destinations: Table::new(Kind::Destination),
            attainment: Table::new(Kind::Attainment),
            premium: Table::new(Kind::Premium),
            referrals: Table::new(Kind::Referral),
            inclusion: Inclusion::new(),
            support_to_schools: SupportToSchools::new(),
            pathways: Pathways::new(),
            transitions: Transitions::new(),
            education: Education::new(),
            pep_work: PepWork::new(),
            money: Money::new(),
        }
    }

    fn add(&mut self, child: &Child, world: &World) {
        let today = world.almanac.today;
        let mut spells = roll::main(child, world);
        let school = roll::last_main(&spells, today).cloned();
        let exclusions = match &school {
            Some(school) => exclusions::of(child, world, &school.urn),
            None => Vec::new(),
        };
        roll::further(child, world, &mut spells, &exclusions);
        let urn = school.as_ref().filter(|school| school.holds(today)).map(|school| school.urn.as_str());
        self.children.of_child(&child.id, &child.cells(world, urn));
        roll::write(child, &spells, &mut self.enrolments);
        exclusions::write(child, &exclusions, &mut self.exclusions);
        self.register.write(child, world, &spells, &exclusions);
        let peps = self.pep_work.add(child, world);
        peps::write(child, &peps, &mut self.peps);
        placements::write(child, world, &mut self.placements);
        contacts::write(child, world, urn, &mut self.contacts);
        contacts::referrals(child, world, &mut self.referrals);
        after16::write(child, world, &mut self.destinations);
        progress::attainment(child, world, &mut self.attainment);
        self.money.add(child, world, &peps, &mut self.premium);
        self.inclusion.add(child, world, &mut self.referrals);
        self.support_to_schools.add(child, world, urn);
        self.pathways.add(child, world);
        self.transitions.add(child, world);
        self.education.add(child, world, urn);
    }

    fn finish(self, world: &World) -> Vec<SampleFile> {
        let mut files = vec![
            self.children.file("children.csv"),
            self.register.file(),
            self.peps.file("peps.csv"),
            self.exclusions.file("exclusions.csv"),
            self.placements.file("placements.csv"),
            world.schools.file(),
            self.enrolments.file("enrolments.csv"),
            self.contacts.file("contacts.csv"),
            self.destinations.file("destinations.csv"),
            self.attainment.file("attainment.csv"),
            self.premium.file("premium.csv"),
            self.referrals.file("referrals.csv"),
            terms(&world.almanac),
            holidays::file(&world.almanac.holidays),
        ];
        files.extend(self.inclusion.files());
        files.extend(self.support_to_schools.files(world));
        files.extend(self.pathways.files());
        files.push(self.transitions.file());
        files.extend(self.education.files());
        files.push(advice::file(world));
        files.push(national::file(world));
        files.extend(self.pep_work.files());
        files.extend(self.money.files(world));
        files
    }
}

fn terms(almanac: &Almanac) -> SampleFile {
    let mut table = Table::new(Kind::Term);
    for row in &almanac.rows {
        let cells = Cells::new()
            .text("scope", &*row.scope)
            .text("kind", almanac::kind_word(row.kind))
            .text("name", &*row.name)
            .day("start", Some(row.start))
            .day("end", Some(row.end));
        table.row(&cells);
    }
    table.file("terms.csv")
}
