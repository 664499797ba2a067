use super::*;
use crate::app::Model;
use crate::app::dashboard::lines::Line;
use crate::app::effect::Effect;
use crate::app::invented::{self, press};
use crate::app::{dashboard, note};

const WIDE: (u16, u16) = (120, 36);

/// Headings with the surnames below each.
fn shown(model: &Model) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for line in &state(model).unwrap().lines {
        match line {
            Line::Heading(head, _) => groups.push((head.words(&model.snapshot), Vec::new())),
            Line::Child(rank) => {
                let child = &model.snapshot.caseload.children[model.snapshot.ranking.rows[*rank].child];
                groups.last_mut().unwrap().1.push(child.surname.to_string());
            }
            Line::Found(_) => {}
        }
    }
    groups
}

fn about(model: &Model) -> Vec<String> {
    let form = note::state(model).unwrap();
    note::children::of(model, &form.about).into_iter().map(|child| child.surname.to_string()).collect()
}

fn firsts(model: &Model) -> Vec<String> {
    shown(model).into_iter().map(|(head, _)| head).collect()
}

#[test]
fn one_key_puts_children_together_by_whom_one_rings() {
    let mut caseload = invented::caseload();
    std::sync::Arc::make_mut(&mut caseload.schools).get_mut("100001").unwrap().phone = Some("01632 960123".into());
    caseload.facts_mut(2).social_worker = Some(" d.  FIELD".into());
    caseload.facts_mut(5).social_worker = None;
    caseload.facts_mut(1).carer = Some("The Hill family".into());
    let mut model = invented::of(caseload, WIDE, None);
    let triage = shown(&model);
    press(&mut model, "b");
    let schools = shown(&model);
    assert_eq!(firsts(&model), ["Northgate Academy  01632 960123  DT R. Lowe", "Elm Park  DT R. Lowe"]);
    assert_eq!(schools[0].1[..3], ["Okafor", "Wójcik-Ó Dálaigh", "Rees"].map(str::to_owned), "the gravest first");
    assert_eq!(schools.iter().map(|(_, names)| names.len()).sum::<usize>(), 12);
    press(&mut model, "b");
    assert_eq!(firsts(&model), ["D. Field", "no social worker"], "spelt with other blanks and letters");
    press(&mut model, "O");
    assert_eq!(firsts(&model), ["D. Field", "no social worker"], "those without one stay last");
    press(&mut model, "O b");
    assert_eq!(firsts(&model), ["The Hill family", "no carer"]);
    press(&mut model, "b");
    assert_eq!(shown(&model), triage, "and back");
}

#[test]
fn nobody_is_a_candidate_exactly_where_it_is_said() {
    let mut model = invented::of(invented::caseload(), WIDE, None);
    for (marks, about) in [("", vec![]), ("", vec![ChildKey(2)]), ("x", vec![]), ("j x", vec![ChildKey(99)])] {
        if !marks.is_empty() {
            press(&mut model, marks);
        }
        assert_eq!(nobody(&model, &about), candidates(&model, &about).is_empty(), "{marks} {about:?}");
    }
    assert!(nobody(&invented::of(invented::caseload(), WIDE, None), &[]));
}

#[test]
fn a_view_stays_as_narrow_as_it_is() {
    let mut model = invented::model(WIDE);
    press(&mut model, "3 b");
    assert_eq!(
        shown(&model),
        [
            ("Elm Park  DT R. Lowe".to_owned(), vec!["Iqbal".to_owned()]),
            ("Northgate Academy  DT R. Lowe".to_owned(), vec!["Hart".to_owned()])
        ]
    );
}

#[test]
fn a_call_is_about_the_flagged_children_of_the_school_and_the_chosen_one() {
    let mut model = invented::model(WIDE);
    press(&mut model, "c");
    let flagged = about(&model);
    assert_eq!(flagged[0], "Okafor");
    assert!(flagged.contains(&"Rees".to_owned()) && !flagged.contains(&"Parry-Rowe".to_owned()), "{flagged:?}");
    assert_eq!(note::state(&model).unwrap().person.content(), "R. Lowe");
    for child in &note::state(&model).unwrap().about {
        let rank = model.snapshot.rank_of(*child).unwrap();
        assert!(!model.snapshot.ranking.rows[rank].in_the_way().is_empty());
    }
    press(&mut model, "esc G c");
    assert!(about(&model).contains(&"王小明".to_owned()), "the chosen one has no alert");
}

#[test]
fn marked_children_come_first_and_their_marks_go_when_it_is_filed() {
    let mut model = invented::model(WIDE);
    press(&mut model, "space space j c");
    assert_eq!((about(&model).len(), note::state(&model).unwrap().person.content().as_str()), (2, ""));
    press(&mut model, "h i");
    let effects = press(&mut model, "ctrl-s");
    let [Effect::File { ticket, note, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((note.about.len(), note.text.as_str()), (2, "hi"));
    assert_eq!(state(&model).unwrap().marked.len(), 2, "not yet on disk");
    let answer = crate::app::effect::Answer::Filed(crate::domain::note::NoteId(9));
    crate::app::update(&mut model, crate::app::Msg::Written(*ticket, answer));
    assert!(state(&model).unwrap().marked.is_empty());
}

#[test]
fn without_a_school_it_is_about_the_chosen_child_alone() {
    let mut caseload = invented::caseload();
    caseload.facts_mut(0).school_urn = None;
    caseload.facts_mut(2).school_urn = None;
    let mut model = invented::of(caseload, WIDE, None);
    press(&mut model, "c");
    assert_eq!(about(&model), ["Okafor"]);
}

#[test]
fn the_grouping_is_kept_with_a_saved_view_and_over_a_restart() {
    let mut model = invented::model(WIDE);
    press(&mut model, "3 b b");
    let left = crate::app::views::saved::left(&model).unwrap();
    assert_eq!(left.by, Some(By::SocialWorker));
    let shape = state(&model).unwrap().shape();
    let mut again = invented::model(WIDE);
    dashboard::wear(&mut again, &shape);
    assert_eq!(shown(&again), shown(&model));
}
