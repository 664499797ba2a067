//! Work by call in a terminal: children of one school together, one note about several, each record with its own part.

use crate::harness::Office;

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,school_urn,social_worker\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,100001,D. Field\n\
    C2,Tomos,Rees,2014-06-02,8,LAC,100002,D. Field\n\
    C3,Ivy,Hart,2014-07-03,8,LAC,100001,E. Moor\n";
const SCHOOLS: &str = "urn,name,phone,designated_teacher\n\
    100001,Northgate Academy,01632 960123,R. Lowe\n\
    100002,Elm Park,01632 960124,B. Shah\n";
const PEPS: &str = "child_id,academic_year,term,due,held\n\
    C1,2026/27,autumn,2026-10-01,\n\
    C2,2026/27,autumn,2026-10-02,\n\
    C3,2026/27,autumn,2026-11-02,\n";

fn notes(office: &Office, child: &str) -> Vec<String> {
    let json = office.run(&["show", child, "--json"]).json();
    json["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_call_is_one_note_and_each_record_has_its_part() {
    for size in [(120, 36), (80, 24)] {
        let files = [("schools.csv", SCHOOLS), ("children.csv", CHILDREN), ("peps.csv", PEPS)];
        let office = Office::with_files("2026-11-23", &files);
        let mut window = office.window(&[], size, &[]);
        window.wait_text("Okafor");
        window.send("b");
        window.wait_text("Northgate Academy  01632 960123  DT R. Lowe (2, 2 flagged)");
        window.send("c");
        window.wait_text("2 children: Ivy Hart, Amara Okafor");
        window.wait_text("R. Lowe");
        window.send("PEP meeting on 3 December\r@ivy: reads to the class\rAmara is away");
        window.wait_text("Amara is away");
        window.send("\x13");
        window.wait_text("ctrl-s again files it so: all 2 records would name Amara Okafor");
        for _ in "Amara is away".chars() {
            window.send("\x7f");
        }
        window.send("\x06");
        window.wait_text("For whom");
        window.send("2");
        window.wait_text("@Amara");
        window.send("is away\x13");
        window.wait_text("saved");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        assert_eq!(notes(&office, "C1"), ["PEP meeting on 3 December\nis away"]);
        assert_eq!(notes(&office, "C3"), ["PEP meeting on 3 December\nreads to the class"]);
        assert_eq!(notes(&office, "C2"), [""; 0]);
        let found = office.run(&["find", "--notes", "reads"]).out;
        assert!(found.contains("C3") && !found.contains("C1"), "{found}");
        let mut window = office.window(&[], size, &[]);
        window.wait_text("by school");
        window.send("u");
        window.wait_text("u once more takes back the note filed");
        window.send("u");
        window.wait_text("taken back");
        window.wait_text("drafts");
        window.send("d");
        window.wait_text("Drafts");
        window.send("\r");
        window.wait_text("@Ivy reads to the class");
        window.send("\x07q");
        assert_eq!(window.exit_code(), 0);
        assert_eq!(notes(&office, "C1"), [""; 0]);
    }
}
