use super::*;
use crate::app::acts;
use crate::app::invented;
use crate::app::update;
use crate::domain::caseload::Caseload;
use crate::domain::decision::What;
use crate::domain::thresholds::Thresholds;
use crate::domain::undoable::Turn;
use std::sync::Arc;

/// Lines typed one after the other, no effect carried out: what is said to the last one, and every effect.
fn typed(model: &mut Model, state: &mut State, lines: &[&str]) -> (Vec<String>, Vec<Effect>) {
    let (mut said, mut effects) = (Vec::new(), Vec::new());
    for typed in lines {
        effects.extend(line(model, state, typed));
        said = tell(model, state);
    }
    (said, effects)
}

fn started() -> (Model, State) {
    let (model, mut state) = (invented::model((80, 24)), State::default());
    greet(&model, &mut state);
    let mut model = model;
    tell(&mut model, &mut state);
    (model, state)
}

#[test]
fn every_command_is_found_by_each_of_its_words_and_no_word_stands_twice() {
    for (at, row) in COMMANDS.iter().enumerate() {
        for word in row.words {
            assert_eq!(command(word), Ok(row.msg), "{word}");
            assert!(COMMANDS[..at].iter().all(|other| !other.words.contains(word)), "{word} stands twice");
        }
        assert!(!row.help.ends_with('.') && row.help.starts_with(char::is_uppercase), "{}", row.help);
    }
    for (word, found) in [("l", Some(Msg::List)), ("OP", Some(Msg::Open)), ("dr", None), ("xyz", None)] {
        assert_eq!(command(word).ok(), found, "{word}");
    }
    let (mut model, mut state) = started();
    let (said, _) = typed(&mut model, &mut state, &["?"]);
    assert_eq!(said.len(), COMMANDS.len());
}

#[test]
fn letters_mean_what_their_keys_mean_on_the_screen() {
    use crate::app::keymap::Keymap;
    use crate::app::keys::ch;
    use crate::app::list::Step;
    use crate::app::screen::{Name, meaning};
    for (letter, msg, action) in [
        ('n', Msg::Note, Action::Global(global::Msg::Note)),
        ('t', Msg::FollowUps, Action::Global(global::Msg::FollowUps)),
        ('d', Msg::Drafts, Action::Global(global::Msg::Drafts)),
        ('?', Msg::Help, Action::Global(global::Msg::Help)),
        ('q', Msg::Quit, Action::Global(global::Msg::Quit)),
        ('/', Msg::Find, Action::Dashboard(dashboard::Msg::Find)),
        ('a', Msg::Act(acts::KEYS[0].msg), Action::Act(acts::KEYS[0].msg)),
        ('z', Msg::Act(acts::KEYS[1].msg), Action::Act(acts::KEYS[1].msg)),
        ('u', Msg::Act(acts::Msg::Turn(Turn::Undo)), Action::Act(acts::Msg::Turn(Turn::Undo))),
        ('c', Msg::Call, Action::Dashboard(dashboard::Msg::Call)),
        ('b', Msg::Group, Action::Dashboard(dashboard::Msg::Group)),
        ('m', Msg::Whose, Action::Dashboard(dashboard::Msg::Whose)),
        ('j', Msg::Next, Action::Dashboard(dashboard::Msg::Move(Step::Down))),
        ('k', Msg::Previous, Action::Dashboard(dashboard::Msg::Move(Step::Up))),
    ] {
        assert_eq!(command(&letter.to_string()), Ok(msg), "{letter}");
        assert_eq!(meaning(&Keymap::default(), Name::Dashboard, ch(letter)), Some(action), "{letter}");
    }
}

#[test]
fn a_number_keeps_its_child_until_the_list_is_told_anew() {
    let (mut model, mut state) = started();
    let first = state.numbered[0];
    let (before, _) = typed(&mut model, &mut state, &["1"]);
    // Whatever flagged the first child is gone: it moves down the list.
    let mut caseload = invented::caseload();
    let at = caseload.position(first).unwrap();
    let child = caseload.facts_mut(at);
    (child.exclusions, child.peps, child.placements) = (Vec::new(), Vec::new(), Vec::new());
    (child.marks, child.referrals) = (Vec::new(), Vec::new());
    let snapshot = crate::app::snapshot::Snapshot::new(caseload, Thresholds::default(), invented::day("2026-11-23"));
    assert_ne!(snapshot.rank_of(first), Some(0));
    let generation = model.generation;
    update(&mut model, crate::app::Msg::Loaded(generation, Arc::new(snapshot), Vec::new()));
    let (after, _) = typed(&mut model, &mut state, &["1"]);
    assert_eq!(before[0], after[0]);
    typed(&mut model, &mut state, &["list"]);
    assert_ne!(state.numbered[0], first);
}

