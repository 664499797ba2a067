//! Why the chosen child is flagged: every reason, then its figures, then its limit, as far as there is room.

use crate::app::dashboard::why::lacking;
use crate::app::dealt;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::rules::Reason;
use crate::domain::triage::{Group, Ranked, explain_case};
use crate::domain::visible::visible;
use crate::ui::dashboard::Scene;
use crate::ui::dashboard::child::{Lines, Room};
use crate::ui::theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A reason, the symbol before it, and the style that both have.
struct Told {
    style: Style,
    sign: String,
    short: String,
    sums: Vec<String>,
    limit: String,
}

/// How much of a reason is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Short,
    Sums,
    Limit,
}

/// The lines for a height. Where they are too many the limits give way first, then the figures, those of the less
/// grave before those of the gravest: `enter` opens them.
pub(super) fn lines(scene: &Scene<'_>, case: &Case<'_>, row: &Ranked, room: &Room) -> Vec<Line<'static>> {
    let told = reasons(scene, case, row);
    let mut depths = vec![Depth::Limit; told.len()];
    let gravest_last = || (0..told.len()).rev();
    let limits = gravest_last().map(|at| (at, Depth::Sums));
    let mut cuts = limits.chain(gravest_last().map(|at| (at, Depth::Short)));
    loop {
        let mut drawn = draw(&told, &depths, room);
        // Below the list every line is wanted; the footer says what `enter` does.
        let hint = room.beside && depths.iter().any(|depth| *depth != Depth::Limit);
        if drawn.lines.len() + usize::from(hint) <= room.height {
            if hint {
                drawn.one("   enter opens the rest", theme::faint());
            }
            return drawn.lines;
        }
        let Some((at, depth)) = cuts.next() else {
            drawn.shorten(room.height);
            return drawn.lines;
        };
        depths[at] = depth;
    }
}

fn reasons(scene: &Scene<'_>, case: &Case<'_>, row: &Ranked) -> Vec<Told> {
    let told = |group: Group, Reason { short, sums, limit }| Told {
        style: theme::group(scene.model.theme, group),
        sign: format!("{} ", theme::symbol(group)),
        short,
        sums,
        limit,
    };
    if row.alerts.is_empty() {
        let short = if row.group == Group::NoData { lacking(case) } else { "no rule fired".to_owned() };
        return vec![told(row.group, Reason { short, ..Reason::default() })];
    }
    let alerts = row.alerts.iter().map(|alert| {
        let mut reason = explain_case(case, alert);
        let dealt = dealt::words(scene.model, (row.child, alert)).into_iter().map(|words| visible(&words).into_owned());
        // What is news stands with the reason, where there is room for nothing else.
        let news = usize::from(dealt::news(alert).is_some());
        reason.sums.splice(0..0, dealt.skip(news));
        if let Some(news) = dealt::news(alert) {
            reason.short = format!("{}; {news}", reason.short);
        }
        let group = if alert.dealt.aside() { Group::Aside } else { alert.finding.severity.into() };
        told(group, reason)
    });
    let solved = dealt::gone(scene.model, ChildKey(case.child.key));
    let solved = solved.map(|short| told(Group::OnTrack, Reason { short, ..Reason::default() }));
    alerts.chain(solved).collect()
}

fn draw(told: &[Told], depths: &[Depth], room: &Room) -> Lines {
    let mut lines = Lines { width: room.width, lines: Vec::new() };
    if !room.beside && depths.iter().all(|depth| *depth == Depth::Short) {
        lines.lines = packed(told, room.width);
        return lines;
    }
    for (reason, &depth) in told.iter().zip(depths) {
        if room.beside { beside(&mut lines, reason, depth) } else { below(&mut lines, reason, depth) }
    }
    lines
}

/// A line for each sentence.
fn beside(lines: &mut Lines, told: &Told, depth: Depth) {
    lines.after(&told.sign, &told.short, told.style);
    if depth >= Depth::Sums {
        for sum in &told.sums {
            lines.text(3, sum, Style::new());
        }
    }
    if depth == Depth::Limit && !told.limit.is_empty() {
        lines.text(3, &format!("limit: {}", told.limit), theme::faint());
    }
}

/// One sentence after the other.
fn below(lines: &mut Lines, told: &Told, depth: Depth) {
    let mut words = told.short.clone();
    if depth >= Depth::Sums && !told.sums.is_empty() {
        words = format!("{words}: {}", told.sums.join("; "));
    }
    lines.after(&told.sign, &words, told.style);
    if depth == Depth::Limit && !told.limit.is_empty() {
        lines.text(3, &format!("limit: {}", told.limit), theme::faint());
    }
}

/// As many reasons on a line as it holds, none broken.
fn packed(told: &[Told], width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for reason in told {
        let span = Span::styled(format!("{}{}", reason.sign, reason.short), reason.style);
        match lines.last_mut() {
            Some(line) if line.width() + 2 + span.width() <= width => {
                line.push_span("  ");
                line.push_span(span);
            }
            _ => lines.push(Line::from(span)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two reasons drawn by `told` alone, as text.
    fn drawn(depths: [Depth; 2], beside: bool) -> Vec<String> {
        let told = ["PEP 34 days overdue", "NEET for 35 days"].map(|short| Told {
            style: Style::new(),
            sign: "!  ".to_owned(),
            short: short.to_owned(),
            sums: vec!["figures".to_owned()],
            limit: "a limit".to_owned(),
        });
        let room = Room { width: 60, height: 9, beside };
        draw(&told, &depths, &room).lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect()
    }

    #[test]
    fn reasons_are_told_as_deep_as_there_is_room() {
        use Depth::{Limit, Short, Sums};
        for (depths, beside, lines) in [
            (
                [Limit, Sums],
                true,
                &["!  PEP 34 days overdue", "   figures", "   limit: a limit", "!  NEET for 35 days", "   figures"][..],
            ),
            ([Sums, Short], true, &["!  PEP 34 days overdue", "   figures", "!  NEET for 35 days"]),
            ([Sums, Short], false, &["!  PEP 34 days overdue: figures", "!  NEET for 35 days"]),
            ([Short, Short], false, &["!  PEP 34 days overdue  !  NEET for 35 days"]),
        ] {
            assert_eq!(drawn(depths, beside), lines);
        }
    }
}
