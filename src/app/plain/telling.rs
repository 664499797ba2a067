//! What the line mode says, a line a fact.

use crate::app::dashboard::lines::Line;
use crate::app::filter::choice::year_words;
use crate::app::follow_ups::{due, open_ones};
use crate::app::plain::{COMMANDS, Command, State, heading_above, here};
use crate::app::record::item::{Item, date};
use crate::app::record::page::Page;
use crate::app::record::{self, overview};
use crate::app::{Model, dashboard, note};
use crate::domain::alert::{Back, Change};
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::note::FollowUp;
use crate::domain::triage::{Group, explain_case};
use crate::domain::when::distance;
use chrono::{Datelike, Days};

/// Weeks that the page of attendance tells.
const WEEKS: usize = 12;

/// The first lines: which file, which day, how old the data is, what waits.
pub(super) fn greeting(model: &Model, state: &mut State) {
    let caseload = &model.snapshot.caseload;
    let today = model.today();
    let as_of = caseload.data_as_of.map_or_else(
        || "no attendance data".to_owned(),
        |day| format!("attendance data as of {} ({})", date(day), distance(day, today)),
    );
    state.say(format!("Lookout, {}, {}: {} children, {as_of}", model.file, date(today), caseload.children.len()));
    let open = open_ones(model).count();
    if open > 0 {
        state.say(format!("follow-ups: {} due of {open} open", due(model).count()));
    }
    if !model.drafts.is_empty() {
        state.say(format!("drafts: {} not yet filed", model.drafts.len()));
    }
    state.say("a number opens a child, ? lists the commands");
}

/// Every command.
pub(super) fn help(state: &mut State) {
    for Command { words, takes, help, .. } in COMMANDS {
        let takes = if takes.is_empty() { String::new() } else { format!(" {takes}") };
        state.say(format!("{}{takes}: {help}", words.join(" or ")));
    }
}

/// The next children of the list.
pub(super) fn more(model: &Model, state: &mut State, how_many: usize) {
    let (from, all) = (state.told, state.numbered.len());
    let to = from.saturating_add(how_many).min(all);
    if all == 0 {
        state.say("there are no children in the list");
    } else if from == to {
        state.say("that was the last child; list begins again");
    }
    for at in from..to {
        if let Some(Line::Heading(group, count)) = heading_above(model, state.numbered[at]) {
            let children = if count == 1 { "child" } else { "children" };
            state.say(format!("{}: {count} {children}", group.words(&model.snapshot)));
        }
        child_of_list(model, state, at);
    }
    state.told = to;
    if from < to && to < all {
        state.say(format!("{} more; more goes on", all - to));
    }
}

/// A child with its number: name, year, school, the gravest reason, how many more there are.
pub(super) fn child_of_list(model: &Model, state: &mut State, at: usize) {
    let Some(key) = state.numbered.get(at).copied() else { return };
    let marked = dashboard::state(model).is_some_and(|list| list.marked.contains(&key));
    let told = with_case(model, key, |case| {
        let row = model.snapshot.rank_of(key).and_then(|rank| model.snapshot.ranking.rows.get(rank));
        let group = row.map(|row| row.group).unwrap_or_default();
        let alerts =
            row.map_or(&[][..], |row| if row.in_the_way().is_empty() { &row.alerts } else { row.in_the_way() });
        let gravest = alerts.first();
        let missing = overview::never_imported(case);
        let unflagged = match (group, missing.is_empty()) {
            (Group::NoData, false) => format!("{}, never imported: {}", group.words(), missing.join(", ")),
            _ => group.words().to_owned(),
        };
        let why = gravest.map_or(unflagged, |alert| explain_case(case, alert).short);
        let changed = gravest.and_then(|alert| {
            let back = alert.dealt.back.map(Back::words);
            back.or(alert.dealt.change.map(Change::words)).map(|words| format!(", {words}"))
        });
        let changed = changed.unwrap_or_default();
        let more = match alerts.len() {
            0 | 1 => String::new(),
            2 => ", and 1 more reason".to_owned(),
            many => format!(", and {} more reasons", many - 1),
        };
        let marked = if marked { ", marked" } else { "" };
        format!("{}. {}: {why}{changed}{more}{marked}", at + 1, who(model, case))
    });
    let gone = || format!("{}. no longer in the caseload", at + 1);
    state.said.push(told.unwrap_or_else(gone));
}

