use super::*;
use crate::app::effect::{Answer, HeldAnswer, Ticket, Veil};
use crate::app::papers::name::exported;
use crate::app::papers::work::{self as papers, Wish};
use crate::domain::audit::{Deed, Event};
use crate::domain::facts::ChildKey;
use crate::domain::note::{DraftId, NewNote, NoteId, NoteKind, Own};
use crate::domain::paper::Form;
use crate::domain::sealed::Sealed;
use crate::import;
use crate::store::command::Command;
use crate::store::secret::Secret;
use std::path::Path;
use std::sync::mpsc::channel;
use tempfile::TempDir;

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\nC1,Amara,Okafor,2013-05-01,9,LAC\n";

struct Office {
    jobs: Jobs,
    answers: Receiver<Happening>,
    folder: TempDir,
}

fn places(folder: &Path) -> Places {
    Places { file: PathBuf::from("c.db"), profiles: folder.join("profiles"), kept: None, authority: None }
}

fn secret() -> Secret {
    Secret::new("correct horse battery".to_owned())
}

fn clock() -> Clock {
    Clock::frozen_at("2026-11-23T09:14:00").unwrap()
}

fn today() -> NaiveDate {
    clock().now().date_naive()
}

impl Office {
    /// A caseload of one child, read once.
    fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same, something done to the store before.
    fn with(prepare: impl FnOnce(&Store)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::create_cheap(&folder.path().join("c.db"), "amy", &secret()).unwrap();
        let sheet = import::read("children.csv", &mut CHILDREN.as_bytes()).unwrap().remove(0);
        let planned = store.plan(sheet).unwrap();
        store.apply(Command::Import(Box::new(planned)), Stamp(clock().now())).unwrap();
        prepare(&store);
        let (to, answers) = channel();
        let jobs = Jobs::start((Some(store), None), (Thresholds::default(), clock()), to, places(folder.path()));
        let office = Self { jobs, answers, folder };
        office.give(Effect::Load(Generation(1)));
        assert!(matches!(office.next(), Msg::Loaded(Generation(1), ..)));
        office
    }

    fn give(&self, effect: Effect) {
        self.jobs.give(effect, today());
    }

    fn next(&self) -> Msg {
        match self.answers.recv().unwrap() {
            Happening::Msg(msg) => msg,
            Happening::Broken | Happening::Arrived(_) => panic!("a fault"),
        }
    }

    /// Whether a look for changes brings nothing: the question after it is answered first.
    fn nothing_changed(&self) -> bool {
        self.give(Effect::LookForChanges);
        self.give(Effect::Versions(NoteId(1)));
        matches!(self.next(), Msg::Versions(..))
    }

    /// Another window on the same file does something.
    fn elsewhere(&self, command: Command) {
        let mut store = Store::open(&self.folder.path().join("c.db"), &secret()).unwrap();
        store.apply(command, Stamp(clock().now())).unwrap();
    }
}

fn note(text: &str) -> NewNote {
    NewNote {
        about: vec![ChildKey(1)],
        kind: NoteKind::Visit,
        person: None,
        text: text.to_owned(),
        own: Own::new(),
        next_step: Some("ring again".to_owned()),
        follow_up: NaiveDate::from_ymd_opt(2026, 12, 4),
        follow_up_words: None,
        opened: clock().now(),
    }
}

fn draft(text: &str) -> Draft {
    Draft { id: DraftId(-1), version: 0, content: note(text), edits: None, kept: clock().now() }
}

fn ticket() -> Ticket {
    Ticket { form: DraftId(-1), revision: 1, stored: None }
}

fn gist(snapshot: &Snapshot) -> Option<String> {
    snapshot.caseload.child(ChildKey(1))?.last_contact.as_ref().map(|contact| contact.gist.to_string())
}

