//! A row of the list.

use crate::app::dashboard::lines::{Head, Line};
use crate::app::dashboard::why;
use crate::app::filter::choice::year_words;
use crate::domain::alert::Change;
use crate::domain::facts::{ChildFacts, ChildKey, LastContact};
use crate::domain::triage::{Ranked, group_within};
use crate::domain::visible::visible;
use crate::ui::dashboard::Scene;
use crate::ui::{parts, theme};
use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::{self, Span};
use unicode_width::UnicodeWidthStr;

/// The widths of the columns, each but the last followed by a space. The reason comes first, and is the widest: where
/// it would be cut the school gives way, which stands with the chosen child too.
struct Columns {
    /// 0 where there is no room for it.
    school: usize,
    weeks: usize,
    why: usize,
}

/// What the longest reason takes; a test of the rules holds them to it.
const WHY: usize = 30;
/// The narrowest and the widest that the column of schools is.
const SCHOOL: (usize, usize) = (9, 18);
/// From this width on more weeks are shown.
const ROOMY: usize = 110;
const NAME: usize = 16;
const YEAR: usize = 3;
const MORE: usize = 2;
const CONTACT: usize = 4;

impl Columns {
    fn of(width: usize) -> Self {
        let weeks = if width < ROOMY { 6 } else { 8 };
        let fixed = 3 + theme::WORD + 1 + NAME + 1 + YEAR + 1 + 1 + weeks + 1 + MORE + 1 + CONTACT;
        let left = width.saturating_sub(fixed);
        let school = match left.saturating_sub(WHY + 1) {
            room if room < SCHOOL.0 => 0,
            room => room.min(SCHOOL.1),
        };
        Self { school, weeks, why: left.saturating_sub(if school == 0 { 0 } else { school + 1 }) }
    }

    /// The school and the space after it, or nothing.
    fn school(&self, name: &str) -> String {
        if self.school == 0 { String::new() } else { format!("{} ", parts::fit(name, self.school)) }
    }
}

/// The heads of the columns.
pub(super) fn columns(width: usize) -> String {
    let columns = Columns::of(width);
    let flag = parts::fit("flag", 3 + theme::WORD);
    let (name, why) = (parts::fit("child", NAME), parts::fit("why", columns.why));
    let (school, weeks) = (columns.school("school"), parts::fit("weeks", columns.weeks));
    format!("{flag} {name} {:<YEAR$} {school}{why} {weeks} {:>MORE$} {:>CONTACT$}", "yr", "+", "last")
}

