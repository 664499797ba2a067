//! What becomes of notes on the desk: kept in time, never written over, never twice.

use super::tests::{drafts, failure, filed, kept, later, not_filed, not_kept, open_note, ticket};
use super::*;
use crate::app::Msg as AppMsg;
use crate::app::effect::{Answer, Ending};
use crate::app::record::fixture::{AMARA, model, press, send, type_text};
use crate::domain::note::Stored;
use chrono::TimeDelta;

const MARK: char = '\u{e000}';

fn text(model: &Model) -> String {
    state(model).unwrap().text.content()
}

/// A draft as another program kept it.
fn theirs(like: &Draft, id: i64, version: i64, text: &str) -> Draft {
    let content = NewNote { text: text.to_owned(), ..like.content.clone() };
    Draft { id: DraftId(id), version, content, ..like.clone() }
}

/// A note with this text put aside, its draft kept as the file's seventh.
fn put_aside(words: &str) -> (Model, Draft) {
    let mut model = open_note();
    type_text(&mut model, words);
    let effects = press(&mut model, "esc");
    send(&mut model, kept(&effects, 7, 1));
    let draft = model.drafts[0].clone();
    (model, draft)
}

fn offered(model: &Model) -> Vec<&str> {
    model.drafts.iter().map(|draft| draft.content.text.as_str()).collect()
}

/// Types a character every so many milliseconds for a minute, each key a batch of its own, the file answering after a
/// while; gives the longest time in milliseconds from a character to a draft with it on disk.
fn longest_unkept(every: i64, answers_after: i64) -> i64 {
    let mut model = open_note();
    let mut on_its_way = Vec::new();
    let (mut safe, mut longest, mut version) = (0, 0, 0);
    let mut typed = Vec::new();
    for time in (0..60_000).step_by(10) {
        let mut effects = later(&mut model, 10);
        if time % every == 0 {
            effects.extend(send(&mut model, AppMsg::Key(crate::app::keys::ch(MARK))));
            typed.push(time);
        }
        if !drafts(&effects).is_empty() {
            on_its_way.push((time + answers_after, effects));
        }
        if on_its_way.first().is_some_and(|(due, _)| time >= *due) {
            let (_, effects) = on_its_way.remove(0);
            let there = drafts(&effects)[0].content.text.chars().filter(|c| *c == MARK).count();
            longest = typed[safe..there].iter().map(|typed| time - typed).fold(longest, i64::max);
            safe = there;
            version += 1;
            send(&mut model, kept(&effects, 7, version));
        }
    }
    longest
}

#[test]
fn steady_typing_is_kept_within_a_second() {
    for (every, answers_after) in [(30, 0), (100, 20), (200, 100), (390, 50), (410, 50), (30, 200)] {
        let longest = longest_unkept(every, answers_after);
        assert!((1..=1_000).contains(&longest), "{longest} ms at a key in {every} ms");
    }
}

#[test]
fn a_clock_set_back_delays_no_draft() {
    let year = -365 * 86_400_000;
    let mut model = open_note();
    type_text(&mut model, "a");
    let effects = later(&mut model, year);
    assert_eq!(drafts(&effects).len(), 1, "first kept");
    send(&mut model, not_kept(&effects));
    assert!(later(&mut model, 4_999).is_empty(), "not hammered");
    let effects = later(&mut model, year);
    assert_eq!(drafts(&effects).len(), 1, "tried again");
}

#[test]
fn a_draft_that_is_refused_is_tried_again_after_five_seconds() {
    let mut model = open_note();
    type_text(&mut model, "a");
    let effects = later(&mut model, 400);
    send(&mut model, not_kept(&effects));
    assert_eq!(model.failure, Some(failure()));
    type_text(&mut model, "b");
    assert!(later(&mut model, 4_999).is_empty());
    let effects = later(&mut model, 1);
    assert_eq!(drafts(&effects)[0].content.text, "ab");
    send(&mut model, kept(&effects, 7, 1));
    assert_eq!(model.failure, None, "mended");
    assert!(!state(&model).unwrap().saving.unkept());
}

#[test]
fn a_draft_refused_before_it_was_filed_brings_nothing_back() {
    let mut model = open_note();
    press(&mut model, "ctrl-t");
    let keeping = later(&mut model, 400);
    let filing = press(&mut model, "ctrl-s");
    send(&mut model, not_kept(&keeping));
    assert!(state(&model).is_none(), "the filing is not answered yet: nobody types into what is filed");
    send(&mut model, AppMsg::Pasted("into the list".into()));
    send(&mut model, filed(&filing));
    assert!(model.drafts.is_empty() && model.failure.is_none());
    assert_eq!(model.desk.forms().count(), 0);
}