#[test]
fn a_filed_note_is_the_last_contact_and_the_follow_up_of_the_next_load() {
    let office = Office::new();
    office.give(Effect::File { ticket: ticket(), note: Box::new(note("seen at home")), edits: None });
    let Msg::Written(_, Answer::Filed(id)) = office.next() else { panic!() };
    office.give(Effect::Load(Generation(2)));
    let Msg::Loaded(Generation(2), snapshot, drafts) = office.next() else { panic!() };
    assert_eq!((gist(&snapshot).as_deref(), drafts.len()), (Some("seen at home"), 0));
    let due = &snapshot.caseload.follow_ups[0];
    assert_eq!((due.child, due.due, due.what.as_str()), (Some(ChildKey(1)), note("").follow_up, "ring again"));
    let edited = NewNote { follow_up: None, ..note("seen at school") };
    office.give(Effect::File {
        ticket: Ticket { form: DraftId(-2), ..ticket() },
        note: Box::new(edited),
        edits: Some(id.into()),
    });
    assert!(matches!(office.next(), Msg::Written(_, Answer::Filed(_))));
    office.give(Effect::Load(Generation(3)));
    let Msg::Loaded(_, snapshot, _) = office.next() else { panic!() };
    assert_eq!((gist(&snapshot).as_deref(), snapshot.caseload.follow_ups.len()), (Some("seen at school"), 0));
}

#[test]
fn a_look_reads_again_only_what_others_wrote() {
    let office = Office::new();
    assert!(office.nothing_changed());
    office.elsewhere(Command::KeepDraft { draft: draft("theirs"), over: None });
    office.give(Effect::LookForChanges);
    let Msg::Drafts(drafts) = office.next() else { panic!() };
    assert_eq!(drafts[0].content.text, "theirs");
    assert!(office.nothing_changed());
    office.elsewhere(Command::FileNote { note: note("theirs"), draft: None });
    office.give(Effect::LookForChanges);
    let Msg::Loaded(Generation(1), snapshot, _) = office.next() else { panic!() };
    assert_eq!(gist(&snapshot).as_deref(), Some("theirs"));
    assert!(office.nothing_changed());
}

#[test]
fn our_own_writes_are_read_once() {
    let office = Office::new();
    office.give(Effect::KeepDraft(ticket(), Box::new(draft("ours"))));
    assert!(matches!(office.next(), Msg::Written(_, Answer::Kept)));
    assert!(office.nothing_changed(), "our own draft");
    office.give(Effect::File { ticket: ticket(), note: Box::new(note("ours")), edits: None });
    office.next();
    office.give(Effect::Load(Generation(2)));
    let Msg::Loaded(_, first, _) = office.next() else { panic!() };
    assert!(office.nothing_changed(), "our own note");
    office.give(Effect::Load(Generation(3)));
    let Msg::Loaded(_, second, _) = office.next() else { panic!() };
    assert!(Arc::ptr_eq(&first, &second), "the same caseload is not read twice");
    office.jobs.give(Effect::Load(Generation(4)), today().succ_opt().unwrap());
    let Msg::Loaded(_, third, _) = office.next() else { panic!() };
    assert!(!Arc::ptr_eq(&second, &third), "another day is judged anew");
}

#[test]
fn what_was_given_is_done_before_the_end() {
    let Office { jobs, answers, folder } = Office::new();
    jobs.give(Effect::Load(Generation(2)), today());
    jobs.give(Effect::KeepDraft(ticket(), Box::new(draft("the last words"))), today());
    drop(answers);
    jobs.finish();
    let store = Store::open(&folder.path().join("c.db"), &secret()).unwrap();
    assert_eq!(store.drafts().unwrap()[0].content.text, "the last words");
}

#[test]
fn without_a_caseload_nothing_is_said_to_be_kept() {
    let (to, answers) = channel();
    let jobs = Jobs::start((None, None), (Thresholds::default(), clock()), to, places(Path::new("")));
    jobs.give(Effect::KeepDraft(ticket(), Box::new(draft("x"))), today());
    let answer = answers.recv().unwrap();
    assert!(matches!(answer, Happening::Msg(Msg::Written(_, Answer::NotKept(_)))), "{answer:?}");
}

#[test]
fn the_health_of_the_data_is_asked_of_the_caseload_that_was_read() {
    let office = Office::new();
    office.give(Effect::Health);
    let Msg::Health(report) = office.next() else { panic!("no report") };
    let rows = |id: &str| report.findings.iter().find(|found| found.check.id == id).unwrap().rows.len();
    assert_eq!((rows("no-upn"), rows("upn-twice"), report.sources.len()), (1, 0, crate::domain::kind::KINDS.len()));
}