/// A line of the list, by its place in it.
pub(super) fn line(scene: &Scene<'_>, (at, line): (usize, &Line), width: usize) -> text::Line<'static> {
    match line {
        Line::Heading(head, count) => heading(scene, (at, *head, *count), width),
        Line::Found(found) => {
            let hidden = match found.hidden {
                0 => String::new(),
                hidden if scene.state.view == 0 => format!(", {hidden} more outside the filter or your children"),
                hidden => format!(", {hidden} more outside this view, the filter or your children"),
            };
            text::Line::styled(format!("/  found ({}){hidden}", found.shown), theme::strong())
        }
        Line::Child(rank) => child(scene, *rank, width).unwrap_or_default(),
    }
}

fn heading(scene: &Scene<'_>, (at, head, count): (usize, Head, usize), width: usize) -> text::Line<'static> {
    let words = match head {
        Head::Every => scene.state.view().title.to_owned(),
        _ => visible(&head.words(&scene.model.snapshot)).into_owned(),
    };
    if let Head::Group(group) = head {
        let style = theme::group(scene.model.theme, group);
        return text::Line::styled(format!("{} {words} ({count})", theme::symbol(group)), style);
    }
    let count = match head {
        Head::Call(..) => format!(" ({count}, {} flagged)", flagged(scene, at + 1, count)),
        _ => format!(" ({count})"),
    };
    let words = parts::cut(&words, width.saturating_sub(count.width())).into_owned();
    text::Line::styled(words + &count, theme::strong())
}

/// How many of the children on so many lines have an alert that is not set aside.
fn flagged(scene: &Scene<'_>, from: usize, count: usize) -> usize {
    let rows = &scene.model.snapshot.ranking.rows;
    let below = scene.state.lines.iter().skip(from).take(count);
    below.filter(|line| matches!(line, Line::Child(rank) if !rows[*rank].in_the_way().is_empty())).count()
}

fn child(scene: &Scene<'_>, rank: usize, width: usize) -> Option<text::Line<'static>> {
    let snapshot = &scene.model.snapshot;
    let row = snapshot.ranking.rows.get(rank)?;
    let case = scene.case(row.child)?;
    let school = case.main_school().map_or_else(|| "no school".to_owned(), |urn| snapshot.caseload.school_name(urn));
    let columns = Columns::of(width);
    let trend: String =
        case.weekly_rates(columns.weeks).into_iter().map(|rate| theme::bar(scene.model.theme, rate)).collect();
    let alerts = if row.in_the_way().is_empty() { &row.alerts } else { row.in_the_way() };
    let more = match alerts.len() {
        0 | 1 => String::new(),
        alerts => format!("+{}", (alerts - 1).min(9)),
    };
    let contact = last_contact(case.child.last_contact.as_deref(), snapshot.today);
    let within = group_within(&case, row, scene.state.view().families).unwrap_or(row.group);
    let group = theme::group(scene.model.theme, within);
    let marked = if scene.state.marked.contains(&ChildKey(case.child.key)) { '*' } else { ' ' };
    let flag = format!("{}{marked}{}", theme::symbol(within), parts::fit(theme::word(within), theme::WORD));
    let year = case.nc_year().map(year_words).unwrap_or_default();
    let why = why::reason((scene.state.view().families, &scene.state.filter), &case, row);
    // A reason is never cut for the mark before it.
    let marked = mark(scene, case.child, row).map(|mark| format!("{mark} {why}"));
    let why = marked.filter(|marked| marked.width() <= columns.why).unwrap_or(why);
    Some(text::Line::from(vec![
        Span::styled(format!("{flag} "), group),
        Span::styled(parts::fit(&scene.model.name_of(case.child), NAME), theme::strong()),
        format!(" {year:<YEAR$} {}", columns.school(&school)).into(),
        Span::styled(parts::fit(&why, columns.why), Style::new()),
        format!(" {} {more:>MORE$} {contact:>CONTACT$}", parts::fit(&trend, columns.weeks)).into(),
    ]))
}

/// What differs from the last look: `<` is back, `^` worse, `+` new, `v` better, `.` not looked at yet.
fn mark(scene: &Scene<'_>, child: &ChildFacts, row: &Ranked) -> Option<&'static str> {
    let alerts = row.in_the_way();
    if alerts.is_empty() || scene.model.looked.contains(&ChildKey(child.key)) {
        return None;
    }
    if alerts.iter().any(|alert| alert.dealt.back.is_some()) {
        return Some("<");
    }
    match alerts.iter().filter_map(|alert| alert.dealt.change).min() {
        Some(Change::Worse) => Some("^"),
        Some(Change::New) => Some("+"),
        Some(Change::Better) => Some("v"),
        None if child.look.is_none() && scene.model.snapshot.caseload.looked => Some("."),
        None => None,
    }
}

/// Days since the last contact: `12d`, `-` where there was none.
fn last_contact(contact: Option<&LastContact>, today: NaiveDate) -> String {
    match contact.map(|contact| (today - contact.at.date_naive()).num_days().max(0)) {
        None => "-".to_owned(),
        Some(days @ 0..1_000) => format!("{days}d"),
        Some(days) => format!("{}y", days / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dashboard::panes::Panes;
    use crate::app::invented;

    #[test]
    fn every_reason_is_whole_and_no_column_is_wider() {
        for width in 75..=240 {
            let list = usize::from(Panes::of(&invented::model((width, 36))).list.width);
            let columns = Columns::of(list);
            assert!(columns.why >= WHY && columns.why > columns.school, "{width}: {}", columns.why);
            assert!(columns.school == 0 || columns.school >= SCHOOL.0, "{width}");
            assert_eq!(super::columns(list).width(), list, "{width}");
        }
    }
}
