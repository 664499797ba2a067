//! Schools that do not exist: invented names, URNs of a range not in use, telephone numbers kept free for drama.

use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::dice::Dice;
use crate::sample::names;
use crate::sample::table::{Cells, Table};

/// The school that sets its own autumn term.
pub(super) const OWN_TERMS: &str = "900003";

/// The council that the caseload is of.
pub const COUNCIL_NAME: &str = "Wrenbridge";

/// Councils around it.
pub(super) const NEIGHBOURS: &[&str] = &["Calderfold", "East Marren", "Stonehaugh", "Thornmere"];

/// What a school teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Reception to year 6, most with a nursery.
    Primary,
    /// Year 7 to 11, some with a sixth form.
    Secondary,
    /// Alternative provision.
    Alternative,
    /// After 16.
    College,
}

/// A school.
#[derive(Debug, Clone)]
pub(super) struct School {
    /// Its URN.
    pub(super) urn: String,
    /// Its name.
    pub(super) name: String,
    /// Its designated teacher.
    pub(super) teacher: String,
    /// Its telephone.
    pub(super) phone: String,
    /// The designated teacher's email.
    pub(super) email: String,
    phase: Phase,
    special: bool,
    la: &'static str,
    ofsted: &'static str,
}

/// Every school.
#[derive(Debug)]
pub(super) struct Schools {
    all: Vec<School>,
}

const PLACES: &[&str] = &[
    "Alder Bank",
    "Ashgrove",
    "Beckside",
    "Birchfold",
    "Brindle Lane",
    "Calder View",
    "Castle Mead",
    "Clough Road",
    "Copperfields",
    "Croft End",
    "Dovestones",
    "Elmhurst",
    "Fairhaven",
    "Fernhill",
    "Foxdale",
    "Gorsey Bank",
    "Harrow Hey",
    "Hawthorn Rise",
    "Heronbrook",
    "Highmoor",
    "Ivy Lane",
    "Kingsley Road",
    "Larkfield",
    "Lindenwood",
    "Lower Marsh",
    "Mill Brow",
    "Moorside",
    "Netherfield",
    "Oakenclough",
    "Oldbridge",
    "Orchard Vale",
    "Pennine Way",
    "Quarry Bank",
    "Ravenscroft",
    "Riverdale",
    "Rowan Park",
    "Saltersgate",
    "Silverdale",
    "Stoneycroft",
    "Sycamore Hill",
    "Thornfield",
    "Towngate",
    "Upper Holme",
    "Valley Fold",
    "Wellfield",
    "Westbrook",
    "Whinmoor",
    "Willow Green",
    "Woodlea",
    "Yew Tree",
];
const SAINTS: &[&str] = &["All Saints", "Holy Trinity", "St Anne's", "St Brigid's", "St Cuthbert's", "St Oswald's"];
const PRIMARY: &[&str] = &["Primary School", "Community Primary School", "Primary Academy", "CofE Primary School"];
const SECONDARY: &[&str] = &["High School", "Academy", "School", "Community College"];

fn phase_of(place: usize) -> Phase {
    match place {
        0 | 1 => Phase::Alternative,
        4 | 5 => Phase::College,
        _ if place % 5 < 3 => Phase::Primary,
        _ => Phase::Secondary,
    }
}

fn name_of(place: usize, phase: Phase, special: bool, dice: &mut Dice) -> String {
    let ring = place / PLACES.len();
    let quarter = ["", "North ", "South ", "East ", "West ", "Great ", "Little ", "New "][ring % 8];
    let stem = if dice.chance(15) { dice.pick(SAINTS) } else { PLACES[place % PLACES.len()] };
    let kind = match phase {
        _ if special => "Special School",
        Phase::Primary => dice.pick(PRIMARY),
        Phase::Secondary => dice.pick(SECONDARY),
        Phase::Alternative => "Pupil Referral Unit",
        Phase::College => "Sixth Form College",
    };
    format!("{quarter}{stem} {kind}")
}

impl Schools {
    /// As many as a caseload of some size needs.
    pub(super) fn invent(seed: u64, children: usize) -> Self {
        let count = (children / 6).clamp(28, 400);
        let all = (0..count).map(|place| school(seed, place)).collect();
        Self { all }
    }

    /// A school of a phase, other than one.
    pub(super) fn pick(&self, phase: Phase, not: Option<&str>, dice: &mut Dice) -> &School {
        let start = dice.index(self.all.len());
        let ring = self.all[start..].iter().chain(&self.all[..start]);
        ring.into_iter()
            .find(|school| school.phase == phase && Some(school.urn.as_str()) != not)
            .unwrap_or(&self.all[0])
    }

    /// Every school.
    pub(super) fn all(&self) -> &[School] {
        &self.all
    }

    /// The school with a URN.
    pub(super) fn by_urn(&self, urn: &str) -> Option<&School> {
        self.all.iter().find(|school| school.urn == urn)
    }

    /// schools.csv.
    pub(super) fn file(&self) -> SampleFile {
        let mut table = Table::new(Kind::School);
        for school in &self.all {
            let cells = Cells::new()
                .text("urn", &school.urn)
                .text("name", &school.name)
                .text("la", school.la)
                .text("phase", school.phase_word())
                .text("ofsted", school.ofsted)
                .text("phone", &school.phone)
                .text("designated_teacher", &school.teacher)
                .text("email", &school.email);
            table.row(&cells);
        }
        table.file("schools.csv")
    }
}

impl School {
    fn phase_word(&self) -> &'static str {
        match self.phase {
            _ if self.special => "Special",
            Phase::Primary => "Primary",
            Phase::Secondary => "Secondary",
            Phase::Alternative => "Alternative provision",
            Phase::College => "16 plus",
        }
    }
}

fn school(seed: u64, place: usize) -> School {
    let mut dice = Dice::of(seed, 2, place);
    let phase = phase_of(place);
    let special = matches!(phase, Phase::Primary | Phase::Secondary) && place % 13 == 12;
    let urn = format!("{}", 900_000 + place);
    let ofsted = dice.pick(&["Good", "Good", "Good", "Outstanding", "Requires improvement", "Inadequate"]);
    School {
        name: name_of(place, phase, special, &mut dice),
        teacher: names::adult(&mut dice).full(),
        phone: format!("01632 960{:03}", place % 1000),
        email: format!("dt.{urn}@example.org"),
        la: if dice.chance(75) { COUNCIL_NAME } else { dice.pick(NEIGHBOURS) },
        urn,
        phase,
        special,
        ofsted,
    }
}
