//! A child: who it is, how old, in whose care, and which story it lives.

use crate::domain::calendar::age;
use crate::domain::upn;
use crate::sample::almanac::shift;
use crate::sample::dice::Dice;
use crate::sample::names::{self, Name};
use crate::sample::story::{self, Story, Who};
use crate::sample::table::Cells;
use crate::sample::world::World;
use chrono::NaiveDate;

/// A child.
#[derive(Debug, Clone)]
pub(super) struct Child {
    /// Its place in the caseload.
    pub(super) number: usize,
    /// The council's id.
    pub(super) id: String,
    /// What happens to it.
    pub(super) story: Story,
    /// Its name.
    pub(super) name: Name,
    /// Date of birth.
    pub(super) dob: NaiveDate,
    /// Year group: -1 second nursery year, 0 reception, 1 to 13; `None` after that.
    pub(super) year: Option<i64>,
    /// Cohorts.
    pub(super) cohort: &'static str,
    /// Looked after since.
    pub(super) since: Option<NaiveDate>,
    /// The foster carer, relative or key worker.
    pub(super) carer: String,
    /// The social worker.
    pub(super) social_worker: String,
    /// The number of the family's first child; brothers and sisters live together.
    pub(super) family: usize,
    girl: bool,
}

/// What the throws of a child are for; each facet throws its own.
#[derive(Debug, Clone, Copy)]
pub(super) enum Facet {
    Person = 10,
    Family,
    Roll,
    Exclusions,
    Marks,
    Peps,
    Placements,
    Contacts,
    After,
    Attainment,
    Premium,
    Referrals,
    Row,
    Notes,
    Inclusion,
    Challenges,
    Training,
    Enquiries,
    Cohorts,
    Admissions,
    Sen,
    Sdq,
    EarlyYears,
    Timetables,
    Results,
    Pathways,
    Transitions,
    Jobs,
    PepStages,
    PepReviews,
    Money,
}

impl Child {
    /// The child at a place of the caseload, whose story stands at another place of the deal.
    pub(super) fn invent(world: &World, number: usize, deal: usize) -> Self {
        let (story, who) = story::deal(deal, world.children, world.cut);
        let mut dice = Dice::of(world.seed, Facet::Person as u64, number);
        let (year, wanted) = year_and_cohort(who, &mut dice);
        let today = world.almanac.today;
        let family = family(world, number);
        let dob = birth(world, year.unwrap_or(5), family);
        let cohort = if wanted == "LAC" && age(dob, today) >= 18 { "CL" } else { wanted };
        let girl = dice.chance(48);
        let shared = || Dice::of(world.seed, Facet::Family as u64, family);
        let name = names::member(&mut shared(), number - family, girl);
        let mut shared = shared();
        let carer = carer(cohort, &mut shared);
        let social_worker = world.social_workers[shared.index(world.social_workers.len())].clone();
        let since = (cohort == "LAC").then(|| since(world, story, dob, &mut dice));
        let id = format!("{}", 600_001 + number);
        Self {
            number,
            id,
            story,
            name,
            dob,
            year: year.filter(|year| *year <= 13),
            cohort,
            since,
            carer,
            social_worker,
            family,
            girl,
        }
    }

    /// The child's dice for a facet.
    pub(super) fn dice(&self, world: &World, facet: Facet) -> Dice {
        Dice::of(world.seed, facet as u64, self.number)
    }

    /// Looked after today.
    pub(super) fn looked_after(&self) -> bool {
        self.cohort == "LAC"
    }

    /// Of compulsory school age: reception to year 11.
    pub(super) fn at_school(&self) -> bool {
        self.in_years(0, 11)
    }

    /// In one of some year groups.
    pub(super) fn in_years(&self, low: i64, high: i64) -> bool {
        self.year.is_some_and(|year| (low..=high).contains(&year))
    }

    /// The year group as files write it.
    pub(super) fn year_word(&self) -> Option<String> {
        self.year.map(year_word)
    }

    /// The dice of the row of children.csv behind its first throws, and what these gave.
    fn row(&self, world: &World) -> (Dice, Option<&'static str>, &'static str) {
        let mut dice = self.dice(world, Facet::Row);
        let known_as = names::short_form(self.name.forename).filter(|_| dice.chance(60));
        let sen = match dice.between(0, 99) {
            0..55 => "N",
            55..80 => "K",
            _ => "E",
        };
        (dice, known_as, sen)
    }

