//! Codes of the national returns in words: a table each, from the guides to the SSDA903 return and the school census.
//!
//! The codes of 2018 to 2026/27. One that a guide has dropped since is read like any other and named as retired; one
//! that stands in no table is shown as it is.

mod returns;

pub use returns::{
    ABUSE, ACCOMMODATION, ADOPTION_END, IN_TOUCH, NEED, PLACEMENT_CHANGE, PREVIOUS_PERMANENCE, REVIEW, SDQ_REASON,
    WORKER_CHANGE,
};

type Rows = &'static [(&'static str, &'static str)];

/// The codes of a field with a few words each: those in use, then the retired.
#[derive(Debug)]
pub struct Codes(Rows, Rows);

impl Codes {
    /// What a code means; spaces round it and its case do not matter.
    pub fn meaning(&self, code: &str) -> Option<&'static str> {
        find(self.0, code).or_else(|| find(self.1, code))
    }

    /// `foster care with kin (U3)`, `independent living (P2, retired)`; an unknown code, or words of the council's
    /// own, as they are.
    pub fn words(&self, code: &str) -> String {
        let code = code.trim();
        match (find(self.0, code), find(self.1, code)) {
            (Some(meaning), _) => format!("{meaning} ({code})"),
            (None, Some(meaning)) => format!("{meaning} ({code}, retired)"),
            (None, None) => code.to_owned(),
        }
    }

    /// The same, an unknown code after the name of its field: `legal status C9`; nothing for a blank.
    pub fn words_of(&self, field: &str, code: &str) -> String {
        match self.meaning(code) {
            Some(_) => self.words(code),
            None if code.trim().is_empty() => String::new(),
            None => format!("{field} {}", code.trim()),
        }
    }
}

fn find(rows: Rows, code: &str) -> Option<&'static str> {
    let code = code.trim();
    rows.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|row| row.1)
}

/// Kinds of placement, SSDA903 PLACE.
pub const PLACEMENT: Codes = Codes(
    &[
        ("A3", "placed for adoption with consent, with the foster carer"),
        ("A4", "placed for adoption with consent"),
        ("A5", "placed for adoption under an order, with the foster carer"),
        ("A6", "placed for adoption under an order"),
        ("K1", "secure children's home"),
        ("K2", "children's home"),
        ("K3", "supported accommodation"),
        ("P1", "with parents"),
        ("P3", "residential employment"),
        ("R1", "residential care home"),
        ("R2", "NHS or nursing care"),
        ("R3", "family centre or mother and baby unit"),
        ("R5", "young offender institution"),
        ("S1", "residential school"),
        ("T0", "temporary move"),
        ("T1", "temporarily in hospital"),
        ("T2", "temporarily away on holiday"),
        ("T3", "temporarily elsewhere while the carer is on holiday"),
        ("T4", "temporarily elsewhere for up to seven days"),
        ("U1", "long-term foster care with kin"),
        ("U2", "foster care with kin who may adopt"),
        ("U3", "foster care with kin"),
        ("U4", "long-term foster care"),
        ("U5", "foster care with carers who may adopt"),
        ("U6", "foster care"),
        ("Z11", "other placement"),
        ("Z12", "other placement"),
        ("Z13", "other placement"),
        ("Z14", "other placement"),
    ],
    &[("H5", "semi-independent living"), ("P2", "independent living"), ("Z1", "other placement")],
);

/// Why an episode began, SSDA903 RNE.
pub const EPISODE_REASON: Codes = Codes(
    &[
        ("S", "started to be looked after"),
        ("L", "legal status changed"),
        ("P", "placement and carer changed"),
        ("T", "placement changed with the same carer"),
        ("B", "legal status, placement and carer changed"),
        ("U", "legal status and placement changed with the same carer"),
    ],
    &[],
);

/// Legal statuses, SSDA903 LS.
pub const LEGAL_STATUS: Codes = Codes(
    &[
        ("C1", "interim care order"),
        ("C2", "full care order"),
        ("D1", "freeing order"),
        ("E1", "placement order"),
        ("J1", "on remand"),
        ("J2", "in council accommodation under PACE"),
        ("J3", "youth rehabilitation order"),
        ("L1", "under police protection"),
        ("L2", "emergency protection order"),
        ("L3", "child assessment order"),
        ("V2", "accommodated under section 20"),
        ("V3", "short breaks"),
        ("V4", "short breaks"),
    ],
    &[],
);

