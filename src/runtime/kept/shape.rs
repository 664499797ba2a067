//! View, order and filter as TOML.

use crate::app::dashboard::calls::By;
use crate::app::dashboard::sort::{Order, Sort};
use crate::app::filter::choice::Filter;
use crate::app::views::{self, Shape, VIEWS};
use crate::domain::kind::COHORTS;
use crate::domain::rules::Family;
use toml::{Table, Value};

/// The words for kinds of flag.
const KINDS: [(&str, Family); 9] = [
    ("missing", Family::Missing),
    ("exclusion", Family::Exclusion),
    ("attendance", Family::Attendance),
    ("placement", Family::Placement),
    ("pep", Family::Pep),
    ("care", Family::Care),
    ("after-16", Family::Eet),
    ("referral", Family::Referral),
    ("school", Family::School),
];

/// A view by its name.
pub(super) fn view(name: &str) -> Result<usize, String> {
    views::place(name).ok_or_else(|| format!("view: there is no view {name}"))
}

/// `school`, `school reversed`.
pub(super) fn order_words(order: Order) -> String {
    format!("{}{}", order.sort.name(), if order.reversed { " reversed" } else { "" })
}

/// An order by its words.
pub(super) fn order(words: &Value) -> Result<Order, String> {
    let words = words.as_str().ok_or("order: not words")?;
    let (name, reversed) = words.strip_suffix(" reversed").map_or((words, false), |name| (name, true));
    let sort = Sort::ALL.into_iter().find(|sort| sort.name() == name);
    let sort = sort.ok_or_else(|| format!("order: there is no column {name}"))?;
    Ok(Order { sort, reversed })
}

/// By what children stand together.
fn by(word: &Value) -> Result<By, String> {
    let known = By::ALL.into_iter().find(|by| word.as_str() == Some(by.name()));
    known.ok_or_else(|| format!("by: {word} is not school, social worker or carer"))
}

/// As it is written: what is not narrowed is left out.
pub(super) fn written(shape: &Shape) -> Table {
    let view = VIEWS.get(shape.view).unwrap_or(&VIEWS[0]);
    let mut table = Table::new();
    table.insert("view".to_owned(), view.name.into());
    if let Some(by) = shape.by {
        table.insert("by".to_owned(), by.name().into());
    }
    if shape.order != view.order {
        table.insert("order".to_owned(), order_words(shape.order).into());
    }
    let Filter { families, years, schools, cohorts } = &shape.filter;
    let kinds = KINDS.iter().filter(|(_, family)| families.contains(family)).map(|(word, _)| Value::from(*word));
    let school = |urn: &Option<Box<str>>| Value::from(urn.as_deref().unwrap_or_default());
    let cohort = |place: &u8| COHORTS.get(usize::from(*place)).map(|word| Value::from(*word));
    let lists: [(&str, Vec<Value>); 4] = [
        ("kinds", kinds.collect()),
        ("years", years.iter().map(|year| Value::from(i64::from(*year))).collect()),
        ("schools", schools.iter().map(school).collect()),
        ("cohorts", cohorts.iter().filter_map(cohort).collect()),
    ];
    let filled = lists.into_iter().filter(|(_, list)| !list.is_empty());
    table.extend(filled.map(|(key, list)| (key.to_owned(), Value::Array(list))));
    table
}

/// Reads it. Nothing in it is the view of the start.
pub(super) fn read(table: Table) -> Result<Shape, String> {
    let mut shape = Shape::default();
    let mut chosen = None;
    for (key, value) in table {
        match key.as_str() {
            "view" => shape.view = view(value.as_str().ok_or("view: not a name")?)?,
            "by" => shape.by = Some(by(&value)?),
            "order" => chosen = Some(order(&value)?),
            "kinds" => shape.filter.families = all(&value, "kinds", kind)?.into_iter().collect(),
            "years" => shape.filter.years = all(&value, "years", year)?.into_iter().collect(),
            "schools" => shape.filter.schools = all(&value, "schools", urn)?.into_iter().map(school).collect(),
            "cohorts" => shape.filter.cohorts = all(&value, "cohorts", cohort)?.into_iter().collect(),
            _ => return Err(format!("{key}: there is no such setting")),
        }
    }
    shape.order = chosen.unwrap_or(VIEWS[shape.view].order);
    Ok(shape)
}

fn all<T>(value: &Value, key: &str, one: fn(&Value) -> Option<T>) -> Result<Vec<T>, String> {
    let list = value.as_array().ok_or_else(|| format!("{key}: not a list"))?;
    list.iter().map(|item| one(item).ok_or_else(|| format!("{key}: {item} is not known"))).collect()
}

fn kind(value: &Value) -> Option<Family> {
    KINDS.iter().find(|(word, _)| value.as_str() == Some(word)).map(|(_, family)| *family)
}

fn year(value: &Value) -> Option<i8> {
    i8::try_from(value.as_integer()?).ok().filter(|year| (-2..=14).contains(year))
}

fn urn(value: &Value) -> Option<Box<str>> {
    value.as_str().map(Into::into)
}

/// No school is written as an empty URN.
fn school(urn: Box<str>) -> Option<Box<str>> {
    (!urn.is_empty()).then_some(urn)
}

fn cohort(value: &Value) -> Option<u8> {
    COHORTS.iter().position(|word| value.as_str() == Some(word)).and_then(|place| u8::try_from(place).ok())
}
