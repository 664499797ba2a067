//! Notes about the invented children, so that the demo has last contacts and follow-ups. No file holds them.

mod talks;

use crate::domain::facts::ChildKey;
use crate::domain::note::{NewNote, NoteKind, Own};
use crate::sample::Recipe;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::roll;
use crate::sample::story::Story;
use crate::sample::world::World;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use talks::{Talk, With};

/// An invented note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleNote {
    /// The council's id of the child that it is about.
    pub child_id: String,
    /// When it was opened, by the clock on the wall.
    pub at: NaiveDateTime,
    /// What kind of contact.
    pub kind: NoteKind,
    /// Who was spoken to.
    pub person: String,
    /// What was said.
    pub text: String,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By when.
    pub follow_up: Option<NaiveDate>,
}

impl SampleNote {
    /// As it is filed, about the child that has its id, opened at a moment.
    pub fn filed(self, about: Option<ChildKey>, opened: DateTime<FixedOffset>) -> NewNote {
        NewNote {
            about: about.into_iter().collect(),
            kind: self.kind,
            person: Some(self.person),
            text: self.text,
            own: Own::new(),
            next_step: self.next_step,
            follow_up: self.follow_up,
            follow_up_words: None,
            opened,
        }
    }
}

/// About so many children are looked at: each note is a commit of its own, and a few dozen are enough.
const CHILDREN: usize = 120;

/// Notes of the weeks before the recipe's day, the earliest first; none on that day.
pub fn notes(recipe: &Recipe) -> Vec<SampleNote> {
    let world = World::new(recipe);
    let deal = Dice::of(recipe.seed, 1, 0).shuffled(world.children);
    let looked_at = deal.into_iter().enumerate().step_by((world.children / CHILDREN).max(1));
    let mut notes: Vec<SampleNote> =
        looked_at.flat_map(|(number, place)| of_child(&Child::invent(&world, number, place), &world)).collect();
    notes.sort_by(|left, right| left.at.cmp(&right.at).then_with(|| left.child_id.cmp(&right.child_id)));
    notes
}

fn of_child(child: &Child, world: &World) -> Vec<SampleNote> {
    let mut dice = child.dice(world, Facet::Notes);
    let Some((_, (latest, earliest), talks)) = talks::of(child.story) else { return Vec::new() };
    let rung = dice.chance(if child.story == Story::Steady { 8 } else { 75 });
    if !rung {
        return Vec::new();
    }
    let first = dice.index(talks.len());
    let both = talks.len() > 1 && child.story != Story::Steady && dice.chance(50);
    let ago = dice.between(*latest, *earliest);
    let last = note(child, world, &talks[first], ago, &mut dice);
    let before = both.then(|| {
        let ago = ago + dice.between(1, 4);
        let note = note(child, world, &talks[(first + 1) % talks.len()], ago, &mut dice);
        SampleNote { follow_up: None, ..note }
    });
    before.into_iter().chain([last]).collect()
}

/// A note of some working days ago.
fn note(child: &Child, world: &World, talk: &Talk, ago: i64, dice: &mut Dice) -> SampleNote {
    let day = world.almanac.working_days_from(world.almanac.today, -ago);
    let (hour, minute) = (dice.between(8, 16), dice.between(0, 59));
    let time = |part: i64| u32::try_from(part).unwrap_or(0);
    let said = |words: &str| words.replace("{}", child.name.forename);
    let next_step = Some(said(talk.next)).filter(|next| !next.is_empty());
    SampleNote {
        child_id: child.id.clone(),
        at: day.and_time(NaiveTime::from_hms_opt(time(hour), time(minute), 0).unwrap_or_default()),
        kind: talk.kind,
        person: person(child, world, talk.with),
        text: said(talk.text),
        follow_up: next_step.as_ref().and_then(|_| follow_up(world, ago, dice)),
        next_step,
    }
}

/// Overdue, today, soon, or on no date; never before the note.
fn follow_up(world: &World, ago: i64, dice: &mut Dice) -> Option<NaiveDate> {
    let ahead = match dice.between(0, 99) {
        0..8 if ago > 1 => -dice.between(1, 3.min(ago - 1)),
        8..18 => 0,
        18..65 => dice.between(1, 9),
        _ => return None,
    };
    Some(world.almanac.working_days_from(world.almanac.today, ahead))
}

fn person(child: &Child, world: &World, with: With) -> String {
    let today = world.almanac.today;
    let social_worker = || format!("{}, social worker", child.social_worker);
    let spells = roll::main(child, world);
    let school = || roll::last_main(&spells, today).filter(|school| school.holds(today));
    match with {
        With::Office(office) => office.to_owned(),
        With::SocialWorker => social_worker(),
        With::Carer => match child.carer.split_once(" (") {
            Some((name, role)) => format!("{name}, {}", role.trim_end_matches(')')),
            None => format!("{}, carer", child.carer),
        },
        With::Teacher => school()
            .and_then(|school| world.schools.by_urn(&school.urn))
            .map_or_else(social_worker, |school| format!("{}, designated teacher", school.teacher)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::story::STORIES;

    fn recipe(children: u32, seed: u64) -> Recipe {
        Recipe { children, seed, weeks: 12, today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() }
    }

    #[test]
    fn notes_lie_before_today_and_follow_ups_after_their_note() {
        for seed in [1, 7, 42] {
            let recipe = recipe(120, seed);
            let notes = notes(&recipe);
            assert!((24..=80).contains(&notes.len()), "{seed}: {}", notes.len());
            assert!(notes.is_sorted_by_key(|note| note.at));
            for note in &notes {
                assert!(note.at.date() < recipe.today, "{note:?}");
                assert!(note.follow_up.is_none_or(|due| due > note.at.date()), "{note:?}");
                assert!(!note.text.contains("{}") && !note.person.is_empty(), "{note:?}");
            }
            let due = |by: fn(NaiveDate, NaiveDate) -> bool| {
                notes.iter().filter(|note| note.follow_up.is_some_and(|due| by(due, recipe.today))).count()
            };
            assert!(due(|due, today| due < today) >= 1, "{seed}");
            assert!(due(|due, today| due == today) >= 1, "{seed}");
            assert!(due(|due, today| due > today) >= 3, "{seed}");
        }
    }

    #[test]
    fn the_same_recipe_gives_the_same_notes_and_many_children_no_more() {
        assert_eq!(notes(&recipe(120, 42)), notes(&recipe(120, 42)));
        assert_ne!(notes(&recipe(120, 42)), notes(&recipe(120, 43)));
        assert!(notes(&recipe(3_000, 42)).len() < 100);
        assert!(notes(&recipe(1, 42)).len() <= 2);
    }

    #[test]
    fn something_is_said_about_every_story_but_the_one_that_nobody_answered() {
        for (story, ..) in STORIES {
            assert_eq!(talks::of(*story).is_none(), *story == Story::Unanswered, "{story:?}");
        }
    }
}