#[test]
fn next_and_previous_walk_the_list_and_stop_at_its_ends() {
    let (mut model, mut state) = started();
    let all = state.numbered.len();
    let (said, _) = typed(&mut model, &mut state, &["next", "k"]);
    assert_eq!(said, ["this is the first child"]);
    let (said, _) = typed(&mut model, &mut state, &[&all.to_string(), "j"]);
    assert_eq!(said, ["this is the last child"]);
    let number = (all + 1).to_string();
    for wrong in ["0", &number, "open", "open x", "99999999999999999999"] {
        let (said, effects) = typed(&mut model, &mut state, &[wrong]);
        assert!(effects.is_empty() && !said.is_empty(), "{wrong}: {said:?} {effects:?}");
    }
}

#[test]
fn every_line_of_a_note_is_kept_before_the_next() {
    let (mut model, mut state) = started();
    typed(&mut model, &mut state, &["1", "note"]);
    for written in ["first", "", "third"] {
        let (_, effects) = typed(&mut model, &mut state, &[written]);
        let [Effect::KeepDraft(ticket, draft)] = effects.as_slice() else { panic!("{effects:?}") };
        assert!(draft.content.text.ends_with(written));
        let stored = crate::domain::note::Stored { id: crate::domain::note::DraftId(1), version: 1 };
        let ticket = crate::app::effect::Ticket { stored: Some(stored), ..*ticket };
        update(&mut model, crate::app::Msg::Written(ticket, crate::app::effect::Answer::Kept));
    }
}

#[test]
fn a_note_without_a_word_is_no_note() {
    for lines in [&["1", "note", ".later"][..], &["1", "n", ".", "", ""]] {
        let (mut model, mut state) = started();
        let (said, effects) = typed(&mut model, &mut state, lines);
        assert_eq!(said, ["nothing was written: there is no note"], "{lines:?}");
        assert!(effects.iter().all(|effect| matches!(effect, Effect::Open(..))), "{effects:?}");
        assert!(model.drafts.is_empty());
    }
}

#[test]
fn an_empty_caseload_and_hidden_characters_are_told() {
    let mut model = invented::of(Caseload::default(), (80, 24), None);
    let mut state = State::default();
    greet(&model, &mut state);
    assert!(tell(&mut model, &mut state).contains(&"there are no children in the list".to_owned()));
    let mut caseload = invented::caseload();
    caseload.facts_mut(0).surname = "Oka\u{202e}for\u{1b}[31m".into();
    let mut model = invented::of(caseload, (80, 24), None);
    greet(&model, &mut state);
    let said = tell(&mut model, &mut state).join("\n");
    assert!(said.contains("<U+202E>") && !said.contains(['\u{202e}', '\u{1b}']), "{said}");
}

#[test]
fn marked_children_are_set_aside_together_and_the_next_one_follows() {
    let (mut model, mut state) = started();
    let (said, _) = typed(&mut model, &mut state, &["2", "mark 1 4,5", "mark 4"]);
    assert_eq!(said, ["3 marked: Amara Okafor, Tomos Rees, Sana Iqbal"]);
    let (said, effects) = typed(&mut model, &mut state, &["unmark 4", "a", "known to the school"]);
    let Some(Effect::Change(change)) = effects.last() else { panic!("{said:?} {effects:?}") };
    let crate::app::change::Change::Decide(decisions) = change.as_ref() else { panic!("{change:?}") };
    let of: std::collections::BTreeSet<_> = decisions.iter().map(|decision| decision.child).collect();
    assert_eq!(of, [state.numbered[0], state.numbered[4]].into());
    assert!(decisions.iter().all(|decision| decision.what == What::Acknowledged));
    let change = change.clone();
    update(&mut model, crate::app::Msg::Changed(change, Ok(())));
    typed(&mut model, &mut state, &["next"]);
    assert_eq!(here(&model, &state), Some(state.numbered[5]), "after the last one that was marked");
    assert_eq!(typed(&mut model, &mut state, &["mark"]).0, ["no child is marked"]);
}

