//! Who is who, in a terminal: two records seen side by side, merged by a key, taken apart by another.

use crate::harness::Office;

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,upn\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,H801200001001\n\
    C2,Tomos,Rees,2014-06-02,8,LAC,\n\
    C9,Amy,Okafor,2013-05-01,9,LAC,H801200001001\n";
const PEPS: &str = "child_id,academic_year,term,due,held\nC1,2026/27,autumn,2026-11-01,\n";

#[test]
fn two_records_of_one_child_are_merged_and_taken_apart_by_keyboard() {
    for size in [(120, 36), (80, 24)] {
        let office = Office::with_files("2026-11-23", &[("children.csv", CHILDREN), ("peps.csv", PEPS)]);
        let before = office.run(&["alerts", "--json"]).out;
        let mut window = office.window(&[], size, &[]);
        window.wait_text("everybody's 3 children");
        window.send("W");
        window.wait_text("two records may be one child");
        window.send("\r");
        window.wait_text("One child or two?");
        window.wait_text("They contradict each other on 1 thing");
        window.wait_text("differ");
        window.send("m");
        window.wait_text("saved: one child from now on");
        window.wait_text("everybody's 2 children");
        window.wait_text("C9 is part of C1");
        window.send("\r");
        window.wait_text("id C1 + C9");
        window.send("\x1b");
        window.wait_text("C9 is part of C1");
        window.send("u");
        window.wait_text("u once more takes C9 out again");
        window.send("u");
        window.wait_text("saved: taken apart, each as it was");
        window.wait_text("everybody's 3 children");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        // Only that the record was opened has left a trace.
        let after = office.run(&["alerts", "--json"]).out.replace(r#""state":"seen""#, r#""state":"new""#);
        assert_eq!(after, before);
    }
}
