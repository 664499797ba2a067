//! What school censuses say of whole terms, beside the marks and never mixed with them.

use crate::app::record::State;
use crate::domain::kind::{Kind, KindSpec, Value, spec};
use crate::domain::record::RecordRow;
use crate::domain::visible::visible;

/// A sentence a census: sessions by code, after the term's possible ones.
pub fn sentences(state: &State) -> Vec<String> {
    let Some(record) = &state.record else { return Vec::new() };
    let spec = spec(Kind::SessionTotal);
    let mut censuses: Vec<(&str, Vec<String>)> = Vec::new();
    for row in record.rows(Kind::SessionTotal) {
        let pupil = row.text(spec, "pupil");
        let sum = format!("{} {}", row.text(spec, "code"), number(row, spec, "sessions").unwrap_or_default());
        match censuses.iter_mut().find(|(other, _)| *other == pupil) {
            Some((_, sums)) => sums.push(sum),
            None => censuses.push((pupil, vec![sum])),
        }
    }
    let pupils = record.rows(Kind::CensusPupil);
    censuses.into_iter().map(|(pupil, sums)| sentence(pupils, pupil, &sums)).collect()
}

fn sentence(pupils: &[RecordRow], pupil: &str, sums: &[String]) -> String {
    let spec = spec(Kind::CensusPupil);
    let pupil = pupils.iter().find(|row| row.text(spec, "pupil") == pupil);
    let possible = pupil.and_then(|row| number(row, spec, "possible"));
    let possible = possible.map(|count| format!(", {count} possible")).unwrap_or_default();
    visible(&format!("school census, sessions in a term{possible}: {}", sums.join(", "))).into_owned()
}

fn number(row: &RecordRow, spec: &KindSpec, name: &str) -> Option<i64> {
    match row.value(spec, name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::record::fixture::{row, text};
    use crate::domain::facts::{ChildFacts, ChildKey};
    use crate::domain::record::{Record, RecordTable, Source};

    #[test]
    fn each_census_is_a_sentence_of_its_own() {
        let total = |pupil, code, sessions| {
            let values = [("pupil", text(pupil)), ("code", text(code)), ("sessions", Value::Number(sessions))];
            row(Kind::SessionTotal, 2, &values)
        };
        let pupil = row(Kind::CensusPupil, 2, &[("pupil", text("p1")), ("possible", Value::Number(136))]);
        let table = |kind, rows| RecordTable { spec: spec(kind), rows };
        let totals = vec![total("p1", "I", 12), total("p2", "O", 3), total("p1", "#", 4)];
        let own = RecordRow { values: Vec::new(), source: Source::default() };
        let record = Record {
            child: ChildFacts::default(),
            own,
            tables: vec![table(Kind::CensusPupil, vec![pupil]), table(Kind::SessionTotal, totals)],
            registers: Vec::new(),
            notes: Vec::new(),
            seen: Vec::new(),
        };
        let state = State { record: Some(Box::new(record)), ..State::new(ChildKey(1)) };
        let expected =
            ["school census, sessions in a term, 136 possible: I 12, # 4", "school census, sessions in a term: O 3"];
        assert_eq!(sentences(&state), expected);
    }
}
