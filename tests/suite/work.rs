//! The rest of the work in a terminal: a referral from the day it comes in to the day it is closed; a PEP rated amber,
//! sent back, returned, rated green, and its money released.

use crate::harness::Office;
use crate::window::Window;
use lookout::domain::part::PARTS;

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,looked_after_since,school_urn\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,2024-01-08,100001\n\
    C2,Tomos,Rees,2014-06-02,8,LAC,2024-01-08,100001\n";
const SCHOOLS: &str = "urn,name,phone,designated_teacher\n100001,Northgate Academy,01632 960123,R. Lowe\n";
const PEPS: &str = "child_id,academic_year,term,due,held,status\n\
    C1,2025/26,summer,2026-06-01,2026-06-01,Complete\n\
    C2,2025/26,summer,2026-06-01,2026-06-01,Complete\n\
    C2,2026/27,autumn,2026-12-04,2026-11-02,Complete\n\
    C1,2026/27,autumn,2026-12-04,2026-11-12,Submitted\n";
const PREMIUM: &str = "child_id,financial_year,term,allocated,spent,purpose\nC1,2026/27,autumn,876.66,,Tuition\n";

const SIZES: [(u16, u16); 2] = [(120, 36), (80, 24)];

/// The menu of parts, and down to one by its title.
fn part(window: &mut Window, title: &str) {
    window.send("R");
    window.wait_text("The rest of the work");
    let place = PARTS.iter().position(|part| part.title == title).unwrap();
    window.send(&"j".repeat(place));
    window.send("\r");
    window.wait_text(&format!("{title}, 2026/27"));
}

/// The acts of the chosen line, one by its letter.
fn act(window: &mut Window, letter: &str, form: &str) {
    window.send("r");
    window.wait_text("Write down");
    window.send(letter);
    window.wait_text(form);
}

/// Answers in order; an empty one is left as it stands.
fn fill(window: &mut Window, answers: &[&str]) {
    for (at, answer) in answers.iter().enumerate() {
        if at > 0 {
            let row = window.look(|screen| screen.cursor_position().0);
            window.send("\t");
            window.wait("the next answer", |screen| screen.cursor_position().0 != row);
        }
        if !answer.is_empty() {
            window.send(answer);
            window.wait_text(&format!("> {answer}"));
        }
    }
    window.send("\x13");
}

fn alerts(office: &Office) -> Vec<String> {
    let json = office.run(&["alerts", "--json"]).json();
    let alerts = json["alerts"].as_array().unwrap();
    alerts.iter().map(|alert| format!("{} {}", alert["child_id"], alert["rule"]).replace('"', "")).collect()
}

#[test]
fn a_referral_comes_in_is_triaged_planned_reviewed_and_closed() {
    for size in SIZES {
        let old = "child_id,received,from_role,reason\nC1,2026-11-02,school,at risk of exclusion\n";
        let files = [("schools.csv", SCHOOLS), ("children.csv", CHILDREN), ("peps.csv", PEPS), ("referrals.csv", old)];
        let office = Office::with_files("2026-11-23", &files);
        assert!(alerts(&office).contains(&"C1 referral-open".to_owned()));
        let mut window = office.window(&[], size, &[]);
        window.wait_text("Okafor");
        part(&mut window, "Inclusion and engagement");
        window.wait_text("[all 1]");
        act(&mut window, "r", "referral came in: Amara Okafor");
        fill(&mut window, &["carer", "Mrs Bell", "afraid of the bus"]);
        window.wait_text("saved: referral came in");
        window.wait_text("[all 2]");
        // The one that came by file waits longest and stands above.
        window.send("g");
        act(&mut window, "t", "triaged: Amara Okafor");
        fill(&mut window, &["mentor from the team"]);
        window.wait_text("saved: triaged");
        window.wait_text(" triaged 1");
        window.send("\t\t\t");
        window.wait_text("[triaged 1]");
        act(&mut window, "p", "support planned: Amara Okafor");
        fill(&mut window, &["meet the mentor", "J. Own"]);
        window.wait_text("saved: support planned");
        window.send("\t");
        window.wait_text("[planned 1]");
        act(&mut window, "d", "step done: Amara Okafor");
        fill(&mut window, &["", "calm in lessons"]);
        window.wait_text("saved: step done");
        act(&mut window, "v", "reviewed: Amara Okafor");
        fill(&mut window, &["back in class"]);
        window.wait_text("saved: reviewed");
        window.send("\t");
        window.wait_text("[reviewed 1]");
        act(&mut window, "c", "closed: Amara Okafor");
        fill(&mut window, &["in school every day"]);
        window.wait_text("saved: closed");
        window.send("\t");
        window.wait_text("[closed 1]");
        window.send("u");
        window.wait_text("u once more takes back what was written down");
        window.send("u");
        window.wait_text("taken back");
        window.wait_text("[closed 0]");
        window.send("\x12");
        window.wait_text("ctrl-r once more");
        window.send("\x12");
        window.wait_text("[closed 1]");
        window.send("\r");
        window.wait_text("8 Work");
        window.wait_text("in school every day");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        let shown = office.run(&["show", "C1", "--json"]).json();
        let closed = shown["referrals"].as_array().unwrap().iter().filter(|row| !row["closed"].is_null()).count();
        assert_eq!(closed, 1, "{}", shown["referrals"]);
        assert!(!alerts(&office).contains(&"C1 referral-open".to_owned()), "the rule is quiet");
    }
}

