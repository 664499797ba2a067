//! The trade's many spellings of a column: one table.

use crate::domain::kind::{Kind, spec};
use crate::import::mapping::meaning::Meaning;

/// What a column is called, divided by `|`, by `kind.field`; `*` for every kind. A field's own name needs no line here.
const SPELLINGS: &[(&str, &str)] = &[
    (
        "*.child_id",
        "pupil ref | pupil reference | pupil id | lac id | cla id | cic id | mosaic id | person id | child id | \
         client id | lcs id | ics id | eclipse id | case id | case number | case ref | case reference | \
         swift id | frameworki id | carefirst id | la child id | lachildid | council id | council ref | \
         social care id | social care ref | ssd id | system id | student id | child ref | child reference | \
         la ref | la reference | care id | person ref | person number | yp id | young person id | \
         child unique id | id | ref | reference | id number | child | native id",
    ),
    ("*.upn", "unique pupil number | pupil upn | upn number | unique pupil no | upn no"),
    (
        "children.forename",
        "first name | forenames | given name | legal forename | pupil forename | child forename | firstname",
    ),
    ("children.surname", "last name | family name | legal surname | pupil surname | child surname | lastname"),
    ("children.dob", "dob | date of birth | birth date | d o b | born | birthdate"),
    ("children.sex", "gender | sex | m f"),
    (
        "children.nc_year",
        "yr | ncy | year group | nc year | year | nc year group | school year | year grp | current year group",
    ),
    ("children.school_urn", "urn | school urn | dfe urn | current school urn"),
    ("children.known_as", "preferred name | known as | preferred forename | also known as"),
    ("children.cohort", "cohort | status | legal category | care status"),
    (
        "children.looked_after_since",
        "date became looked after | care start date | lac start date | cla start date | date into care | \
         looked after from | start of care | in care since | date entered care",
    ),
    (
        "children.caseworker",
        "vs caseworker | virtual school officer | education adviser | education officer | \
         virtual school caseworker | advisory teacher | vs officer | key worker | allocated worker",
    ),
    ("children.social_worker", "social worker | sw | sw name | allocated social worker | social worker name"),
    ("children.carer", "carer | foster carer | carer name | main carer"),
    ("children.designated_teacher", "designated teacher | dt | dt name | designated teacher name"),
    ("children.sen", "sen status | sen provision | sen code | send status | sen level | send"),
    (
        "attendance.date",
        "date | session date | attendance date | mark date | register date | date of mark | day | \
         date of session",
    ),
    ("attendance.session", "session | am pm | period | half day | am or pm | session name"),
    (
        "attendance.code",
        "code | mark | attendance code | attendance mark | register code | register mark | att code | \
         mark code | session mark | attendance | outcome",
    ),
    ("attendance.am", "am | am mark | am code | morning | morning mark | am attendance | am session"),
    ("attendance.pm", "pm | pm mark | pm code | afternoon | afternoon mark | pm attendance | pm session"),
    (
        "attendance.week_commencing",
        "week commencing | w c | wc | week beginning | wb | w b | week starting | week start | week | wk beg | \
         week comm",
    ),
    (
        "attendance.from",
        "from | start date | start | marks from | first session | first day | attendance from | marks start | \
         start of marks | period start | term start",
    ),
    (
        "attendance.marks",
        "marks | attendance marks | mark string | marks string | register marks | attendance string | \
         register | session marks | weekly marks | attendance pattern",
    ),
    ("attendance.school_urn", "urn | school urn | establishment urn | dfe urn"),
    ("peps.academic_year", "academic year | school year | ac year | pep academic year | acad year"),
    ("peps.term", "term | pep term | term of pep | pep period"),
    (
        "peps.due",
        "pep due | pep due date | next pep | next pep due | due date | date due | pep deadline | deadline | \
         pep to be held by | review due | pep review due | target date | next pep date",
    ),
    (
        "peps.held",
        "date of last pep | last pep | pep date | date of pep | pep meeting date | meeting date | date held | \
         pep held | last pep date | pep completed | pep completed date | completed date | date of meeting | \
         review date | date completed",
    ),
    ("peps.status", "pep status | status | stage | pep stage | workflow status"),
    (
        "peps.quality",
        "pep quality | rag | rag rating | pep rag | quality rating | qa rating | pep grade | qa outcome | \
         quality assurance | qa | pep rating | qa grade",
    ),
    (
        "exclusions.kind",
        "exclusion type | suspension type | type of exclusion | exclusion category | category | type | \
         exc type | type of suspension",
    ),
    (
        "exclusions.start",
        "exclusion start | start date | suspension start | suspended from | excluded from | date from | from | \
         exclusion start date | suspension start date | first day | exclusion date | date of exclusion | \
         date of suspension",
    ),
    (
        "exclusions.end",
        "exclusion end | end date | suspension end | suspended to | excluded to | date to | to | \
         exclusion end date | suspension end date | last day",
    ),
    (
        "exclusions.sessions",
        "no of sessions | number of sessions | sessions lost | sessions missed | sessions excluded | \
         total sessions",
    ),
    (
        "exclusions.reasons",
        "reason | exclusion reason | suspension reason | reason code | reason for exclusion | \
         reason for suspension | primary reason",
    ),
    (
        "exclusions.reintegration",
        "reintegration date | reintegration meeting | return meeting | reintegration meeting date | \
         return date",
    ),
    ("placements.start", "placement start | placement start date | start date | date placed | placed on | placed from"),
    ("placements.end", "placement end | placement end date | end date | date left"),
    ("placements.type", "placement type | type of placement | placement code"),
    ("placements.reason", "reason for change | reason for new episode | rne | change reason"),
    ("placements.legal_status", "legal status | ls"),
    ("placements.provider", "provider | placement provider | agency | placement name | home name"),
    ("placements.carer", "carer | carer name | foster carer | placed with"),
    (
        "placements.la",
        "placement la | placement authority | placement local authority | host authority | local authority",
    ),
    ("placements.postcode", "postcode | placement postcode | post code"),
    ("placements.planned_end", "planned end date | expected end date | planned end"),
    ("schools.urn", "school urn | establishment urn | dfe urn"),
    ("schools.name", "school | school name | establishment | establishment name"),
    ("schools.la", "local authority | la name | authority"),
    ("schools.phase", "phase of education | school phase | school type"),
    ("schools.ofsted", "ofsted rating | ofsted grade | ofsted judgement"),
    ("schools.phone", "telephone | tel | school phone | school telephone | phone number"),
    ("schools.designated_teacher", "dt | dt name"),
    ("schools.email", "school email | email address | dt email"),
    ("enrolments.school_urn", "urn | school urn | establishment urn | dfe urn"),
    (
        "enrolments.start",
        "admission date | date of admission | entry date | on roll from | date on roll | start date | \
         school start date | enrolment date | doa",
    ),
    ("enrolments.end", "leaving date | date of leaving | on roll to | off roll date | date off roll | end date | dol"),
    ("enrolments.registration", "enrolment status | registration type | registration status | enrol status"),
    ("enrolments.nc_year", "yr | ncy | year group | nc year | year"),
    ("enrolments.part_time", "part time | part time timetable | reduced timetable"),
    ("contacts.role", "relationship | contact type | contact role | job title"),
    ("contacts.name", "contact name | contact | full name"),
    ("contacts.phone", "telephone | tel | mobile | phone number | contact number"),
    ("contacts.email", "email address | e mail"),
    ("destinations.from", "start date | activity start | date from | activity start date | status date"),
    ("destinations.to", "end date | activity end | date to | activity end date"),
    ("destinations.status", "eet status | neet status | eet neet | destination status | employment status"),
    ("destinations.activity", "activity code | current activity | main activity"),
    ("destinations.checked", "date checked | last checked | last confirmed | date confirmed | verified"),
    ("destinations.detail", "destination | provider | details | course"),
    ("attainment.date", "assessment date | result date | date of assessment"),
    ("attainment.stage", "key stage | ks | assessment stage"),
    ("attainment.subject", "subject name | assessment subject"),
    ("attainment.measure", "assessment type | result type | aspect"),
    ("attainment.value", "result | grade | score | outcome | current grade"),
    ("attainment.target", "target grade | predicted grade | expected"),
    ("premium.financial_year", "fin year | fy | funding year"),
    ("premium.term", "funding term"),
    (
        "premium.allocated",
        "amount allocated | pp allocated | allocation | amount requested | pp amount | ppp allocated | \
         funding allocated",
    ),
    ("premium.spent", "amount spent | pp spent | spend | actual spend"),
    ("premium.purpose", "intervention | use of pp | reason for funding | description | use of funding"),
    ("referrals.received", "referral date | date received | date of referral | date referred"),
    ("referrals.from_role", "referrer role | referred by role | source | referral source"),
    ("referrals.from_name", "referrer | referred by | referrer name"),
    ("referrals.reason", "referral reason | reason for referral | request | enquiry"),
    ("referrals.first_action", "date of first action | first response | date actioned"),
    ("referrals.closed", "date closed | closed date | referral closed"),
    ("cohorts.start", "cohort start | cohort from"),
    ("cohorts.end", "cohort end | cohort to"),
    ("pep_stages.stage", "workflow stage | epep stage"),
    ("pep_stages.on", "stage date | date of stage"),
    ("pep_stages.reason", "reason returned | return reason | reason sent back"),
    ("pep_quality.reviewed", "qa date | date quality assured | quality assured on"),
    ("pep_quality.voice", "pupil voice | voice of the child | childs voice"),
    ("pep_quality.targets", "smart targets | target quality"),
    ("pep_quality.overall", "overall rag | overall rating | overall qa"),
    ("pep_quality.reviewer", "quality assured by | qa by"),
    ("premium_releases.released", "date released | release date | payment date | date paid"),
    ("premium_releases.amount", "amount released | amount paid | payment"),
    ("referral_stages.on", "stage date | date of stage"),
    ("support.plan", "support plan | plan name"),
    ("support.step", "action | intervention step"),
    ("challenges.answer_due", "response due | reply due"),
    ("training.title", "course title | training course"),
    ("training.attended", "attendance confirmed | did attend"),
    ("guarantee.offer", "september guarantee | sg status | sg offer"),
    ("careers.step", "careers activity | careers step"),
    ("transitions.change", "transition | type of transition"),
    ("enquiries.topic", "enquiry topic | enquiry type"),
    ("enquiries.replied", "date replied | reply sent"),
    ("admissions.applied", "application date | date of application | date applied"),
    ("admissions.decision", "admission decision | application outcome | application status"),
    ("admissions.start_due", "agreed start date | offer start date"),
    ("sen.need", "primary need | sen need | primary type of need"),
    ("sen.review_due", "ehcp review due | annual review due | next annual review"),
    ("sen.reviewed", "last annual review | date of annual review | annual review date"),
    ("sdq.score", "sdq score | sdq total | total difficulties | total difficulties score"),
    ("sdq.date", "sdq date | date of sdq | date completed"),
    ("sdq.completed_by", "completed by | informant"),
    ("early_years.setting", "nursery | early years setting | childcare setting"),
    ("early_years.hours", "funded hours | hours per week"),
    ("timetables.hours", "hours per week | weekly hours | hours in school"),
    ("timetables.review_due", "review date | pt review date"),
];

