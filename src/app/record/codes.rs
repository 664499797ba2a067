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

/// A placement's type: `U4 foster care, long term`.
pub fn place(code: &str) -> String {
    let known = PLACES.iter().find(|(known, _)| *known == code);
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
    }
}
