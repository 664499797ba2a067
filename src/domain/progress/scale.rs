//! Scales: what results are measured on, so that only what is comparable is compared.

/// A scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// GCSE grades 9 to 1, U as 0; a double award counts as the mean of its two grades.
    Gcse,
    /// Scaled scores of the national tests: 80 to 120, 100 is the expected standard.
    Scaled,
    /// What a teacher judges against what is expected at that age, in words.
    Judged,
    /// Any other number; more is taken as better.
    Number,
}

/// A result on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Which scale.
    pub scale: Scale,
    /// Hundredths of a grade, a word's step or a point.
    pub hundredths: i64,
}

/// The words of teachers' judgements from low to high; of each step the first is shown in narrow columns.
const JUDGED: &[&[&str]] = &[
    &["below", "working below", "blw", "bl", "pre-key stage", "pks", "pkf"],
    &["towards", "working towards", "wts", "emerging", "developing"],
    &["expected", "exs", "exp", "at expected", "working at", "met", "secure"],
    &["greater", "greater depth", "gds", "exceeding", "above"],
];

impl Scale {
    /// Whether a result of one key stage can stand beside one of another: grades and words mean the same in each,
    /// scores and numbers of different tests do not.
    pub const fn outlives_a_stage(self) -> bool {
        matches!(self, Self::Gcse | Self::Judged)
    }

    /// Counted in grades (or words), else in points.
    pub const fn in_grades(self) -> bool {
        self.outlives_a_stage()
    }

    /// The lowest and highest hundredths on which it is drawn; the lowest word is drawn as a short bar.
    pub const fn span(self) -> (i64, i64) {
        match self {
            Self::Gcse => (0, 900),
            Self::Scaled => (8_000, 12_000),
            Self::Judged => (-100, 300),
            Self::Number => (0, 10_000),
        }
    }

    /// What it is, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gcse => "GCSE grades 9 to 1",
            Self::Scaled => "scaled score, 100 is expected",
            Self::Judged => "below, towards, expected, greater depth for the age",
            Self::Number => "a number, more is taken as better",
        }
    }
}

impl Mark {
    /// Reads a value of a measure; `None` where it stands on no known scale.
    pub fn read(measure: &str, value: &str) -> Option<Self> {
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        let on = |scale| move |hundredths| Self { scale, hundredths };
        if names(measure, "gcse") {
            return gcse(value).map(on(Scale::Gcse));
        }
        if names(measure, "scaled") {
            return number(value).filter(|score| (8_000..=12_000).contains(score)).map(on(Scale::Scaled));
        }
        judged(value).map(on(Scale::Judged)).or_else(|| number(value).map(on(Scale::Number)))
    }
}

/// `below`, `towards`, `expected`, `greater` for a teacher's judgement in any of its spellings; else as it is.
pub fn short(value: &str) -> &str {
    let step = judged(value.trim()).and_then(|hundredths| usize::try_from(hundredths / 100).ok());
    step.and_then(|step| JUDGED.get(step)?.first()).map_or(value, |word| word)
}

/// Whether a measure holds a word, upper or lower case.
fn names(measure: &str, word: &str) -> bool {
    measure.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn judged(value: &str) -> Option<i64> {
    let is = |word: &&str| word.eq_ignore_ascii_case(value);
    let step = JUDGED.iter().position(|words| words.iter().any(is))?;
    i64::try_from(step).ok().map(|step| 100 * step)
}

/// `7`, `U`, `5-4`, `54`.
fn gcse(value: &str) -> Option<i64> {
    let grade = |letter: char| match letter {
        'U' | 'u' => Some(0),
        letter => letter.to_digit(10).filter(|grade| (1..=9).contains(grade)).map(i64::from),
    };
    let grades: Option<Vec<i64>> =
        value.chars().filter(|letter| !matches!(letter, '-' | '/' | ' ')).map(grade).collect();
    match grades?[..] {
        [one] => Some(100 * one),
        [one, two] if (one - two).abs() <= 1 => Some(50 * (one + two)),
        _ => None,
    }
}

/// A number with at most two decimals, in hundredths.
fn number(value: &str) -> Option<i64> {
    let (negative, digits) = value.strip_prefix('-').map_or((false, value), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let sound = (1..=6).contains(&whole.len()) && part.len() <= 2;
    if !sound || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hundredths = format!("{whole}{part:0<2}").parse::<i64>().ok()?;
    Some(if negative { -hundredths } else { hundredths })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_on_the_scale_of_its_measure_or_on_none() {
        for (measure, value, expected) in [
            ("GCSE grade", "7", Some((Scale::Gcse, 700))),
            ("GCSE grade", "U", Some((Scale::Gcse, 0))),
            ("GCSE double award", "5-4", Some((Scale::Gcse, 450))),
            ("GCSE grade", "10", None),
            ("GCSE grade", "71", None),
            ("GCSE grade", "C", None),
            ("scaled score", "98", Some((Scale::Scaled, 9_800))),
            ("scaled score", "79", None),
            ("scaled score", "120", Some((Scale::Scaled, 12_000))),
            ("scaled score", "121", None),
            ("teacher assessment", "Working Towards", Some((Scale::Judged, 100))),
            ("teacher assessment", "GDS", Some((Scale::Judged, 300))),
            ("teacher assessment", "doing well", None),
            ("reading age", "9.25", Some((Scale::Number, 925))),
            ("progress", "-0.5", Some((Scale::Number, -50))),
            ("reading age", "9y 3m", None),
            ("reading age", "", None),
        ] {
            let mark = expected.map(|(scale, hundredths)| Mark { scale, hundredths });
            assert_eq!(Mark::read(measure, value), mark, "{measure} {value}");
        }
    }

    #[test]
    fn long_words_have_a_short_one() {
        for (value, expected) in [("Working towards", "towards"), ("gds", "greater"), ("98", "98"), ("fine", "fine")] {
            assert_eq!(short(value), expected);
        }
    }
}
