use super::*;
use crate::app::invented::{model, press};
use crate::app::papers::name::State as NameState;
use crate::app::screen::Name;
use crate::app::{Failure, Msg as Top, update as change};
use crate::domain::brief::By;
use crate::domain::paper::{Form, Part, Section};
use work::Answer;

const WIDE: (u16, u16) = (120, 36);

/// A paper of a title and so many sentences.
fn paper(title: &str, lines: usize) -> Arc<Paper> {
    let section = (0..lines).fold(Section::new("section"), |section, at| section.line(format!("line {at}")));
    Arc::new(Paper {
        title: title.to_owned(),
        lead: Vec::new(),
        parts: vec![Part { title: String::new(), sections: vec![section] }],
    })
}

fn send(model: &mut Model, answer: Answer) -> Vec<Effect> {
    change(model, Top::Paper(answer))
}

fn wish(effects: &[Effect]) -> Wish {
    match effects {
        [Effect::Paper(Job::Make(wish))] => *wish,
        other => panic!("{other:?}"),
    }
}

/// The preview with a paper in it.
fn previewed(lines: usize) -> Model {
    let mut model = model(WIDE);
    let wish = wish(&press(&mut model, "P"));
    send(&mut model, Answer::Made(wish, paper("title", lines)));
    model
}

fn state(model: &Model) -> &State {
    model
        .stack
        .iter()
        .find_map(|screen| if let Screen::Papers(state) = screen { Some(&**state) } else { None })
        .unwrap()
}

fn line(model: &Model) -> &NameState {
    let Screen::PaperName(state) = model.top() else { panic!("{:?}", model.top().name()) };
    state
}

#[test]
fn it_is_asked_for_by_one_key_divided_by_another_and_names_are_asked_for() {
    let mut model = model(WIDE);
    assert_eq!(wish(&press(&mut model, "P")), Wish::Briefing(Asked::default()));
    assert_eq!(press(&mut model, "P"), Vec::new(), "once however often");
    for (keys, by, names) in
        [("b", By::Caseworker, false), ("v", By::Caseworker, true), ("b", By::School, true), ("b", By::Whole, true)]
    {
        assert_eq!(wish(&press(&mut model, keys)), Wish::Briefing(Asked { by, names }), "{keys}");
    }
    let child = state(&model).child.unwrap();
    assert_eq!(wish(&press(&mut model, "c")), Wish::Child { child, names: true });
    assert_eq!((press(&mut model, "b"), model.toast.is_some()), (Vec::new(), true), "a child's page is not divided");
    assert_eq!(wish(&press(&mut model, "v")), Wish::Child { child, names: false });
    assert_eq!(wish(&press(&mut model, "c")), Wish::Briefing(Asked::default()));
    press(&mut model, "esc");
    assert_eq!(model.top().name(), Name::Dashboard);
}

#[test]
fn an_answer_to_what_is_no_longer_asked_for_is_dropped_and_cannot_be_written() {
    let mut model = model(WIDE);
    let first = wish(&press(&mut model, "P"));
    assert_eq!((press(&mut model, "w"), model.toast.as_deref()), (Vec::new(), Some("it is being made")));
    let second = wish(&press(&mut model, "b"));
    send(&mut model, Answer::Made(first, paper("old", 3)));
    assert!(state(&model).paper().is_none());
    send(&mut model, Answer::Made(second, paper("new", 3)));
    assert_eq!(state(&model).paper().unwrap().title, "new");
    press(&mut model, "v w");
    assert_eq!(model.toast.as_deref(), Some("it is being made"), "with initials where names are asked for");
}

