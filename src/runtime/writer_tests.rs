use super::*;
use crate::domain::note::{NewNote, NoteId, NoteKind, Own};
use crate::store::Store;
use crate::store::command::Stamp;
use crate::store::secret::Secret;
use chrono::DateTime;
use tempfile::TempDir;

const OPENED: &str = "2026-11-23T09:00:00+00:00";

struct Desk {
    writer: Writer,
    store: Store,
    folder: TempDir,
}

fn secret() -> Secret {
    Secret::new("correct horse battery".to_owned())
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::create_cheap(&folder.path().join("c.db"), "amy", &secret()).unwrap();
        Self { writer: Writer::default(), store, folder }
    }

    /// Another window on the same file.
    fn second(&self) -> Store {
        Store::open(&self.folder.path().join("c.db"), &secret()).unwrap()
    }

    fn keep(&mut self, revision: u64, text: &str) -> Vec<String> {
        let Self { writer, store, .. } = self;
        told(&writer.keep(ticket(revision), draft(text), &mut |command| store.apply(command, stamp())))
    }

    fn file(&mut self, revision: u64, text: &str) -> Vec<String> {
        let Self { writer, store, .. } = self;
        told(&writer.file(ticket(revision), draft(text), &mut |command| store.apply(command, stamp())))
    }

    fn drafts(&self) -> Vec<String> {
        self.store.drafts().unwrap().into_iter().map(|draft| draft.content.text).collect()
    }

    fn notes(&self) -> Vec<String> {
        let newest = (1..9).map(|id| self.store.versions(NoteId(id)).unwrap());
        newest.flatten().map(|note| note.content.text).collect()
    }
}

fn stamp() -> Stamp {
    Stamp(DateTime::parse_from_rfc3339(OPENED).unwrap())
}

fn ticket(revision: u64) -> Ticket {
    Ticket { form: DraftId(-1), revision, stored: None }
}

fn draft(text: &str) -> Draft {
    let content = NewNote {
        about: Vec::new(),
        kind: NoteKind::Call,
        person: None,
        text: text.to_owned(),
        own: Own::new(),
        next_step: None,
        follow_up: None,
        follow_up_words: None,
        opened: stamp().0,
    };
    Draft { id: DraftId(-1), version: 0, content, edits: None, kept: stamp().0 }
}

fn told(answers: &[Msg]) -> Vec<String> {
    let told = answers.iter().map(|answer| match answer {
        Msg::Written(ticket, Answer::Kept) => {
            format!("kept {} as {:?}", ticket.revision, ticket.stored.unwrap().version)
        }
        Msg::Written(ticket, Answer::Filed(note)) => format!("filed {} as {}", ticket.revision, note.0),
        Msg::Written(ticket, Answer::NotFiled(_)) => format!("not filed {}", ticket.revision),
        Msg::Written(ticket, Answer::NotKept(_)) => format!("not kept {}", ticket.revision),
        Msg::Written(ticket, Answer::Dropped) => format!("dropped {}", ticket.revision),
        other => format!("{other:?}"),
    });
    told.collect()
}

#[test]
fn what_is_sent_before_an_answer_came_changes_the_same_draft() {
    let mut desk = Desk::new();
    assert_eq!(desk.keep(1, "a"), ["kept 1 as 1"]);
    assert_eq!(desk.keep(2, "ab"), ["kept 2 as 2"], "its ticket does not know of the first yet");
    assert_eq!(desk.drafts(), ["ab"]);
    assert_eq!(desk.file(3, "abc"), ["filed 3 as 1"]);
    assert_eq!((desk.drafts(), desk.notes()), (vec![], vec!["abc".to_owned()]));
}

#[test]
fn a_filed_note_is_not_kept_again_and_an_unfiled_one_is() {
    let mut desk = Desk::new();
    assert_eq!(desk.file(1, "a"), ["filed 1 as 1"]);
    assert!(desk.keep(1, "a").is_empty());
    assert!(desk.drafts().is_empty());

    let mut desk = Desk::new();
    let Desk { writer, store, .. } = &mut desk;
    let mut only_drafts = |command: Command| match command {
        Command::FileNote { .. } => Err(StoreError::Busy),
        other => store.apply(other, stamp()),
    };
    assert_eq!(told(&writer.file(ticket(1), draft("a"), &mut only_drafts)), ["kept 1 as 1", "not filed 1"]);
    assert_eq!(desk.drafts(), ["a"]);
    assert_eq!(desk.keep(2, "ab"), ["kept 2 as 2"]);
    assert_eq!(desk.file(3, "abc"), ["filed 3 as 1"]);
    assert!(desk.drafts().is_empty());
}

#[test]
fn a_full_disk_is_told_and_keeps_what_was_there() {
    let mut desk = Desk::new();
    desk.keep(1, "a");
    let mut full = |_| Err(StoreError::DiskFull);
    assert_eq!(told(&desk.writer.keep(ticket(2), draft("ab"), &mut full)), ["not kept 2"]);
    assert_eq!(told(&desk.writer.file(ticket(2), draft("ab"), &mut full)), ["not filed 2"]);
    let answers = desk.writer.discard(ticket(2), &mut full);
    assert!(matches!(answers.as_slice(), [Msg::Written(_, Answer::NotDropped(_))]), "{answers:?}");
    assert_eq!(desk.drafts(), ["a"]);
    assert_eq!(desk.keep(2, "ab"), ["kept 2 as 2"], "room again");
    assert_eq!(desk.drafts(), ["ab"]);
}

#[test]
fn two_windows_on_one_draft_lose_neither_text() {
    let mut desk = Desk::new();
    desk.keep(1, "both saw this");
    let (mut second, mut theirs) = (desk.second(), Writer::default());
    let seen = second.drafts().unwrap()[0].stored();
    let opened = Ticket { form: DraftId(-1), revision: 1, stored: Some(seen) };
    theirs.keep(opened, draft("theirs"), &mut |command| second.apply(command, stamp()));
    assert_eq!(desk.keep(2, "ours"), ["kept 2 as 1"]);
    assert_eq!(desk.drafts(), ["ours", "theirs"]);
    assert_eq!(desk.file(3, "ours, filed"), ["filed 3 as 1"]);
    assert_eq!(desk.drafts(), ["theirs"]);
}

#[test]
fn a_draft_is_thrown_away_only_as_it_was_seen() {
    let mut desk = Desk::new();
    desk.keep(1, "x");
    let Desk { writer, store, .. } = &mut desk;
    let mut apply = |command| store.apply(command, stamp());
    assert_eq!(told(&writer.discard(ticket(2), &mut apply)), ["dropped 2"]);
    let never = Ticket { form: DraftId(-2), ..ticket(1) };
    assert_eq!(told(&writer.discard(never, &mut apply)), ["dropped 1"]);
    assert!(desk.drafts().is_empty());
}