#[test]
fn an_answer_to_an_older_change_leaves_the_newer_on_its_way() {
    let mut model = open_note();
    type_text(&mut model, "a");
    let first = later(&mut model, 400);
    type_text(&mut model, "b");
    let second = keep_all(&mut model);
    assert_eq!(drafts(&second)[0].content.text, "ab");
    send(&mut model, kept(&first, 7, 1));
    assert!(state(&model).unwrap().saving.unkept());
    assert!(keep_all(&mut model).is_empty(), "on its way still");
    send(&mut model, not_kept(&second));
    assert_eq!(drafts(&keep_all(&mut model)).len(), 1, "now it is not");
}

#[test]
fn a_note_that_is_not_filed_waits_beside_the_one_being_written() {
    let mut model = open_note();
    type_text(&mut model, "first");
    let filing = press(&mut model, "ctrl-s");
    press(&mut model, "n");
    type_text(&mut model, "second");
    send(&mut model, not_filed(&filing));
    assert_eq!((text(&model).as_str(), offered(&model)), ("second", vec!["first"]));
    assert_eq!(model.stack.iter().filter(|screen| matches!(screen, Screen::Note(_))).count(), 1);
    assert_eq!(drafts(&later(&mut model, 4_999))[0].content.text, "second");
    assert_eq!(drafts(&later(&mut model, 1))[0].content.text, "first", "tried again");
}

#[test]
fn a_note_that_is_being_filed_is_no_draft_and_is_not_edited() {
    let mut model = model((80, 24));
    crate::app::dashboard::choose(&mut model, AMARA);
    press(&mut model, "enter 6 j e");
    type_text(&mut model, "!");
    press(&mut model, "ctrl-s");
    assert!(model.drafts.is_empty());
    assert!(press(&mut model, "e").is_empty() && state(&model).is_none());
    assert_eq!(model.toast.as_deref(), Some("it is being saved: try again"));
}

#[test]
fn a_draft_that_another_program_took_further_is_offered_as_it_is_there() {
    for (there, shown) in [
        (Some((7, 1, "half")), vec!["half"]),
        (Some((7, 2, "half and more")), vec!["half and more"]),
        (Some((8, 1, "other")), vec!["other"]),
        (None, vec![]),
    ] {
        let (mut model, draft) = put_aside("half");
        let disk = there.map(|(id, version, text)| theirs(&draft, id, version, text));
        loaded(&mut model, disk.into_iter().collect());
        assert_eq!(offered(&model), shown);
    }
}

#[test]
fn what_is_not_in_the_file_stays_whatever_others_do() {
    let mut model = open_note();
    type_text(&mut model, "half");
    let effects = press(&mut model, "esc");
    let draft = model.drafts[0].clone();
    loaded(&mut model, Vec::new());
    assert_eq!(offered(&model), ["half"], "on its way");
    send(&mut model, not_kept(&effects));
    loaded(&mut model, vec![theirs(&draft, 3, 1, "theirs")]);
    assert_eq!(offered(&model), ["theirs", "half"], "refused");
}

#[test]
fn an_open_draft_that_was_filed_elsewhere_is_kept_beside() {
    let (mut model, draft) = put_aside("half");
    reopen(&mut model, &draft);
    loaded(&mut model, vec![theirs(&draft, 7, 2, "theirs")]);
    assert_eq!((text(&model).as_str(), offered(&model)), ("half", vec!["theirs"]), "what is open stays");
    type_text(&mut model, "!");
    let effects = later(&mut model, 400);
    assert_eq!(ticket(&effects).stored, Some(Stored { id: DraftId(7), version: 1 }), "over what was seen");
    send(&mut model, kept(&effects, 8, 1));
    assert_eq!(model.toast.as_deref(), Some("the draft was changed or filed elsewhere: yours is kept beside it"));
    assert_eq!(offered(&model), ["theirs"]);
}