#[test]
fn the_page_is_walked_to_its_end_and_stays_there_when_it_is_made_anew() {
    let mut model = previewed(100);
    let window = window(WIDE);
    let last = state(&model).lines.len() - window;
    for (keys, top) in
        [("j", 1), ("G", last), ("j", last), ("pgup", last - window), ("g", 0), ("k", 0), ("pgdn", window)]
    {
        press(&mut model, keys);
        assert_eq!(state(&model).cursor.at, top, "{keys}");
    }
    let asked = state(&model).wish;
    send(&mut model, Answer::Made(asked, paper("title", 100)));
    assert_eq!(state(&model).cursor.at, window);
    change(&mut model, Top::Resized(60, 16));
    assert!(state(&model).lines.len() >= 102);
    change(&mut model, Top::Resized(120, 200));
    assert_eq!(state(&model).cursor.at, 0, "all of it is in the window");
    // A load asks for it again.
    let (snapshot, generation) = (model.snapshot.clone(), model.generation);
    let effects = change(&mut model, Top::Loaded(generation, snapshot, Vec::new()));
    assert!(effects.contains(&Effect::Paper(Job::Make(asked))), "{effects:?}");
}

#[test]
fn it_is_written_under_the_name_that_is_typed_and_the_line_stays_until_it_is() {
    let mut model = previewed(3);
    press(&mut model, "w");
    assert_eq!(line(&model).line.text(), "briefing-2026-11-23.html");
    for (typed, said) in [("x", "end the name in"), ("ctrl-w", "end the name in")] {
        press(&mut model, typed);
        assert_eq!(press(&mut model, "enter"), Vec::new(), "{typed} {said}");
        assert_eq!(model.toast.as_deref(), Some("end the name with .md, .html or .csv"));
    }
    let effects = press(&mut model, "~/b.csv enter");
    let [Effect::Paper(Job::Write { path, form, paper, .. })] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((path.as_str(), *form, paper.title.as_str()), ("~/b.csv", Form::Csv, "title"));
    assert_eq!(press(&mut model, "enter"), Vec::new(), "it is being written");
    let failure = Failure { what: "b.csv is there already".to_owned(), hint: String::new() };
    send(&mut model, Answer::Written(Err(failure.clone())));
    assert_eq!((model.failure.clone(), line(&model).line.text()), (Some(failure), "~/b.csv"));
    press(&mut model, "esc");
    assert_eq!(press(&mut model, "backspace backspace backspace md enter").len(), 1);
    send(&mut model, Answer::Written(Ok("/home/amy/b.md".to_owned())));
    assert_eq!((model.toast.as_deref(), model.top().name()), (Some("written: /home/amy/b.md"), Name::Papers));
}

#[test]
fn a_childs_page_is_no_csv() {
    let mut model = previewed(3);
    let wish = wish(&press(&mut model, "c"));
    send(&mut model, Answer::Made(wish, paper("child", 3)));
    press(&mut model, "w");
    assert_eq!(line(&model).line.text(), "child-2026-11-23.html");
    assert_eq!(press(&mut model, "ctrl-w c.csv enter"), Vec::new());
    assert_eq!(model.toast.as_deref(), Some("a child's page is written as .md or .html"));
}

#[test]
fn demand_21_the_list_is_written_as_it_stands_with_initials_unless_names_are_asked_for() {
    for (keys, name) in [("w enter", "AO"), ("w tab enter", "Amara Okafor"), ("w tab tab enter", "AO")] {
        let mut model = model(WIDE);
        let effects = press(&mut model, keys);
        let [Effect::Paper(Job::Write { path, form, paper, .. })] = &effects[..] else { panic!("{keys} {effects:?}") };
        assert_eq!((path.as_str(), *form), ("list-2026-11-23.csv", Form::Csv));
        let text = paper.render(*form);
        assert_eq!(text.lines().count(), 13, "{text}");
        assert!(text.lines().nth(1).unwrap().starts_with(&format!("act today,{name},Y9,")), "{text}");
    }
    for (keys, rows) in [("/ okaf tab w enter", 1), ("3 w enter", 2), ("f j space enter w enter", 2)] {
        let mut model = model(WIDE);
        let effects = press(&mut model, keys);
        let Some(Effect::Paper(Job::Write { form, paper, .. })) = effects.last() else { panic!("{keys} {effects:?}") };
        let shown = crate::app::dashboard::state(&model).unwrap().children().count();
        assert_eq!(paper.render(*form).lines().count(), shown + 1, "{keys}");
        assert_eq!(shown, rows, "{keys}");
    }
    let mut model = model(WIDE);
    press(&mut model, "/ zzz tab w");
    assert_eq!(model.toast.as_deref(), Some("there is no child in the list"));
}
