//! A caseload, keys typed, the screen.

mod any;
mod frame;
mod themes;

use crate::app::audit::tests::with_audit;
use crate::app::dashboard::sort::{Order, Sort};
use crate::app::filter::choice::Filter;
use crate::app::invented::{self, press};
use crate::app::papers::work as papers;
use crate::app::screen::Screen;
use crate::app::theme::Theme;
use crate::app::views::Shape;
use crate::app::views::saved::Saved;
use crate::app::who::fixture::{with_pair, with_who};
use crate::app::who::work::{Answer, Known};
use crate::app::{Failure, Model, Msg, update};
use crate::domain::brief::{Asked, By, Judging, Week, week_before};
use crate::domain::calendar::{Calendar, TermKind, TermRow};
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::decision::{Decision, Look, Subject, What};
use crate::domain::exact::Exact;
use crate::domain::facts::ChildKey;
use crate::domain::health::Ledger;
use crate::domain::kind::Kind;
use crate::domain::sealed::Sealed;
use crate::domain::triage::rank;
use crate::ui::render;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use std::sync::Arc;

/// The screen as text.
pub(crate) fn screen(model: &Model) -> String {
    terminal(model).backend().to_string()
}

/// The screen, drawn.
pub(crate) fn terminal(model: &Model) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(model.size.0, model.size.1)).unwrap();
    terminal.draw(|frame| render(model, frame)).unwrap();
    terminal
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

fn shots(name: &str, words: &str, make: fn((u16, u16)) -> Model) {
    for size in SIZES {
        let mut model = make(size);
        press(&mut model, words);
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), screen(&model));
    }
}

#[test]
fn screens() {
    for (name, words) in [
        ("dashboard", ""),
        ("dashboard-moved", "j j ctrl-d"),
        ("find", "/ north"),
        ("find-nothing", "/ zzz"),
        ("filter", "f j space tab space"),
        ("filtered", "f j space esc"),
        ("help", "?"),
        ("help-narrowed", "? filter"),
        ("palette", ": mou"),
        ("palette-disabled", ": my"),
    ] {
        shots(name, words, invented::model);
    }
    shots("drafts", "d j", invented::with_drafts);
    shots("dashboard-drafts", "", invented::with_drafts);
}