#[test]
fn marks_wait_while_a_child_is_open_and_are_told() {
    let (mut model, mut state) = started();
    let (said, effects) = typed(&mut model, &mut state, &["mark 1-2", "4", "z"]);
    assert!(said.iter().any(|line| line.starts_with("until")), "{said:?}");
    let crate::app::Screen::Ask(asked) = model.top() else { panic!("{effects:?}") };
    assert_eq!(asked.about.child(), Some(state.numbered[3]), "the open child's");
    let (said, _) = typed(&mut model, &mut state, &[".", "list 2"]);
    assert!(said[1].ends_with(", marked") && said[2].ends_with(", marked"), "{said:?}");
    for wrong in ["mark 0", "mark 2-1", "mark 1 99", "mark x", "unmark 1-99"] {
        let (said, _) = typed(&mut model, &mut state, &[wrong]);
        assert!(said[0].contains("is no number of the list"), "{wrong}: {said:?}");
    }
    assert_eq!(typed(&mut model, &mut state, &["mark"]).0, ["2 marked: Amara Okafor, Jaybird Parry-Rowe"]);
    assert_eq!(typed(&mut model, &mut state, &["unmark"]).0, ["no child is marked"]);
    assert_eq!(typed(&mut model, &mut state, &["a"]).0, ["no child is open: type its number, or mark several"]);
}

#[test]
fn a_template_leaves_room_for_the_first_line() {
    let (mut model, mut state) = started();
    assert_eq!(typed(&mut model, &mut state, &["template 1"]).0.len(), 1, "no child is open");
    let (said, effects) = typed(&mut model, &mut state, &["1", "template 9"]);
    assert_eq!((said.len(), said[1].as_str()), (5, "1. PEP chase  (call, follow up +3d)"), "{said:?}");
    assert!(note::state(&model).is_none() && effects.len() == 1, "{effects:?}");
    let (said, _) = typed(&mut model, &mut state, &["template 1"]);
    assert_eq!(said.last().map(String::as_str), Some("the first line goes after DT:"));
    typed(&mut model, &mut state, &["form is half done", "and the second half is not"]);
    let text = note::state(&model).unwrap().text.content();
    assert!(text.contains("\nDT: form is half done\nand the second half is not\nPaperwork:\n"), "{text}");
    let (said, _) = typed(&mut model, &mut state, &["."]);
    assert_eq!(said, ["next step: chase the PEP; an empty line keeps it"]);
}

#[test]
fn a_note_that_names_another_child_is_filed_when_that_is_wanted() {
    for (answer, files) in [("yes", true), ("", false), ("no", false)] {
        let (mut model, mut state) = started();
        let (said, effects) = typed(&mut model, &mut state, &["1", "note", "met Tomos Rees", ".", "", ""]);
        let asked = "it names Tomos Rees, whom this note is not about; yes files it so, any other line leaves it among the drafts";
        assert_eq!(said, [asked]);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::File { .. })), "{effects:?}");
        let (_, effects) = typed(&mut model, &mut state, &[answer]);
        assert_eq!(effects.iter().any(|effect| matches!(effect, Effect::File { .. })), files, "{answer}: {effects:?}");
        assert_eq!(model.drafts.len(), usize::from(!files));
    }
}

#[test]
fn one_call_is_written_on_every_marked_child_and_one_line_on_one() {
    for command in ["call Mrs Osei", "note Mrs Osei"] {
        let (mut model, mut state) = started();
        let (said, _) = typed(&mut model, &mut state, &["mark 1-2", command]);
        assert!(said[0].starts_with("note: Amara Okafor, Jaybird Parry-Rowe, call, with Mrs Osei"), "{said:?}");
        assert!(
            said.contains(&"a line that begins with @Amara or @Jaybird is about that child alone".to_owned()),
            "{said:?}"
        );
        let (_, effects) = typed(&mut model, &mut state, &["both are well", "@Amara asks for a taxi", ".", "", ""]);
        let filed = effects.iter().find_map(|effect| match effect {
            Effect::File { note, .. } => Some(note),
            _ => None,
        });
        let note = filed.unwrap();
        assert_eq!((note.about.as_slice(), note.text.as_str()), (&state.numbered[..2], "both are well"));
        assert_eq!(note.text_of(state.numbered[0]), "both are well\nasks for a taxi");
    }
    let (mut model, mut state) = started();
    assert_eq!(typed(&mut model, &mut state, &["call"]).0, ["no child is open: type its number, or mark several"]);
    // By school: the first and the fifth are of one school.
    let (said, _) = typed(&mut model, &mut state, &["1", "c"]);
    assert!(said[0].contains("Amara Okafor, ") && said[0].contains("Tomos Rees"), "{said:?}");
}

#[test]
fn the_list_is_told_by_whom_one_rings() {
    let (mut model, mut state) = started();
    let (said, _) = typed(&mut model, &mut state, &["b"]);
    assert!(said[0].contains("Northgate Academy") && said[0].ends_with("children"), "{said:?}");
    let (said, _) = typed(&mut model, &mut state, &["b", "b", "b"]);
    assert!(said[0].starts_with("act today"), "{said:?}");
}
