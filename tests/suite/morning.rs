//! A morning in a terminal: alerts set aside, follow-ups done, changes taken back, also after a restart.

mod end;
mod keyboard;
pub(crate) mod table;
pub(crate) mod twenty;

use crate::harness::Office;
use crate::window::Window;

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\n\
    C1,Amara,Okafor,2013-05-01,9,LAC\n\
    C2,Tomos,Rees,2014-06-02,8,LAC\n";
const PEPS: &str = "child_id,academic_year,term,due,held\n\
    C1,2026/27,autumn,2026-10-01,\n\
    C2,2026/27,autumn,2026-11-02,\n";

fn office() -> Office {
    Office::with_files("2026-11-23", &[("children.csv", CHILDREN), ("peps.csv", PEPS)])
}

fn open(office: &Office, size: (u16, u16)) -> Window {
    let window = office.window(&[], size, &[]);
    window.wait_text("Okafor");
    window
}

/// State and until of the alerts of C1.
fn states(office: &Office) -> Vec<(String, Option<String>)> {
    let json = office.run(&["alerts", "--json"]).json();
    let of_child = json["alerts"].as_array().unwrap().iter().filter(|alert| alert["child_id"] == "C1");
    of_child
        .map(|alert| (alert["state"].as_str().unwrap().to_owned(), alert["until"].as_str().map(str::to_owned)))
        .collect()
}

#[test]
fn an_alert_set_aside_leaves_its_place_and_comes_back_by_undo_after_a_restart() {
    for size in [(120, 36), (80, 24)] {
        let office = office();
        let before = office.run(&["alerts", "--json"]).out;
        let mut window = open(&office, size);
        window.send("a");
        window.wait_text("1 alert to be acknowledged: Amara Okafor");
        window.send("DT has it in hand");
        window.wait_text("DT has it in hand");
        window.send("\r");
        window.wait_text("saved: 1 alert set aside until Wed 23 Dec");
        window.wait_text("set aside (1)");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        assert_eq!(states(&office), [("acknowledged".to_owned(), Some("2026-12-23".to_owned()))]);
        let mut window = open(&office, size);
        window.wait_text("set aside (1)");
        window.send("u");
        window.wait_text("u once more takes back the alerts set aside");
        window.send("u");
        window.wait_text("taken back; ctrl-r does it again");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        assert_eq!(office.run(&["alerts", "--json"]).out, before);
    }
}

#[test]
fn demand_17_what_is_put_off_is_back_at_once_when_it_is_worse() {
    let office = office();
    let mut window = open(&office, (120, 36));
    window.send("z");
    window.wait_text("until (fri");
    window.send("2027-01-29\r");
    window.wait_text("reason:");
    window.send("meeting is booked");
    window.wait_text("meeting is booked");
    window.send("\r");
    window.wait_text("set aside (1)");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    assert_eq!(states(&office)[0].0, "snoozed");
    // Twenty days more overdue than when it was put off: a day before and on the day.
    for (today, state) in [("2026-12-12", "snoozed"), ("2026-12-13", "new")] {
        let json = office.run(&["--today", today, "alerts", "--json"]).json();
        let alerts = json["alerts"].as_array().unwrap();
        let of_child = alerts.iter().find(|alert| alert["child_id"] == "C1").unwrap();
        assert_eq!(of_child["state"], state, "{today}: {of_child}");
    }
}

#[test]
fn a_follow_up_is_done_with_its_outcome_and_opened_again() {
    let office = office();
    let filed = office.run_on(&["note", "C1", "--follow-up", "2026-11-20"], b"DT sends the form");
    assert_eq!(filed.code, Some(0), "{filed:?}");
    let mut window = open(&office, (80, 24));
    window.wait_text("follow-ups due 1");
    window.send("t");
    window.wait_text("Follow-ups: 1 due, 1 open");
    window.send("x");
    window.wait_text("what came of it");
    window.send("form is here\r");
    window.wait_text("No follow-up is open");
    window.send("u");
    window.wait_text("u once more takes back the follow-up done");
    window.send("u");
    window.wait_text("Follow-ups: 1 due, 1 open");
    window.send("m");
    window.wait_text("until (fri");
    window.send("fri\r");
    window.wait_text("Follow-ups: 0 due, 1 open");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
}