#[test]
fn a_draft_of_the_file_is_opened_once() {
    let (mut model, draft) = put_aside("half");
    let there = theirs(&draft, 3, 1, "theirs");
    loaded(&mut model, vec![theirs(&draft, 7, 1, "half"), there.clone()]);
    reopen(&mut model, &there);
    let open = state(&model).unwrap().id;
    press(&mut model, "esc");
    assert_eq!(offered(&model), ["half", "theirs"], "neither twice");
    let again = model.drafts.iter().find(|draft| draft.content.text == "theirs").cloned().unwrap();
    reopen(&mut model, &again);
    assert_eq!(state(&model).unwrap().id, open);
}

#[test]
fn an_emptied_draft_goes_when_the_file_says_so() {
    for drops in [true, false] {
        let (mut model, draft) = put_aside("x");
        reopen(&mut model, &draft);
        press(&mut model, "backspace tab tab tab tab");
        let person = state(&model).unwrap().person.length();
        press(&mut model, &vec!["backspace"; person].join(" "));
        let effects = press(&mut model, "esc");
        assert!(matches!(effects.as_slice(), [Effect::DropDraft(_)]), "{effects:?}");
        assert!(model.drafts.is_empty());
        loaded(&mut model, vec![theirs(&draft, 7, 1, "x")]);
        assert!(model.drafts.is_empty(), "what was read before it went does not come back");
        let answer = if drops { Answer::Dropped } else { Answer::NotDropped(failure()) };
        send(&mut model, AppMsg::Written(ticket(&effects), answer));
        assert_eq!((model.drafts.is_empty(), model.desk.forms().count()), (drops, usize::from(!drops)));
    }
}

#[test]
fn time_is_told_oftener_while_a_draft_waits() {
    let mut model = open_note();
    assert!(restless(&model), "its clock runs");
    type_text(&mut model, "a");
    let effects = press(&mut model, "esc");
    assert!(restless(&model), "not in the file yet");
    send(&mut model, kept(&effects, 7, 1));
    assert!(!restless(&model));
}

#[test]
fn after_a_fault_everything_is_sent_again() {
    let mut model = open_note();
    type_text(&mut model, "a");
    later(&mut model, 400);
    assert!(keep_all(&mut model).is_empty(), "on its way");
    assert_eq!(drafts(&rescue(&mut model))[0].content.text, "a");
    press(&mut model, "ctrl-n");
    type_text(&mut model, "b");
    press(&mut model, "ctrl-s");
    assert_eq!(drafts(&rescue(&mut model)).len(), 2, "what was being filed too");
}

#[test]
fn a_megabyte_pasted_is_kept_whole() {
    let mut model = open_note();
    let pasted = "a line of a letter that was sent\n".repeat(32_000);
    send(&mut model, AppMsg::Pasted(pasted.clone()));
    model.now += TimeDelta::seconds(1);
    let now = model.now;
    let effects = send(&mut model, AppMsg::Tick(now));
    assert!(drafts(&effects)[0].content.text == pasted);
}

#[test]
fn the_program_is_left_when_the_file_has_every_note() {
    let (mut model, draft) = put_aside("half");
    assert_eq!(press(&mut model, "q"), [Effect::End(Ending::Quit)], "all is there");
    reopen(&mut model, &draft);
    type_text(&mut model, "!");
    let effects = press(&mut model, "ctrl-c");
    assert!(matches!(effects.as_slice(), [Effect::KeepDraft(..)]), "not before it is there: {effects:?}");
    assert_eq!(send(&mut model, kept(&effects, 7, 2)), [Effect::End(Ending::Quit)]);
}

#[test]
fn a_full_disk_holds_the_program_until_it_is_told_again() {
    let mut model = open_note();
    type_text(&mut model, "half");
    let effects = press(&mut model, "ctrl-c");
    assert!(send(&mut model, not_kept(&effects)).is_empty());
    assert!(model.failure.as_ref().unwrap().hint.contains("ctrl-c leaves without it"));
    press(&mut model, "esc");
    assert!(
        !press(&mut model, "ctrl-c").contains(&Effect::End(Ending::Quit)),
        "said once more where it is no longer read"
    );
    let again = later(&mut model, 0);
    assert!(again.is_empty(), "on its way");
    send(&mut model, not_kept(&effects));
    assert!(model.failure.is_some());
    assert!(press(&mut model, "ctrl-c").contains(&Effect::End(Ending::Quit)));
}

#[test]
fn a_hangup_waits_for_no_answer() {
    let mut model = open_note();
    type_text(&mut model, "half");
    let effects = send(&mut model, AppMsg::HungUp);
    assert!(matches!(effects.as_slice(), [Effect::KeepDraft(..), Effect::End(Ending::Quit)]), "{effects:?}");
}