/// Why an episode ended, SSDA903 REC.
pub const EPISODE_END: Codes = Codes(
    &[
        ("X1", "next episode the same day"),
        ("E11", "adopted, unopposed"),
        ("E12", "adopted, the court dispensing with consent"),
        ("E13", "left to live with relatives"),
        ("E14", "remand ended"),
        ("E15", "found to be 18 or over"),
        ("E16", "moved abroad"),
        ("E17", "turned 18 and stays with the carers"),
        ("E2", "died"),
        ("E3", "taken over by another council"),
        ("E41", "child arrangements order"),
        ("E45", "special guardianship order to kin who fostered the child"),
        ("E46", "special guardianship order to a former foster carer"),
        ("E47", "special guardianship order to kin"),
        ("E48", "special guardianship order to somebody else"),
        ("E4A", "returned home as planned"),
        ("E4B", "returned home, not planned"),
        ("E5", "independent living with support"),
        ("E6", "independent living without formal support"),
        ("E7", "moved to adult social care"),
        ("E8", "ended for another reason"),
        ("E9", "sentenced to custody"),
    ],
    &[
        ("E4", "returned home"),
        ("E43", "special guardianship order to a former foster carer"),
        ("E44", "special guardianship order to somebody else"),
    ],
);

/// Who provides a placement, SSDA903 `PLACE_PROVIDER`.
pub const PROVIDER: Codes = Codes(
    &[
        ("PR0", "parents"),
        ("PR1", "the council's own provision"),
        ("PR2", "another council's provision"),
        ("PR3", "other public provision"),
        ("PR4", "private provision"),
        ("PR5", "voluntary provision"),
    ],
    &[],
);

/// What a care leaver does, SSDA903 ACTIV.
pub const ACTIVITY: Codes = Codes(
    &[
        ("F1", "full-time higher education"),
        ("P1", "part-time higher education"),
        ("F2", "full-time education other than higher"),
        ("P2", "part-time education other than higher"),
        ("F4", "full-time apprenticeship"),
        ("P4", "part-time apprenticeship"),
        ("F5", "full-time training or work"),
        ("P5", "part-time training or work"),
        ("G4", "NEET through illness or disability"),
        ("G5", "NEET for other reasons"),
        ("G6", "NEET through pregnancy or parenting"),
        ("0", "not in touch"),
    ],
    &[("F3", "full-time training or work, by an older guide"), ("P3", "part-time training or work, by an older guide")],
);

/// Why a child was suspended or excluded, school census.
pub const EXCLUSION_REASON: Codes = Codes(
    &[
        ("PP", "physical assault against a pupil"),
        ("PA", "physical assault against an adult"),
        ("VP", "verbal abuse or threats against a pupil"),
        ("VA", "verbal abuse or threats against an adult"),
        ("OW", "use or threat of an offensive weapon"),
        ("BU", "bullying"),
        ("RA", "racist abuse"),
        ("LG", "abuse about sexual orientation or gender identity"),
        ("DS", "abuse about disability"),
        ("SM", "sexual misconduct"),
        ("DA", "drugs or alcohol"),
        ("DM", "damage"),
        ("TH", "theft"),
        ("DB", "persistent disruptive behaviour"),
        ("MT", "inappropriate use of social media or technology"),
        ("PH", "wilful transgression of public health measures"),
        ("OT", "other"),
    ],
    &[],
);

/// Special educational needs, school census.
pub const SEN: Codes = Codes(
    &[("N", "no special educational needs"), ("K", "SEN support"), ("E", "education, health and care plan")],
    &[("S", "statement"), ("A", "school action"), ("P", "school action plus")],
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_first_and_what_is_unknown_stays_as_it_is() {
        for (codes, code, words) in [
            (&PLACEMENT, "U3", "foster care with kin (U3)"),
            (&PLACEMENT, " u3 ", "foster care with kin (u3)"),
            (&PLACEMENT, "Z14", "other placement (Z14)"),
            (&PLACEMENT, "Z15", "Z15"),
            (&PLACEMENT, "P2", "independent living (P2, retired)"),
            (&PLACEMENT, " h5", "semi-independent living (h5, retired)"),
            (&REVIEW, "PN6", "sent views and did not attend (PN6)"),
            (&REVIEW, "PN9", "PN9"),
            (&PLACEMENT, "supported lodgings", "supported lodgings"),
            (&SEN, "", ""),
        ] {
            assert_eq!(codes.words(code), words);
        }
        for (code, words) in [("C2", "full care order (C2)"), ("C9", "legal status C9"), (" ", "")] {
            assert_eq!(LEGAL_STATUS.words_of("legal status", code), words);
        }
    }

    #[test]
    fn no_code_stands_twice_in_a_table() {
        let tables = [
            PLACEMENT,
            EPISODE_REASON,
            LEGAL_STATUS,
            EPISODE_END,
            PROVIDER,
            ACTIVITY,
            EXCLUSION_REASON,
            SEN,
            ABUSE,
            ACCOMMODATION,
            ADOPTION_END,
            IN_TOUCH,
            NEED,
            PLACEMENT_CHANGE,
            PREVIOUS_PERMANENCE,
            REVIEW,
            SDQ_REASON,
            WORKER_CHANGE,
        ];
        for Codes(used, retired) in &tables {
            let mut codes: Vec<_> = used.iter().chain(*retired).map(|row| row.0).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), used.len() + retired.len(), "{used:?}");
        }
    }
}
