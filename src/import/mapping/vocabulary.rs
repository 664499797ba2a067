//! What files write instead of our codes: one table, by field.

use crate::domain::kind::{Kind, spec};

/// Written, in lower case, and what it is.
type Words = &'static [(&'static str, &'static str)];

const REGISTER_WORDS: Words = &[
    ("present", "/"),
    ("present am", "/"),
    ("present pm", "\\"),
    ("late", "L"),
    ("late (before register closed)", "L"),
    ("late (after register closed)", "U"),
    ("illness", "I"),
    ("ill", "I"),
    ("sick", "I"),
    ("medical", "M"),
    ("medical appointment", "M"),
    ("dental appointment", "M"),
    ("suspended", "E"),
    ("excluded", "E"),
    ("authorised", "C"),
    ("authorised absence", "C"),
    ("unauthorised", "O"),
    ("unauthorised absence", "O"),
    ("absent", "N"),
    ("no reason", "N"),
    ("no reason given", "N"),
    ("no reason yet", "N"),
    ("holiday not authorised", "G"),
    ("unauthorised holiday", "G"),
    ("educational visit", "V"),
    ("work experience", "W"),
    ("educated off site", "B"),
    ("religious observance", "R"),
    ("study leave", "S"),
    ("interview", "J1"),
    ("part-time timetable", "C2"),
    ("dual registered", "D"),
    ("not required", "X"),
    ("not on roll", "Z"),
    ("school closed", "#"),
    ("no mark", ""),
    ("not recorded", ""),
];

const VOCABULARY: &[(&str, Words)] = &[
    ("attendance.code", REGISTER_WORDS),
    ("attendance.am", REGISTER_WORDS),
    ("attendance.pm", REGISTER_WORDS),
    (
        "attendance.session",
        &[("morning", "AM"), ("afternoon", "PM"), ("a.m.", "AM"), ("p.m.", "PM"), ("1", "AM"), ("2", "PM")],
    ),
    (
        "peps.term",
        &[
            ("autumn term", "autumn"),
            ("spring term", "spring"),
            ("summer term", "summer"),
            ("aut", "autumn"),
            ("spr", "spring"),
            ("sum", "summer"),
            ("term 1", "autumn"),
            ("term 2", "spring"),
            ("term 3", "summer"),
        ],
    ),
    ("peps.quality", &[("g", "green"), ("a", "amber"), ("r", "red"), ("not rated", ""), ("not yet rated", "")]),
    (
        "exclusions.kind",
        &[
            ("suspension", "SUSP"),
            ("suspended", "SUSP"),
            ("fixed term", "SUSP"),
            ("fixed period", "SUSP"),
            ("fixed term exclusion", "SUSP"),
            ("fixd", "SUSP"),
            ("fte", "SUSP"),
            ("permanent", "PERM"),
            ("permanent exclusion", "PERM"),
            ("pex", "PERM"),
            ("lunchtime", "LUNCH"),
            ("lunchtime suspension", "LUNCH"),
            ("lnch", "LUNCH"),
        ],
    ),
    (
        "enrolments.registration",
        &[
            ("main school", "main"),
            ("single", "main"),
            ("c", "main"),
            ("m", "main"),
            ("current", "main"),
            ("dual main", "main"),
            ("dual registered", "dual"),
            ("dual subsidiary", "dual"),
            ("s", "dual"),
            ("subsidiary", "dual"),
            ("alternative provision", "ap"),
        ],
    ),
    (
        "destinations.status",
        &[
            ("in education, employment or training", "EET"),
            ("in eet", "EET"),
            ("education", "EET"),
            ("employment", "EET"),
            ("training", "EET"),
            ("not in education, employment or training", "NEET"),
            ("not known", "NK"),
            ("unknown", "NK"),
        ],
    ),
    (
        "children.sen",
        &[("no sen", "N"), ("none", "N"), ("sen support", "K"), ("support", "K"), ("ehcp", "E"), ("ehc plan", "E")],
    ),
    (
        "pep_stages.stage",
        &[
            ("not started", "not_started"),
            ("in progress", "in_progress"),
            ("ready to submit", "ready"),
            ("ready for submission", "ready"),
            ("returned", "sent_back"),
            ("review again", "sent_back"),
            ("sent back", "sent_back"),
            ("completed", "complete"),
            ("signed off", "complete"),
        ],
    ),
    ("pep_stages.term", &[("autumn term", "autumn"), ("spring term", "spring"), ("summer term", "summer")]),
    ("pep_quality.term", &[("autumn term", "autumn"), ("spring term", "spring"), ("summer term", "summer")]),
    ("sen.status", &[("sen support", "K"), ("support", "K"), ("ehcp", "E"), ("ehc plan", "E")]),
    (
        "admissions.decision",
        &[("offer", "offered"), ("accepted", "offered"), ("refusal", "refused"), ("waiting list", "waiting")],
    ),
    (
        "guarantee.offer",
        &[("offer made", "offer"), ("no offer", "no_offer"), ("not known", "not_known"), ("unknown", "not_known")],
    ),
    (
        "cohorts.cohort",
        &[
            ("looked after", "LAC"),
            ("cla", "LAC"),
            ("cic", "LAC"),
            ("previously looked after", "PLAC"),
            ("child in need", "CIN"),
            ("child protection", "CP"),
            ("kinship", "KIN"),
            ("care leaver", "CL"),
        ],
    ),
    (
        "children.cohort",
        &[
            ("looked after", "LAC"),
            ("cla", "LAC"),
            ("cic", "LAC"),
            ("previously looked after", "PLAC"),
            ("child in need", "CIN"),
            ("child protection", "CP"),
            ("kinship", "KIN"),
            ("care leaver", "CL"),
        ],
    ),
];

/// Words that stand for an empty cell, in any column of codes or dates.
pub(super) const BLANKS: &[&str] = &["n/a", "na", "none", "null", "tbc", "tba", "not set", "-", "--"];

/// The words that files write for a field's codes; none for a field without codes.
pub(super) fn words(kind: Kind, field: &str) -> Words {
    let name = spec(kind).name;
    let fits = |key: &str| key.split_once('.') == Some((name, field));
    VOCABULARY.iter().find(|(key, _)| fits(key)).map_or(&[], |(_, words)| words)
}

/// A text as it is compared with these words: lower case, blanks single.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::parse_code;
    use crate::import::mapping::meaning::{fields, kinds};
    use crate::import::values::value;

    #[test]
    fn every_key_is_a_field_and_every_word_one_of_its_codes() {
        for (key, words) in VOCABULARY {
            let (name, field) = key.split_once('.').unwrap();
            let kind = kinds().find(|&kind| spec(kind).name == name).unwrap();
            let (_, shape) = fields(kind).into_iter().find(|(known, _)| *known == field).unwrap();
            for (written, code) in *words {
                assert_eq!(folded(written), *written, "{key}");
                let known =
                    if *words == REGISTER_WORDS { parse_code(code).is_some() } else { value(shape, code).is_ok() };
                assert!(known || code.is_empty(), "{key}: {code}");
            }
        }
    }
}