#[test]
fn no_size_panics_on_any_screen() {
    for words in ["", "/ o", "f", "?", ": a", "d", "enter", "n", "H", "z", "t x", "P"] {
        let mut model = invented::with_drafts((120, 36));
        press(&mut model, words);
        update(&mut model, Msg::Failed(Failure { what: "It failed. ".repeat(20), hint: "Try again.".to_owned() }));
        // Below 60 columns all sizes are drawn; above, where drawing takes longer, every fourth width.
        let columns = (0..=61).chain((64..=80).step_by(4));
        for size in columns.flat_map(|columns| (0..=40).map(move |rows| (columns, rows))).chain([(500, 200), (100, 16)])
        {
            update(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}

#[test]
fn the_cursor_stands_on_the_chosen_row() {
    for (words, column, row) in [("", 0, 4), ("j j", 0, 6), ("f", 75, 4), ("/ ab", 8, 33), (": ab", 27, 8)] {
        let mut model = invented::model((120, 36));
        press(&mut model, words);
        let mut terminal = terminal(&model);
        terminal.backend_mut().assert_cursor_position((column, row));
    }
}

#[test]
fn without_colour_no_cell_has_one_and_without_utf8_our_own_signs_are_ascii() {
    for words in ["", "/ zo", "f", "?", ": a", "d"] {
        let mut model = invented::with_drafts((120, 36));
        // Only signs of the program are looked at: names and notes stay what they are.
        model.theme = Theme { colour: false, light: false, ascii: true };
        press(&mut model, words);
        let terminal = terminal(&model);
        for cell in terminal.backend().buffer().content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{words}");
            let own = !cell.symbol().chars().any(char::is_alphanumeric);
            assert!(!own || cell.symbol().is_ascii(), "{words}: {:?}", cell.symbol());
        }
    }
}

#[test]
fn severity_is_told_without_colour() {
    let mut model = invented::model((120, 36));
    model.theme.colour = false;
    let text = screen(&model);
    for sign in ["!! today", "!  week", "-  watch", "?  data?", "+  ok"] {
        assert!(text.contains(sign), "{sign}\n{text}");
    }
}

#[test]
fn hidden_characters_of_a_name_are_shown() {
    let mut caseload = invented::caseload();
    caseload.facts_mut(0).surname = "Oka\u{202e}for\u{1b}[31m".into();
    let text = screen(&invented::of(caseload, (120, 36), None));
    assert!(text.contains("<U+202E>") && !text.contains('\u{202e}') && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn follow_ups_show_as_they_were_reviewed() {
    shots("follow-ups", "t j", invented::model);
    shots("dashboard-sorted", "o o o o", invented::model);
}

fn with_views(size: (u16, u16)) -> Model {
    let mut model = invented::model(size);
    let filter = Filter { years: [8, 10].into(), schools: [Some("100001".into())].into(), ..Filter::default() };
    let order = Order { sort: Sort::Attendance, reversed: false };
    let own = |name: &str, key, shape| Saved { name: name.to_owned(), key, shape };
    let shape = Shape { view: 3, by: None, order, filter };
    model.views.saved = vec![own("Northgate, to ring", Some(8), shape), own("z", None, Shape::default())];
    model
}

#[test]
fn views_show_their_own_reason_first() {
    for (name, words) in [("view-all", "2 O"), ("view-peps", "3"), ("view-moves", "6 o"), ("view-recent", "7")] {
        shots(name, words, invented::model);
    }
    shots("views", "8 v x", with_views);
    shots("view-saved", "8", with_views);
    shots("view-being-saved", "3 o S Northgate", invented::model);
    shots("view-without-data", "3", |size| {
        let mut caseload = invented::caseload();
        caseload.sources.remove(&Kind::Pep);
        invented::of(caseload, size, None)
    });
}

#[test]
fn the_health_of_the_data_shows_checks_then_whom_they_concern() {
    shots("health", "j", invented::with_health);
    shots("health-files", "G", invented::with_health);
    // The thirteenth check: no UPN.
    shots("health-rows", "j j j j j j j j j j j j enter j", invented::with_health);
}

#[test]
fn who_saw_and_changed_what_is_a_row_each() {
    shots("audit", "down", with_audit);
    shots("audit-narrowed", "v i e w", with_audit);
}

#[test]
fn held_back_rows_are_listed_by_file_and_opened_by_cell() {
    shots("held", "j", invented::with_held);
    shots("held-drop-many", "X left space care", invented::with_held);
    shots("held-none", "", |size| {
        let mut model = invented::with_held(size);
        update(&mut model, Msg::Held(Vec::new()));
        model
    });
    shots("held-row", "backspace", invented::with_held_row);
    shots("held-row-dropping", "ctrl-x left space care", invented::with_held_row);
}

/// Alerts of the first three children: one set aside, one back, one worse than at the last look.
fn dealt_with(size: (u16, u16)) -> Model {
    let mut caseload = invented::caseload();
    let model = invented::of(caseload.clone(), size, None);
    let subject = |child: i64| crate::app::acts::subjects(&model, ChildKey(child), true).remove(0);
    let decision = |child: i64, until: &str| Decision {
        child: ChildKey(child),
        subject: subject(child),
        what: What::Acknowledged,
        to: None,
        reason: Sealed::new("the DT has it in hand".to_owned()),
        until: until.parse().unwrap(),
        actor: "Anna".to_owned(),
    };
    let aside = crate::app::acts::subjects(&model, ChildKey(3), true);
    let aside = aside.into_iter().map(|subject| Decision { subject, ..decision(3, "2026-12-04") });
    let decisions = aside.chain([decision(1, "2026-11-23")]).collect();
    let mut seen = subject(2);
    seen.value = seen.value.map(|value| value.minus(Exact::whole(1)));
    let gone = Subject { rule: "pep-quality".to_owned(), ..seen.clone() };
    let look = |child: i64, seen| Look { child: ChildKey(child), day: "2026-11-16".parse().unwrap(), seen };
    caseload.deal(decisions, vec![look(1, vec![subject(1)]), look(2, vec![seen, gone])]);
    invented::of(caseload, size, None)
}

#[test]
fn what_was_set_aside_stands_last_and_what_differs_is_marked() {
    shots("dealt-with", "", dealt_with);
    shots("dealt-with-changed", "j", dealt_with);
    shots("dealt-with-aside", "G k k k", dealt_with);
    shots("ask", "a known", invented::model);
    shots("ask-several", "space space j space a", invented::model);
    shots("ask-day", "z next space fri", invented::model);
    shots("ask-wrong", "z soon enter", invented::model);
}

#[test]
fn who_is_who_is_listed_and_asked_with_both_side_by_side() {
    shots("who", "j", with_who);
    shots("who-pair", "j", with_pair);
    shots("who-none", "", |size| {
        let mut model = with_who(size);
        update(&mut model, Msg::Who(Answer::Listed(Known::default())));
        model
    });
    for model in [with_who, with_pair] {
        let mut model = model((120, 36));
        for size in (60..=64).flat_map(|columns| (0..=20).map(move |rows| (columns, rows))).chain([(500, 200)]) {
            update(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}

/// The briefing of the invented caseload, as the store's thread would make it.
fn with_briefing(size: (u16, u16)) -> Model {
    let mut model = invented::model(size);
    press(&mut model, "P");
    answer(&mut model, Asked::default());
    model
}

fn answer(model: &mut Model, asked: Asked) {
    let snapshot = model.snapshot.clone();
    let earlier = week_before(snapshot.today);
    let context = Context::new(&snapshot.caseload, &snapshot.thresholds, earlier);
    let ranking = rank(&snapshot.caseload, &context);
    let now = Judging { caseload: &snapshot.caseload, context: snapshot.context(), ranking: &snapshot.ranking };
    let before = Judging { caseload: &snapshot.caseload, context, ranking: &ranking };
    let paper = Arc::new(Week { now, before, sources: &[] }.paper(asked));
    update(model, Msg::Paper(papers::Answer::Made(papers::Wish::Briefing(asked), paper)));
}

#[test]
fn the_briefing_is_previewed_and_its_file_named() {
    shots("papers", "", with_briefing);
    shots("papers-down", "G", with_briefing);
    shots("papers-name", "w", with_briefing);
    shots("papers-list", "w tab", invented::model);
    shots("papers-divided", "j j", |size| {
        let mut model = with_briefing(size);
        press(&mut model, "b v");
        answer(&mut model, Asked { by: By::Caseworker, names: true });
        model
    });
    let mut model = with_briefing((120, 36));
    press(&mut model, "w");
    for size in (58..=64).flat_map(|columns| (0..=20).map(move |rows| (columns, rows))).chain([(500, 200)]) {
        update(&mut model, Msg::Resized(size.0, size.1));
        terminal(&model);
    }
}

#[test]
fn the_cursor_stands_behind_what_is_typed_into_a_cell() {
    let mut model = invented::with_held_row((80, 24));
    terminal(&model).backend_mut().assert_cursor_position((37, 7));
    press(&mut model, "backspace");
    terminal(&model).backend_mut().assert_cursor_position((36, 7));
    press(&mut model, "ctrl-x no");
    terminal(&model).backend_mut().assert_cursor_position((21, 21));
}

#[test]
fn healthy_data_says_so_and_what_was_looked_at() {
    let row = |name: &str, start: &str, end: &str| TermRow {
        scope: "*".into(),
        kind: TermKind::Term,
        name: name.into(),
        start: invented::day(start),
        end: invented::day(end),
    };
    let terms = vec![row("autumn", "2026-09-02", "2026-12-18"), row("spring", "2027-01-05", "2027-03-25")];
    let caseload = Caseload { calendar: Calendar::new(terms, &[]).into(), ..Caseload::default() };
    let model = invented::checked(invented::of(caseload, (80, 24), None), Ledger::default());
    insta::assert_snapshot!("health-nothing-wrong-80x24", screen(&model));
}

#[test]
fn the_menu_tells_in_full_why_an_action_cannot_be_done() {
    let mut model = invented::model((60, 16));
    press(&mut model, ": my");
    let text = screen(&model);
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect::<Vec<_>>();
    assert!(words.join(" ").contains("not now: start with --me NAME to see your own children alone"), "{text}");
}

#[test]
fn without_children_the_next_step_is_said() {
    let empty = invented::of(Caseload::default(), (80, 24), None);
    insta::assert_snapshot!("empty-80x24", screen(&empty));
    let mut first = Model::new(invented::now(), (80, 24));
    first.stack = vec![Screen::FirstRun];
    insta::assert_snapshot!("first-run-80x24", screen(&first));
    let failed =
        Failure { what: "Could not save: the disk is full. Your note is kept.".into(), hint: "Free 2 MB.".into() };
    let mut model = invented::model((80, 24));
    update(&mut model, Msg::Failed(failed));
    insta::assert_snapshot!("failure-80x24", screen(&model));
}
