//! The CIN census: Message > Children > Child, with `ChildIdentifiers` and, for each time in need, `CINdetails` with the
//! plans in it.

use crate::import::xml::units::{Group, Unit};
use crate::import::xml::{Family, Part};

pub(super) const FAMILY: Family = Family {
    root: "Message",
    collection: "CIN",
    path: &["Message", "Children", "Child"],
    layouts: &["cin-children", "cin-plans"],
    take,
};

fn take(unit: &Unit, parts: &mut [Part]) {
    let [children, plans] = parts else { return };
    let who = unit.groups.iter().find(|group| group.name == "ChildIdentifiers");
    let id = who.filter(|who| who.fault.is_none()).map_or("", |who| value(who, "LAchildID"));
    if let Some(who) = who {
        let cohort = cohort(&unit.groups);
        children.row(who.line, who.fault.as_ref(), |word| match word {
            "Sex" => first(who, ["Sex", "GenderCurrent"]),
            "Cohort" => cohort,
            word => value(who, word),
        });
    }
    let mut need = "";
    for group in &unit.groups {
        let (plan, dates, category) = match group.name.as_str() {
            "CINdetails" => {
                need = value(group, "PrimaryNeedCode");
                continue;
            }
            "CINPlanDates" => ("CIN", ["CINPlanStartDate", "CINPlanEndDate"], need),
            "ChildProtectionPlans" => {
                let abuse = first(group, ["LatestCategoryOfAbuse", "InitialCategoryOfAbuse"]);
                ("CP", ["CPPstartDate", "CPPendDate"], abuse)
            }
            _ => continue,
        };
        plans.row(group.line, group.fault.as_ref(), |word| match word {
            "LAchildID" => id,
            "Plan" => plan,
            "StartDate" => value(group, dates[0]),
            "EndDate" => value(group, dates[1]),
            _ => category,
        });
    }
}

/// In need while a case is open, under protection while a plan is.
fn cohort(groups: &[Group]) -> &'static str {
    let open = |name: &str, end: &str| groups.iter().any(|group| group.name == name && value(group, end).is_empty());
    match (open("CINdetails", "CINclosureDate"), open("ChildProtectionPlans", "CPPendDate")) {
        (true, true) => "CIN;CP",
        (true, false) => "CIN",
        (false, true) => "CP",
        (false, false) => "",
    }
}

fn value<'g>(group: &'g Group, word: &str) -> &'g str {
    group.leaves.get(word).map_or("", String::as_str)
}

fn first<'g>(group: &'g Group, words: [&str; 2]) -> &'g str {
    words.into_iter().map(|word| value(group, word)).find(|text| !text.is_empty()).unwrap_or_default()
}