/// A header's word as it is compared: letters and figures in lower case, `%` as a word, all else a blank.
pub(super) fn plain(word: &str) -> String {
    let spaced: String = word
        .replace('%', " percent ")
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How well a header's word, already plain, names a meaning: 0 not at all, 90 exactly, and between them the longer
/// the part that does.
pub(super) fn likeness(kind: Kind, meaning: Meaning, word: &str) -> u32 {
    let own = meaning.word().replace('_', " ");
    let name = spec(kind).name;
    let fits = |key: &str| {
        let (scope, field) = key.split_once('.').unwrap_or_default();
        field == meaning.word() && (scope == "*" || scope == name)
    };
    let spelt = SPELLINGS.iter().filter(|(key, _)| fits(key)).flat_map(|(_, words)| words.split(" | "));
    spelt.chain([own.as_str()]).map(|spelling| alike(word, spelling)).max().unwrap_or(0)
}

fn alike(word: &str, spelling: &str) -> u32 {
    if word == spelling {
        return 90;
    }
    let inside = format!(" {word} ").contains(&format!(" {spelling} "));
    let (part, whole) = (spelling.split(' ').count(), word.split(' ').count());
    // One short word inside a long title says little: "reason for next PEP date" is no reason.
    match (inside, part) {
        (false, _) => 0,
        (true, 1) if whole > 2 || spelling.len() < 3 => 0,
        (true, 1) => 50,
        (true, part) => 55 + 5 * u32::try_from(part.min(4)).unwrap_or(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mapping::meaning::kinds;

    #[test]
    fn every_line_names_a_field_in_plain_words() {
        for (key, words) in SPELLINGS {
            let (scope, field) = key.split_once('.').unwrap();
            let known =
                kinds().any(|kind| (scope == "*" || spec(kind).name == scope) && Meaning::parse(kind, field).is_some());
            assert!(known, "{key}");
            for word in words.split(" | ") {
                assert_eq!(plain(word), word, "{key}");
            }
        }
    }

    #[test]
    fn the_trades_spellings() {
        let pep = |meaning, word: &str| likeness(Kind::Pep, meaning, &plain(word));
        for (meaning, word, sure) in [
            (Meaning::Child, "Pupil Ref.", 90),
            (Meaning::Child, "LAC ID", 90),
            (Meaning::Child, "Mosaic_ID", 90),
            (Meaning::Upn, "UPN", 90),
            (Meaning::Field("due"), "PEP Due Date", 90),
            (Meaning::Field("due"), "Next PEP", 90),
            (Meaning::Field("due"), "Next PEP (statutory)", 65),
            (Meaning::Field("held"), "Date of last PEP", 90),
            (Meaning::Field("held"), "Att %", 0),
            (Meaning::Field("status"), "Status of the last PEP", 0),
        ] {
            assert_eq!(pep(meaning, word), sure, "{word}");
        }
        for (word, field) in [("DOB", "dob"), ("Date of Birth", "dob"), ("Yr", "nc_year"), ("NCY", "nc_year")] {
            assert_eq!(likeness(Kind::Child, Meaning::Field(field), &plain(word)), 90, "{word}");
        }
        assert_eq!(plain("Att %"), "att percent");
    }
}
