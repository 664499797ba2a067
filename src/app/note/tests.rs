use super::*;
use crate::app::effect::{Answer, Ticket};
use crate::app::record::fixture::{AMARA, day, model, now, press, send, type_text};
use crate::app::{Failure, Msg as AppMsg, record};
use crate::domain::note::{Beside, Edit, NoteId, Stored};
use chrono::TimeDelta;

pub(crate) fn open_note() -> Model {
    let mut model = model((80, 24));
    crate::app::dashboard::choose(&mut model, AMARA);
    press(&mut model, "n");
    model
}

pub(crate) fn later(model: &mut Model, milliseconds: i64) -> Vec<Effect> {
    let now = model.now + TimeDelta::milliseconds(milliseconds);
    send(model, AppMsg::Tick(now))
}

pub(crate) fn failure() -> Failure {
    Failure { what: "The note is not filed: the disk is full.".into(), hint: "ctrl-s tries again".into() }
}

/// What was sent to the file and is answered about.
pub(crate) fn ticket(effects: &[Effect]) -> Ticket {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::KeepDraft(ticket, _) | Effect::DropDraft(ticket) | Effect::File { ticket, .. } => Some(*ticket),
        _ => None,
    });
    ticket.unwrap()
}

pub(crate) fn filed(effects: &[Effect]) -> AppMsg {
    AppMsg::Written(ticket(effects), Answer::Filed(NoteId(9)))
}

pub(crate) fn kept(effects: &[Effect], id: i64, version: i64) -> AppMsg {
    let stored = Some(Stored { id: DraftId(id), version });
    AppMsg::Written(Ticket { stored, ..ticket(effects) }, Answer::Kept)
}

pub(crate) fn not_kept(effects: &[Effect]) -> AppMsg {
    AppMsg::Written(ticket(effects), Answer::NotKept(failure()))
}

pub(crate) fn not_filed(effects: &[Effect]) -> AppMsg {
    AppMsg::Written(ticket(effects), Answer::NotFiled(failure()))
}

pub(crate) fn drafts(effects: &[Effect]) -> Vec<&Draft> {
    let drafts = effects.iter().filter_map(|effect| match effect {
        Effect::KeepDraft(_, draft) => Some(draft.as_ref()),
        _ => None,
    });
    drafts.collect()
}

#[test]
fn opens_on_the_chosen_child_as_a_call_with_the_last_person() {
    let model = open_note();
    let state = state(&model).unwrap();
    assert_eq!((state.about.as_slice(), state.kind, state.opened), (&[AMARA][..], NoteKind::Call, now()));
    assert_eq!(state.person.content(), "R. Lowe, DT");
    assert_eq!(state.field, Field::Text);
    assert_eq!(caution(&model, state).as_deref(), Some("Do not tell the mother where the child is placed"));
}

