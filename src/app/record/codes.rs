//! What the SSDA903's placement codes mean, in words; words of a plain file stay as they are.

const PLACES: &[(&str, &str)] = &[
    ("A3", "placed for adoption"),
    ("A4", "placed for adoption"),
    ("A5", "placed for adoption"),
    ("A6", "placed for adoption"),
    ("K1", "secure home"),
    ("K2", "children's home"),
    ("K3", "supported accommodation"),
    ("P1", "with parents"),
    ("P3", "residential employment"),
    ("R1", "care home"),
    ("R2", "health service"),
    ("R3", "mother and baby unit"),
    ("R5", "young offender institution"),
    ("S1", "residential school"),
    ("T0", "temporary"),
    ("T1", "temporary"),
    ("T2", "temporary"),
    ("T3", "temporary"),
    ("T4", "temporary"),
    ("U1", "foster care by kin, long term"),
    ("U2", "foster care by kin"),
    ("U3", "foster care by kin"),
    ("U4", "foster care, long term"),
    ("U5", "foster care"),
    ("U6", "foster care"),
];

const REASONS: &[(&str, &str)] = &[
    ("S", "came into care"),
    ("L", "other legal status"),
    ("P", "other placement and carer"),
    ("T", "other placement, same carer"),
    ("B", "other legal status, placement and carer"),
    ("U", "other legal status and placement, same carer"),
];

const LEGAL: &[(&str, &str)] = &[
    ("C1", "interim care order"),
    ("C2", "full care order"),
    ("D1", "freeing order"),
    ("E1", "placement order"),
    ("V2", "section 20"),
    ("V3", "short breaks"),
    ("V4", "short break"),
    ("L1", "emergency"),
    ("L2", "emergency"),
    ("L3", "emergency"),
    ("J1", "on remand"),
    ("J2", "detained by the police"),
    ("J3", "youth rehabilitation order"),
];

/// A placement's type: `U4 foster care, long term`.
pub fn place(code: &str) -> String {
    of(PLACES, code)
}

/// Why an episode began: `P other placement and carer`.
pub fn reason(code: &str) -> String {
    of(REASONS, code)
}

/// A legal status: `C2 full care order`.
pub fn legal(code: &str) -> String {
    of(LEGAL, code)
}

fn of(table: &[(&str, &str)], code: &str) -> String {
    let known = table.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| code.to_owned(), |(_, words)| format!("{code} {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_said_in_words_and_words_stay() {
        for (code, words) in [("U4", "U4 foster care, long term"), ("foster", "foster"), ("H5", "H5"), ("", "")] {
            assert_eq!(place(code), words);
        }
        assert_eq!(reason("S"), "S came into care");
        assert_eq!(legal("C2"), "C2 full care order");
    }
}
