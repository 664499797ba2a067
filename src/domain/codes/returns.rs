//! Codes of the yearly returns that hold no placement: reviews, health, care leavers, social workers, adoption.

use crate::domain::codes::Codes;

/// Categories of abuse of a child protection plan, CIN census.
pub const ABUSE: Codes = Codes(
    &[
        ("NEG", "neglect"),
        ("PHY", "physical abuse"),
        ("SAB", "sexual abuse"),
        ("EMO", "emotional abuse"),
        ("MUL", "several kinds"),
    ],
    &[],
);

/// Where a care leaver lives and whether that is suitable, SSDA903 ACCOM.
pub const ACCOMMODATION: Codes = Codes(
    &[
        ("B1", "with parents or relatives, suitable"),
        ("B2", "with parents or relatives, not suitable"),
        ("C1", "residential care, suitable"),
        ("C2", "residential care, not suitable"),
        ("D1", "semi-independent accommodation, suitable"),
        ("D2", "semi-independent accommodation, not suitable"),
        ("E1", "supported lodgings, suitable"),
        ("E2", "supported lodgings, not suitable"),
        ("G1", "gone abroad, suitable"),
        ("G2", "gone abroad, not suitable"),
        ("H1", "deported, suitable"),
        ("H2", "deported, not suitable"),
        ("K1", "ordinary lodgings, suitable"),
        ("K2", "ordinary lodgings, not suitable"),
        ("R1", "residence not known, suitable"),
        ("R2", "residence not known, not suitable"),
        ("S1", "no fixed abode, suitable"),
        ("S2", "no fixed abode, not suitable"),
        ("T1", "foyer or supported housing, suitable"),
        ("T2", "foyer or supported housing, not suitable"),
        ("U1", "independently, suitable"),
        ("U2", "independently, not suitable"),
        ("V1", "emergency accommodation, suitable"),
        ("V2", "emergency accommodation, not suitable"),
        ("W1", "bed and breakfast, suitable"),
        ("W2", "bed and breakfast, not suitable"),
        ("X1", "in custody, suitable"),
        ("X2", "in custody, not suitable"),
        ("Y1", "other accommodation, suitable"),
        ("Y2", "other accommodation, not suitable"),
        ("Z1", "with former foster carers, suitable"),
        ("Z2", "with former foster carers, not suitable"),
        ("0", "not in touch"),
    ],
    &[],
);

/// Why a child is no longer to be placed for adoption, SSDA903 `REASON_PLACED_CEASED`.
pub const ADOPTION_END: Codes = Codes(
    &[
        ("RD1", "needs changed since the decision"),
        ("RD2", "the court made no placement order"),
        ("RD3", "no adopters were found"),
        ("RD4", "another reason"),
    ],
    &[],
);

/// Whether a care leaver is in touch with the council, SSDA903 `IN_TOUCH`.
pub const IN_TOUCH: Codes = Codes(
    &[
        ("YES", "in touch"),
        ("NO", "not in touch"),
        ("DIED", "has died"),
        ("REFU", "refuses contact"),
        ("NREQ", "needs no more help"),
        ("RHOM", "returned home"),
    ],
    &[],
);

/// Why services are given, SSDA903 CIN and CIN census `PrimaryNeedCode`.
pub const NEED: Codes = Codes(
    &[
        ("N0", "not stated"),
        ("N1", "abuse or neglect"),
        ("N2", "child's disability"),
        ("N3", "parent's illness or disability"),
        ("N4", "family in acute stress"),
        ("N5", "family dysfunction"),
        ("N6", "socially unacceptable behaviour"),
        ("N7", "low income"),
        ("N8", "absent parenting"),
        ("N9", "not a case of need"),
    ],
    &[],
);

/// Why a placement changed, SSDA903 `REASON_PLACE_CHANGE`.
pub const PLACEMENT_CHANGE: Codes = Codes(
    &[
        ("CARPL", "change in the care plan"),
        ("CLOSE", "provision closed or carer resigned"),
        ("ALLEG", "allegation against the carer"),
        ("STAND", "concern about standards of care"),
        ("APPRR", "approval removed"),
        ("CREQB", "at the carer's request, over behaviour"),
        ("CREQO", "at the carer's request, for another reason"),
        ("CHILD", "at the child's request"),
        ("LAREQ", "at the council's request"),
        ("PLACE", "only the status of the placement changed"),
        ("CUSTOD", "custody"),
        ("OTHER", "another reason"),
    ],
    &[],
);

/// How a child had left care before, SSDA903 `PREV_PERM`.
pub const PREVIOUS_PERMANENCE: Codes = Codes(
    &[
        ("P1", "adopted before"),
        ("P2", "under a special guardianship order before"),
        ("P3", "under a residence or child arrangements order before"),
        ("P4", "out of care for good before, how is not known"),
        ("Z1", "never left care for good before"),
    ],
    &[],
);

/// How a child took part in a review, SSDA903 `REVIEW_CODE`.
pub const REVIEW: Codes = Codes(
    &[
        ("PN0", "under 4 years old"),
        ("PN1", "attended and spoke"),
        ("PN2", "attended, an advocate spoke"),
        ("PN3", "attended, views given without words"),
        ("PN4", "attended and gave no views"),
        ("PN5", "did not attend, an advocate spoke"),
        ("PN6", "sent views and did not attend"),
        ("PN7", "neither attended nor sent views"),
    ],
    &[],
);

/// Why there is no strengths and difficulties score, SSDA903 `SDQ_REASON`.
pub const SDQ_REASON: Codes = Codes(
    &[
        ("SDQ1", "too young or too old"),
        ("SDQ2", "the carer refused"),
        ("SDQ3", "not possible with the child's disability"),
        ("SDQ4", "another reason"),
        ("SDQ5", "the child refused"),
    ],
    &[],
);

/// Why a social worker took over, SSDA903 `SW_REASON`.
pub const WORKER_CHANGE: Codes = Codes(
    &[
        ("MANAGE", "caseloads managed"),
        ("FCONTA", "first contact or new referral"),
        ("LEFTRL", "the one before left the role"),
        ("ORGRST", "reorganisation"),
        ("TSPROC", "transfer by the standard process"),
        ("ABSENC", "cover of an absence, or return from it"),
        ("CHCHAN", "at the child's request"),
        ("PCCHAN", "at a parent's or carer's request"),
        ("SWDIED", "the one before died"),
        ("OTHERS", "another reason"),
    ],
    &[],
);