#[test]
fn a_held_back_row_is_corrected_or_dropped_once() {
    let office = Office::new();
    let mut store = Store::open(&office.folder.path().join("c.db"), &secret()).unwrap();
    let peps = "child_id,due\nC1,soon\nC9,2026-12-01\n";
    let planned = store.plan(import::read("peps.csv", &mut peps.as_bytes()).unwrap().remove(0)).unwrap();
    store.apply(Command::Import(Box::new(planned)), Stamp(clock().now())).unwrap();
    office.give(Effect::Held);
    let Msg::Held(rows) = office.next() else { panic!("no list") };
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    let retry = |id, row: &str| {
        office.give(Effect::RetryHeld(id, Sealed::new(row.to_owned())));
        office.next()
    };
    let still = retry(rows[0].id, "C1,later");
    let Msg::HeldAnswer(_, HeldAnswer::Still(held)) = &still else { panic!("{still:?}") };
    assert_eq!((held.line, held.column.as_deref()), (2, Some("due")));
    assert!(matches!(retry(rows[0].id, "C1,2026-12-11"), Msg::HeldAnswer(_, HeldAnswer::Settled)));
    assert!(matches!(retry(rows[0].id, "C1,2026-12-12"), Msg::HeldAnswer(_, HeldAnswer::Failed(_))));
    office.give(Effect::DropHeld(rows[1].id, Sealed::new("not ours".to_owned())));
    assert!(matches!(office.next(), Msg::HeldAnswer(_, HeldAnswer::Settled)));
    office.give(Effect::HeldText(rows[1].id));
    assert!(matches!(office.next(), Msg::HeldText(_, None)));
}

#[test]
fn a_row_of_a_profile_is_corrected_by_it_and_rows_are_dropped_together() {
    let office = Office::new();
    let profile = "name = \"theirs\"\nkind = \"peps\"\n[columns]\nref = \"child_id\"\nby = \"due\"\n";
    let profiles = [import::mapping::Profile::read(profile).unwrap()];
    let known = import::Known { profiles: &profiles, forced: false };
    let rows = "ref,by\nC1,soon\nC8,2026-12-01\nC9,2026-12-01\n";
    let mut store = Store::open(&office.folder.path().join("c.db"), &secret()).unwrap();
    let sheet = import::read_by("theirs.csv", &mut rows.as_bytes(), known).unwrap().remove(0);
    let planned = store.plan(sheet).unwrap();
    store.apply(Command::Import(Box::new(planned)), Stamp(clock().now())).unwrap();
    let ids: Vec<i64> = store.held().unwrap().iter().map(|row| row.id).collect();
    let retry = || {
        office.give(Effect::RetryHeld(ids[0], Sealed::new("C1,2026-12-11".to_owned())));
        office.next()
    };
    let still = retry();
    let Msg::HeldAnswer(_, HeldAnswer::Still(held)) = &still else { panic!("{still:?}") };
    assert!(held.reason.contains("the profile theirs, which is not there"), "{held:?}");
    std::fs::create_dir(office.folder.path().join("profiles")).unwrap();
    std::fs::write(office.folder.path().join("profiles/theirs.toml"), profile).unwrap();
    assert!(matches!(retry(), Msg::HeldAnswer(_, HeldAnswer::Settled)));
    let drop = || {
        office.give(Effect::DropManyHeld(ids.clone(), Sealed::new("not ours".to_owned())));
        office.next()
    };
    assert!(matches!(drop(), Msg::HeldDropped(Ok(2))));
    assert!(matches!(drop(), Msg::HeldDropped(Err(_))));
}

impl Office {
    /// Deed and detail of what was put down since the file was made.
    fn audit(&self) -> Vec<(Deed, String)> {
        let store = Store::open(&self.folder.path().join("c.db"), &secret()).unwrap();
        let rows = store.audit(None).unwrap().into_iter();
        rows.map(|row| (row.event.deed, row.event.detail)).filter(|(deed, _)| *deed != Deed::Import).collect()
    }
}