#[test]
fn a_pep_is_rated_amber_sent_back_returned_rated_green_and_its_money_released() {
    for size in SIZES {
        let files =
            [("schools.csv", SCHOOLS), ("children.csv", CHILDREN), ("peps.csv", PEPS), ("premium.csv", PREMIUM)];
        let office = Office::with_files("2026-11-23", &files);
        let mut window = office.window(&[], size, &[]);
        window.wait_text("Okafor");
        part(&mut window, "PEPs of the term");
        window.wait_text("submitted 1");
        window.send("\t\t");
        window.wait_text("[submitted 1]");
        act(&mut window, "q", "rate its quality: Amara Okafor");
        fill(&mut window, &["green", "amber", "amber", "green", "green", "green"]);
        window.wait_text("saved: rate its quality");
        window.wait_text("amber");
        window.send("rm");
        window.wait_text("Write down");
        window.wait_text("not now");
        window.send("\x1b");
        window.wait("no overlay", |screen| !screen.contents().contains("Write down"));
        act(&mut window, "b", "send back: Amara Okafor");
        window.send("\x13");
        window.wait_text("this is needed");
        fill(&mut window, &["targets are not measurable"]);
        window.wait_text("saved: send back");
        window.send("\x1b[Z");
        window.wait_text("[sent back 1]");
        window.wait_text("targets are not measurable");
        act(&mut window, "s", "stage on: Amara Okafor");
        window.send("\x13");
        window.wait_text("saved: stage on");
        window.send("\t");
        window.wait_text("[submitted 1]");
        act(&mut window, "q", "rate its quality: Amara Okafor");
        fill(&mut window, &["", "green", "green"]);
        window.wait_text("saved: rate its quality");
        window.wait_text("attainment green");
        act(&mut window, "m", "release money: Amara Okafor");
        window.wait_text("876.66");
        window.send("\x13");
        window.wait_text("saved: release money");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        let shown = office.run(&["show", "C1", "--json"]).json();
        let peps = shown["peps"].as_array().unwrap();
        assert_eq!(peps.last().unwrap()["quality"], "green", "{peps:?}");
        let stages = shown["pep_stages"].as_array().unwrap();
        let stages: Vec<_> = stages.iter().map(|row| row["stage"].as_str().unwrap()).collect();
        assert_eq!(stages, ["sent_back", "resubmitted"]);
        let released = &shown["premium_releases"][0];
        assert_eq!(released["amount"].as_f64(), Some(876.66), "{released}");
    }
}

#[test]
fn an_enquiry_is_taken_down_with_five_keys_beside_its_text_and_answered() {
    for size in SIZES {
        let office = Office::with_files("2026-11-23", &[("schools.csv", SCHOOLS), ("children.csv", CHILDREN)]);
        let mut window = office.window(&[], size, &[]);
        window.wait_text("Okafor");
        window.send("E");
        window.wait_text("no child's name is needed");
        for (at, text) in ["parent: fines", "Is a fine due?", "Ask the school", "fri"].into_iter().enumerate() {
            if at > 0 {
                window.send("\t");
            }
            window.send(text);
            window.wait_text(text);
        }
        window.send("\x13");
        window.wait_text("saved");
        part(&mut window, "Advice");
        window.wait_text("waiting 1");
        window.wait_text("fines");
        act(&mut window, "r", "replied: parent");
        fill(&mut window, &["No, it was paid"]);
        window.wait_text("saved: replied");
        window.wait_text("answered 1");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        let lines = office.run(&["work", "advice", "--json"]).json();
        let line = &lines["lines"][0];
        assert_eq!(line["groups"]["state"], "answered", "{line}");
    }
}