    /// N, K (SEN support), E (EHC plan), as children.csv says.
    pub(super) fn sen(&self, world: &World) -> &'static str {
        self.row(world).2
    }

    /// The row of children.csv.
    pub(super) fn cells(&self, world: &World, school: Option<&str>) -> Cells {
        let (mut dice, known_as, sen) = self.row(world);
        let upn = self.year.filter(|year| *year >= 0).and_then(|_| self.upn(world));
        let caseworker = &world.caseworkers[self.number % world.caseworkers.len()];
        let caution = dice.chance(7).then(|| dice.pick(CAUTIONS));
        let teacher = school.and_then(|urn| world.schools.by_urn(urn)).map(|school| school.teacher.as_str());
        Cells::new()
            .text("forename", self.name.forename)
            .text("surname", self.name.surname)
            .day("dob", Some(self.dob))
            .maybe("upn", upn.as_deref())
            .text("sex", if self.girl { "F" } else { "M" })
            .maybe("nc_year", self.year_word().as_deref())
            .maybe("school_urn", school)
            .maybe("known_as", known_as)
            .text("cohort", self.cohort)
            .day("looked_after_since", self.since)
            .text("caseworker", caseworker)
            .text("social_worker", &self.social_worker)
            .text("carer", &self.carer)
            .maybe("designated_teacher", teacher)
            .text("sen", sen)
            .maybe("caution", caution)
    }

    /// A number of no real school: 199 is no council's.
    fn upn(&self, world: &World) -> Option<String> {
        let entered = (i64::from(world.almanac.year().0) - self.year?).rem_euclid(100);
        let rest = format!("199{:04}{entered:02}{:03}", 4000 + self.number / 1000 % 6000, self.number % 1000);
        upn::check_letter(&rest).map(|letter| format!("{letter}{rest}"))
    }
}

/// The year group as files write it.
pub(super) fn year_word(year: i64) -> String {
    match year {
        -2 => "N1".into(),
        -1 => "N2".into(),
        0 => "R".into(),
        _ => year.to_string(),
    }
}

const CAUTIONS: &[&str] = &[
    "Placement address is not to be shared with the birth family",
    "Do not leave messages; ring the carer between 9:30 and 14:30",
    "Interpreter needed for the birth parents, not for the child",
    "Ring the social worker before any contact with the school",
    "Carer is hard of hearing: send a text first",
    "School knows the child by the known-as name only",
    "Recent bereavement in the family",
    "Police information marker: check with the duty team before a visit",
];

fn year_and_cohort(who: Who, dice: &mut Dice) -> (Option<i64>, &'static str) {
    let pupil = |dice: &mut Dice| match dice.between(0, 99) {
        0..76 => "LAC",
        76..84 => "PLAC",
        84..90 => "CIN",
        90..93 => "CIN;CP",
        93..96 => "CP",
        _ => "KIN",
    };
    match who {
        Who::LookedAfter(low, high) => (Some(dice.between(low, high)), "LAC"),
        Who::Pupil(low, high) => (Some(dice.between(low, high)), pupil(dice)),
        Who::Leaver => (Some(if dice.chance(50) { 6 } else { 11 }), pupil(dice)),
        Who::After16 => after_16(dice),
        Who::Anyone => match dice.between(0, 99) {
            0..4 => (Some(-1), "LAC"),
            4..16 => after_16(dice),
            // More in the later years, as in care.
            _ => (Some(dice.between(0, 11).max(dice.between(-3, 11))), pupil(dice)),
        },
    }
}

fn after_16(dice: &mut Dice) -> (Option<i64>, &'static str) {
    match dice.between(0, 99) {
        0..60 => (Some(dice.between(12, 13)), "LAC"),
        _ => (Some(dice.between(14, 19)), "CL"),
    }
}

/// A birthday within the school year's cohort: age 5 on 31 August before is year 1. Children of a family are twins or
/// most of a year apart.
fn birth(world: &World, year: i64, family: usize) -> NaiveDate {
    let born = world.almanac.year().0 - i32::try_from(year).unwrap_or(5) - 5;
    let first = NaiveDate::from_ymd_opt(born, 9, 1).unwrap_or_default();
    let mut of_family = Dice::of(world.seed, 6, family);
    let season = of_family.between(0, 314);
    let days: Vec<i64> = (-1..=19).map(|_| of_family.between(0, 50)).collect();
    let within = usize::try_from(year + 1).ok().and_then(|place| days.get(place)).copied();
    shift(first, season + within.unwrap_or(0))
}

/// The family: one in eight children is a brother or sister of the one before.
fn family(world: &World, number: usize) -> usize {
    let mut at = number;
    while at > 0 && Dice::of(world.seed, Facet::Family as u64 + 100, at).chance(12) {
        at -= 1;
    }
    at
}

/// Who cares for the child; the role stands in brackets where it is not a carer's.
fn carer(cohort: &str, shared: &mut Dice) -> String {
    // The last place in the family's row of names is an aunt's or a grandmother's.
    let relative = names::member(&mut shared.clone(), 99, true);
    let adult = names::adult(shared);
    match cohort {
        "LAC" if shared.chance(12) => format!("{} (key worker)", adult.full()),
        "LAC" if shared.chance(85) => adult.full(),
        "CL" => format!("{} (personal adviser)", adult.full()),
        _ => relative.full(),
    }
}

fn since(world: &World, story: Story, dob: NaiveDate, dice: &mut Dice) -> NaiveDate {
    let almanac = &world.almanac;
    let working = |count: i64| almanac.working_days_from(almanac.today, -count);
    match story {
        Story::NewToCare => working(dice.between(2, 17)),
        Story::FirstPepLate => working(dice.between(22, 28)),
        Story::FirstPepLost => working(dice.between(34, 52)),
        Story::Unsettled | Story::PepLost | Story::PepLate => almanac.ago(dice.between(400, 900)),
        _ => {
            let old = (almanac.today - dob).num_days() - 60;
            let most = if dice.chance(40) { 600 } else { 2900 };
            almanac.ago(dice.between(130, most.min(old)))
        }
    }
}