fn with_case<T>(model: &Model, key: ChildKey, work: impl FnOnce(&Case<'_>) -> T) -> Option<T> {
    model.snapshot.with_case(model.snapshot.caseload.position(key)?, work)
}

/// Name, year, school.
fn who(model: &Model, case: &Case<'_>) -> String {
    let year = case.nc_year().map(|year| format!(", {}", year_words(year))).unwrap_or_default();
    let school = case.main_school().map(|urn| model.snapshot.caseload.school_name(urn));
    format!("{}{year}, {}", model.name_of(case.child), school.as_deref().unwrap_or("no school"))
}

/// The open child: who, every reason with its figures, the last contact, the follow-ups.
pub(super) fn child(model: &Model, state: &mut State) {
    let Some(record) = record::state(model) else { return };
    let told = with_case(model, record.child, |case| {
        let age = case.age().map(|age| format!(", {age} years")).unwrap_or_default();
        let caution = case.child.caution.as_deref().map(|caution| format!("caution: {caution}"));
        let who = format!("{}{age}, id {}", who(model, case), case.child.child_id);
        (who, caution, overview::contact(model, case.child.last_contact.as_deref()))
    });
    let Some((who, caution, contact)) = told else {
        return state.say("this child is no longer in the caseload");
    };
    state.say(who);
    state.said.extend(caution);
    let leaf = overview::leaf(model, record);
    let reasons = leaf.beside.unwrap_or(leaf.items.len());
    items(state, &leaf.items[..reasons.min(leaf.items.len())]);
    items(state, &contact);
    let own = |row: &&FollowUp| row.child == Some(record.child);
    state.promised = open_ones(model).filter(own).map(|row| (row.id, row.child)).collect();
    for (at, row) in open_ones(model).filter(own).enumerate() {
        state.said.push(format!("follow-up {} {}: {}", at + 1, when(model, row), row.what));
    }
}

fn items(state: &mut State, items: &[Item]) {
    for item in items {
        state.say(&item.title);
        state.said.extend(item.lines.iter().cloned());
    }
}

/// A page of the open child's record.
pub(super) fn page(model: &Model, state: &mut State, page: Page) {
    let Some(record) = record::state(model) else { return };
    let leaf = record::leaf_of(model, record, page);
    state.said.extend(leaf.head.iter().map(|(_, line)| line.clone()));
    items(state, &leaf.items);
    if page == Page::Attendance {
        attendance(model, state, record.child);
    } else if leaf.items.is_empty() {
        state.say(leaf.nothing);
    }
}

/// The last weeks, since a calendar is nothing to read aloud.
fn attendance(model: &Model, state: &mut State, key: ChildKey) {
    let today = model.today();
    let told = with_case(model, key, |case| {
        let overview = overview::attendance(case);
        let monday = today - Days::new(today.weekday().num_days_from_monday().into());
        let weeks = case.weekly_rates(WEEKS).into_iter().rev().zip(0_u64..).map(|(week, back)| {
            let said = match week {
                Some((attended, possible)) => format!("attended {attended} of {possible} sessions"),
                None => "no possible session".to_owned(),
            };
            format!("week of {}: {said}", date(monday - Days::new(7 * back)))
        });
        (overview, weeks.collect::<Vec<_>>())
    });
    if let Some((overview, weeks)) = told {
        items(state, &[overview]);
        state.said.extend(weeks);
    }
}

/// What was promised, of the children that are shown, with numbers.
pub(super) fn follow_ups(model: &Model, state: &mut State) {
    state.promised = open_ones(model).map(|row| (row.id, row.child)).collect();
    if state.promised.is_empty() {
        state.say("no follow-up is open");
    }
    for (at, row) in open_ones(model).enumerate() {
        let child = row.child.and_then(|key| model.snapshot.caseload.child(key)).map(|child| model.name_of(child));
        let child = child.unwrap_or_else(|| "about no child".to_owned());
        state.said.push(format!("follow-up {} {}: {child}, {}", at + 1, when(model, row), row.what));
    }
}

/// `due Fri 4 Dec 2026 (11 days)`, `overdue since Fri 20 Nov 2026 (3 days ago)`.
fn when(model: &Model, row: &FollowUp) -> String {
    let today = model.today();
    match row.due {
        None => "without a date that was understood".to_owned(),
        Some(day) if day < today => format!("overdue since {} ({})", date(day), distance(day, today)),
        Some(day) => format!("due {} ({})", date(day), distance(day, today)),
    }
}

/// Notes not yet filed, with their numbers.
pub(super) fn drafts(model: &Model, state: &mut State) {
    if model.drafts.is_empty() {
        state.say("there are no drafts");
    }
    for (at, draft) in model.drafts.iter().enumerate() {
        let content = &draft.content;
        let start: String = content.text.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
        let about = about(model, &content.about);
        let begun = content.opened.format("%a %-d %b %H:%M");
        state.say(format!("draft {}: {}, {about}, begun {begun}: {start}", at + 1, content.kind.id()));
    }
}

/// Whom a note is about.
pub(super) fn about(model: &Model, about: &[ChildKey]) -> String {
    let names: Vec<String> =
        about.iter().filter_map(|key| model.snapshot.caseload.child(*key)).map(|child| model.name_of(child)).collect();
    if names.is_empty() { "about nobody".to_owned() } else { names.join(", ") }
}

/// What came of a note that was sent to be filed, and who comes next.
pub(super) fn filed(model: &Model, state: &mut State) {
    if note::state(model).is_some() {
        return state.say("the note is not filed yet; it is among the drafts");
    }
    next(model, state);
}

/// Who comes next in the list.
pub(super) fn next(model: &Model, state: &mut State) {
    let Some(open) = here(model, state) else { return };
    let at = state.numbered.iter().position(|child| *child == open);
    let next = at.and_then(|at| state.numbered.get(at + 1)).and_then(|key| model.snapshot.caseload.child(*key));
    state.said.extend(next.map(|child| format!("next opens {}", model.name_of(child))));
}