#[test]
fn files_from_any_field_and_goes_back_to_where_it_was_opened() {
    for fields in 0..5 {
        let mut model = open_note();
        type_text(&mut model, "q is text\nso is n");
        for _ in 0..fields {
            press(&mut model, "tab");
        }
        let effects = press(&mut model, "ctrl-s");
        let [Effect::File { note, edits: None, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!((note.text.as_str(), note.about.as_slice()), ("q is text\nso is n", &[AMARA][..]));
        assert!(state(&model).is_none(), "back in the list");
        assert_eq!(model.toast, None, "not saved yet");
        send(&mut model, filed(&effects));
        assert_eq!(model.toast.as_deref(), Some("saved 09:14"));
        assert!(model.drafts.is_empty());
    }
}

#[test]
fn a_note_opened_on_a_record_is_filed_back_to_the_record() {
    let mut model = model((80, 24));
    crate::app::dashboard::choose(&mut model, AMARA);
    press(&mut model, "enter 6 n");
    type_text(&mut model, "rang");
    let effects = press(&mut model, "ctrl-s");
    let effects = send(&mut model, filed(&effects));
    assert!(matches!(model.top(), Screen::Record(_)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Read(_, AMARA))), "the record is read again");
}

#[test]
fn words_for_the_date_are_filed_as_a_day_or_kept_as_words() {
    for (words, due, kept) in
        [("next fri", Some("2026-12-04"), None), ("soonish", None, Some("soonish")), (" ", None, None)]
    {
        let mut model = open_note();
        type_text(&mut model, "x");
        press(&mut model, "tab tab");
        type_text(&mut model, words);
        let effects = press(&mut model, "ctrl-s");
        let [Effect::File { note, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(note.follow_up, due.map(day), "{words}");
        assert_eq!(note.follow_up_words.as_deref(), kept, "{words}");
    }
}

#[test]
fn a_failure_brings_the_text_back() {
    let mut model = open_note();
    type_text(&mut model, "rang the school");
    let effects = press(&mut model, "ctrl-s");
    assert!(state(&model).is_none());
    send(&mut model, not_filed(&effects));
    assert_eq!(state(&model).unwrap().text.content(), "rang the school");
    let effects = later(&mut model, 6_000);
    assert_eq!(drafts(&effects)[0].content.text, "rang the school");
    let effects = press(&mut model, "ctrl-s");
    send(&mut model, filed(&effects));
    assert_eq!(model.failure, None, "mended");
}

#[test]
fn an_empty_note_is_dropped_and_never_filed() {
    let mut model = open_note();
    assert!(press(&mut model, "ctrl-s").is_empty());
    assert_eq!(model.toast.as_deref(), Some("nothing to file yet: the note is empty"));
    assert!(press(&mut model, "esc").is_empty());
    assert!(model.drafts.is_empty() && state(&model).is_none());
}

#[test]
fn a_draft_is_kept_within_a_second_of_typing() {
    let mut model = open_note();
    type_text(&mut model, "a");
    assert!(drafts(&later(&mut model, 300)).is_empty(), "waits for the next letter");
    let effects = later(&mut model, 100);
    assert_eq!(drafts(&effects)[0].content.text, "a");
    assert!(later(&mut model, 1_000).is_empty(), "on its way: not sent twice");
    send(&mut model, kept(&effects, 7, 1));
    let saving = &state(&model).unwrap().saving;
    assert!(!saving.unkept());
    assert_eq!(saving.kept_at, Some(model.now));
    type_text(&mut model, "b");
    let effects = later(&mut model, 400);
    assert_eq!(drafts(&effects)[0].content.text, "ab");
    assert_eq!(ticket(&effects).stored, Some(Stored { id: DraftId(7), version: 1 }), "in place of what was kept");
}

#[test]
fn esc_hides_and_keeps_and_the_draft_opens_as_it_was() {
    let mut model = open_note();
    type_text(&mut model, "half a sen");
    let effects = press(&mut model, "esc");
    assert_eq!(drafts(&effects)[0].content.text, "half a sen");
    assert_eq!(model.drafts.len(), 1);
    send(&mut model, kept(&effects, 7, 1));
    let draft = model.drafts[0].clone();
    reopen(&mut model, &draft);
    type_text(&mut model, "tence");
    assert_eq!(state(&model).unwrap().text.content(), "half a sentence");
    press(&mut model, "ctrl-z ctrl-z");
    assert_eq!(state(&model).unwrap().text.content(), "half a senten");
    assert!(model.drafts.is_empty(), "open, so not offered");
}

#[test]
fn a_second_note_puts_the_first_aside() {
    let mut model = open_note();
    type_text(&mut model, "first");
    let effects = press(&mut model, "ctrl-n");
    assert_eq!(drafts(&effects)[0].content.text, "first");
    type_text(&mut model, "second");
    assert_eq!(state(&model).unwrap().text.content(), "second");
    assert_eq!(model.drafts[0].content.text, "first");
    let all = keep_all(&mut model);
    assert_eq!(drafts(&all).iter().map(|draft| draft.content.text.as_str()).collect::<Vec<_>>(), ["second"]);
}

#[test]
fn editing_files_a_new_version_and_is_dropped_untouched() {
    let mut model = model((80, 24));
    crate::app::dashboard::choose(&mut model, AMARA);
    press(&mut model, "enter 6 j e");
    assert_eq!(state(&model).unwrap().text.content(), "Homework space agreed. Sleep better.");
    assert!(press(&mut model, "esc").is_empty());
    assert!(model.drafts.is_empty());
    press(&mut model, "e");
    type_text(&mut model, "!");
    let effects = press(&mut model, "ctrl-s");
    let [Effect::File { note, edits, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        (note.text.as_str(), *edits),
        ("Homework space agreed. Sleep better.!", Some(Edit { note: NoteId(1), seen: Some(1) }))
    );
}

#[test]
fn an_edit_beside_another_says_so() {
    let mut model = model((80, 24));
    crate::app::dashboard::choose(&mut model, AMARA);
    press(&mut model, "enter 6 j e");
    type_text(&mut model, "!");
    let effects = press(&mut model, "ctrl-s");
    let beside = Beside { version: 2, actor: "bo".to_owned() };
    send(&mut model, AppMsg::Written(ticket(&effects), Answer::FiledBeside(NoteId(1), beside)));
    let toast = model.toast.unwrap();
    assert!(
        toast.starts_with("saved ") && toast.ends_with("edited at the same time as version 2 by bo: both are kept")
    );
}

#[test]
fn drafts_of_the_file_do_not_overwrite_what_is_open() {
    let mut model = open_note();
    type_text(&mut model, "new");
    let effects = later(&mut model, 500);
    let mut old = drafts(&effects)[0].clone();
    send(&mut model, kept(&effects, 7, 1));
    (old.id, old.version) = (DraftId(7), 1);
    type_text(&mut model, "er");
    loaded(&mut model, vec![old]);
    assert!(model.drafts.is_empty());
    press(&mut model, "esc");
    assert_eq!(model.drafts[0].content.text, "newer");
}

#[test]
fn a_stamp_and_a_paste_go_into_the_text() {
    let mut model = open_note();
    press(&mut model, "ctrl-t");
    send(&mut model, AppMsg::Pasted("said:\r\n\u{1b}[2Jno".into()));
    assert_eq!(state(&model).unwrap().text.content(), "09:14 said:\n[2Jno");
}

#[test]
fn debug_prints_no_text() {
    let mut model = open_note();
    type_text(&mut model, "canary");
    let effects = press(&mut model, "esc");
    assert!(!format!("{model:?}{effects:?}").contains("canary"));
    let record = record::fixture::record();
    assert!(!format!("{record:?}").contains("Amara"));
}

#[test]
fn a_telephone_number_in_clear_is_offered_to_be_sealed_and_never_forced() {
    let mut model = open_note();
    press(&mut model, "ctrl-k");
    assert_eq!(model.toast.as_deref(), Some("no telephone number and no postcode stands here in clear"));
    type_text(&mut model, "Moved to ZZ99 1AA\nring 07700 900123");
    press(&mut model, "left left left ctrl-k");
    type_text(&mut model, "x");
    let text = state(&model).unwrap().text.content();
    assert_eq!(text, "Moved to [[ZZ99 1AA]]\nring [[07700 90012x3]]");
    let mut model = open_note();
    type_text(&mut model, "ring 07700 900123");
    let effects = press(&mut model, "ctrl-s");
    let [Effect::File { note, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(note.text, "ring 07700 900123");
    let message = filed(&effects);
    send(&mut model, message);
    let toast = model.toast.unwrap();
    assert!(toast.ends_with("; a telephone number is in clear: edit the note, ctrl-k seals it"), "{toast}");
}