fn view(how: &str) -> (Deed, String) {
    (Deed::View, how.to_owned())
}

const AMARA: ChildKey = ChildKey(1);

#[test]
fn an_opening_is_put_down_once_however_often_the_record_is_read_again() {
    let office = Office::new();
    for (effect, rows) in [
        (Effect::Open(Generation(1), AMARA), 1),
        (Effect::Read(Generation(2), AMARA), 1),
        (Effect::Read(Generation(3), AMARA), 1),
        (Effect::Open(Generation(4), AMARA), 2),
    ] {
        office.give(effect);
        assert!(matches!(office.next(), Msg::Opened(..)));
        assert_eq!(office.audit(), vec![view("screen"); rows]);
    }
    office.give(Effect::Audit(Some(AMARA)));
    let Msg::Audit(Some(AMARA), latest) = office.next() else { panic!() };
    assert_eq!((latest.entries.len(), latest.total), (2, 2));
}

#[test]
fn what_is_sealed_is_shown_after_it_was_put_down_and_papers_leave_after_it_too() {
    let office = Office::new();
    let fields = vec!["placements.postcode".to_owned(), "contacts.phone".to_owned()];
    office.give(Effect::Reveal(Veil::Record(Generation(1), AMARA, fields)));
    assert!(matches!(office.next(), Msg::Revealed(Veil::Record(..), Ok(()))));
    let wish = Wish::Child { child: AMARA, names: false };
    let mut made = None;
    for _ in 0..2 {
        office.give(Effect::Paper(papers::Job::Make(wish)));
        let Msg::Paper(papers::Answer::Made(_, paper)) = office.next() else { panic!() };
        made = Some(paper);
    }
    let (path, form) = (office.folder.path().join("c.md").display().to_string(), Form::Markdown);
    let event = exported(wish, form);
    office.give(Effect::Paper(papers::Job::Write { path, form, paper: made.unwrap(), event }));
    assert!(matches!(office.next(), Msg::Paper(papers::Answer::Written(Ok(_)))));
    let expected = [
        (Deed::Reveal, "placements.postcode, contacts.phone".to_owned()),
        view("page"),
        (Deed::Export, "child's page, md, initials".to_owned()),
    ];
    assert_eq!(office.audit(), expected);
}

#[test]
fn what_cannot_be_put_down_is_neither_shown_nor_written() {
    let office = Office::with(Store::refuse_to_witness);
    office.give(Effect::Open(Generation(1), AMARA));
    let Msg::NotOpened(Generation(1), failure) = office.next() else { panic!() };
    assert!(failure.what.starts_with("The record is not shown"), "{failure:?}");
    office.give(Effect::Read(Generation(2), AMARA));
    assert!(matches!(office.next(), Msg::NotOpened(Generation(2), _)), "nor read again");
    office.give(Effect::Reveal(Veil::HeldRow(1)));
    assert!(matches!(office.next(), Msg::Revealed(_, Err(_))));
    let wish = Wish::Child { child: AMARA, names: false };
    office.give(Effect::Paper(papers::Job::Make(wish)));
    assert!(matches!(office.next(), Msg::Failed(_)));
    let path = office.folder.path().join("c.md");
    let (paper, event) = (Arc::default(), exported(wish, Form::Markdown));
    let job = papers::Job::Write { path: path.display().to_string(), form: Form::Markdown, paper, event };
    office.give(Effect::Paper(job));
    assert!(matches!(office.next(), Msg::Paper(papers::Answer::Written(Err(_)))));
    assert!(!path.exists());
}

#[test]
fn who_sees_what_elsewhere_reads_no_caseload_here() {
    let office = Office::new();
    let other = Store::open(&office.folder.path().join("c.db"), &secret()).unwrap();
    other.witness(&[Event::view(AMARA, "screen")], Stamp(clock().now())).unwrap();
    office.give(Effect::LookForChanges);
    assert!(matches!(office.next(), Msg::Drafts(_)), "drafts alone are looked at");
    assert!(office.nothing_changed());
}
