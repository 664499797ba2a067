//! The list as it stands on the screen, as a table: its rows in their order, with their reasons, as narrowed.

use crate::app::Model;
use crate::app::dashboard::{self, why};
use crate::app::filter::choice::year_words;
use crate::domain::case::Case;
use crate::domain::paper::naming::Naming;
use crate::domain::paper::{Paper, Part, Section};

/// Weeks of the attendance trend, as many as the widest window shows.
const WEEKS: usize = 8;

const COLUMNS: [&str; 8] =
    ["Flag", "Child", "Year", "School", "Why", "Weeks, per cent", "Further reasons", "Days since contact"];

/// A row a child, every cell whole.
pub fn paper(model: &Model, names: bool) -> Paper {
    let snapshot = &model.snapshot;
    let (context, naming) = (snapshot.context(), Naming::new(&snapshot.caseload.children, names));
    let Some(state) = dashboard::state(model) else { return Paper::default() };
    let rows = state.children().filter_map(|rank| {
        let row = snapshot.ranking.rows.get(rank)?;
        let case = Case::new(snapshot.caseload.children.get(row.child)?, &context);
        let school =
            case.main_school().map_or_else(|| "no school".to_owned(), |urn| snapshot.caseload.school_name(urn));
        let alerts = if row.in_the_way().is_empty() { &row.alerts } else { row.in_the_way() };
        let further = alerts.len().saturating_sub(1);
        let contact = case.child.last_contact.as_deref();
        let days = contact.map(|contact| (snapshot.today - contact.at.date_naive()).num_days().max(0));
        Some(vec![
            row.group.words().to_owned(),
            naming.of(row.child).to_owned(),
            case.nc_year().map(year_words).unwrap_or_default(),
            school,
            why::reason((state.view().families, &state.filter), &case, row),
            weeks(&case),
            if further == 0 { String::new() } else { further.to_string() },
            days.map(|days| days.to_string()).unwrap_or_default(),
        ])
    });
    let section = Section::new(format!("List of children, {}", model.today()));
    let section = section.table(&COLUMNS, rows.collect(), "No child.");
    Paper {
        title: section.title.clone(),
        parts: vec![Part { title: String::new(), sections: vec![section] }],
        ..Paper::default()
    }
}

/// `100 100 60 .`: a dot for a week without sessions.
fn weeks(case: &Case<'_>) -> String {
    let weeks = case.weekly_rates(WEEKS).into_iter().map(|week| match week {
        Some((attended, possible)) if possible > 0 => (100 * attended / possible).to_string(),
        _ => ".".to_owned(),
    });
    weeks.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::{model, press};
    use crate::domain::paper::Form;
    use crate::domain::paper::tests::read_csv;

    fn written(keys: &str, names: bool) -> Vec<Vec<String>> {
        let mut model = model((120, 36));
        if !keys.is_empty() {
            press(&mut model, keys);
        }
        read_csv(&paper(&model, names).render(Form::Csv))
    }

    #[test]
    fn the_rows_are_those_of_the_screen_in_their_order() {
        for keys in ["", "f j space enter", "/ north enter esc", "o o", "m"] {
            let mut shown = model((120, 36));
            if !keys.is_empty() {
                press(&mut shown, keys);
            }
            let state = dashboard::state(&shown).unwrap();
            let ids = state.children().map(|rank| shown.snapshot.caseload.child(shown.snapshot.key_at(rank).unwrap()));
            let names: Vec<String> =
                ids.map(|child| child.unwrap()).map(|child| format!("{} {}", child.forename, child.surname)).collect();
            let rows = written(keys, true);
            let listed: Vec<&String> = rows[1..].iter().map(|row| &row[1]).collect();
            assert_eq!(listed, names.iter().collect::<Vec<_>>(), "{keys}");
            assert!(!names.is_empty(), "{keys}");
        }
    }

    #[test]
    fn a_row_has_its_reason_and_initials_stand_for_the_name() {
        let rows = written("", false);
        assert_eq!(rows[0], COLUMNS);
        assert_eq!(rows[1][..3], ["act today", "AO", "Y9"]);
        assert_eq!(rows[1][4], "suspended 3 days (18 Nov)");
        assert_eq!(rows[1][7], "3");
        assert!(rows[1][5].ends_with("100 ."), "{:?}", rows[1]);
        // The reason that is asked for, not the gravest.
        let attendance = written("f j space enter", false);
        assert!(
            attendance.len() > 1 && attendance[1..].iter().all(|row| !row[4].contains("suspended")),
            "{attendance:?}"
        );
    }
}
