//! Money: whole pence, read from what people write and written as pounds.

/// The most that one row may say, in pence: a million pounds. What is more is a slip of a column or of the point.
pub const MOST: i64 = 100_000_000;

/// Reads `1234`, `1234.5`, `1234.50`, `£1,234.50`, not below nothing, into pence; `None` where it is none of these.
pub fn parse(text: &str) -> Option<i64> {
    let bare = text.strip_prefix('£').unwrap_or(text).trim_start();
    let (pounds, pence) = bare.split_once('.').unwrap_or((bare, "00"));
    let pence = match pence.len() {
        1 => 10 * whole(pence)?,
        2 => whole(pence)?,
        _ => return None,
    };
    let mut groups = pounds.split(',');
    let first = groups.next().filter(|first| !pounds.contains(',') || first.len() <= 3)?;
    let sum = groups.try_fold(whole(first)?, |sum, group| {
        (group.len() == 3).then_some(())?;
        sum.checked_mul(1000)?.checked_add(whole(group)?)
    })?;
    sum.checked_mul(100)?.checked_add(pence)
}

/// Up to nine figures.
pub fn whole(text: &str) -> Option<i64> {
    let figures = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    figures.then(|| text.parse().ok()).flatten()
}

/// `£1,234.50` without the sign of the pound, which not every terminal can show.
pub fn pounds(pence: i64) -> String {
    format!("{}GBP {}", if pence < 0 { "-" } else { "" }, figures(pence.saturating_abs()))
}

/// As a file has it, without groups: `1234.50`.
pub fn plain(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

/// The figures alone, for a column that names the currency and for an answer: `1,234.50`.
pub fn figures(pence: i64) -> String {
    let (sign, pence) = (if pence < 0 { "-" } else { "" }, pence.unsigned_abs());
    let (pounds, rest) = (pence / 100, pence % 100);
    let figures = pounds.to_string();
    let mut grouped = String::with_capacity(figures.len() + 4);
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    format!("{sign}{grouped}.{rest:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pence_are_read_and_written_as_pounds() {
        for (text, pence) in [
            ("1234", Some(123_400)),
            ("1234.5", Some(123_450)),
            ("£1,234.50", Some(123_450)),
            ("-1", None),
            ("1,23", None),
            ("1.234", None),
            ("", None),
            ("+5", None),
        ] {
            assert_eq!(parse(text), pence, "{text}");
        }
        for (pence, words) in [
            (0, "GBP 0.00"),
            (5, "GBP 0.05"),
            (123_450, "GBP 1,234.50"),
            (-1_234, "-GBP 12.34"),
            (123_456_789, "GBP 1,234,567.89"),
        ] {
            assert_eq!(pounds(pence), words);
            assert_eq!(figures(pence), words.replace("GBP ", ""));
        }
    }
}
