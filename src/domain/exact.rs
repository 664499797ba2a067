//! Exact figures: rules compare fractions, never floating point; rounding is only for print.

use std::cmp::Ordering;
use std::fmt;

/// A figure as an exact fraction, its denominator above 0.
#[derive(Debug, Clone, Copy)]
pub struct Exact {
    num: i64,
    den: i64,
}

impl Exact {
    /// A whole number.
    pub const fn whole(n: i64) -> Self {
        Self { num: n, den: 1 }
    }

    /// `num / den`; `None` where `den` is not above 0.
    pub const fn ratio(num: i64, den: i64) -> Option<Self> {
        if den > 0 { Some(Self { num, den }) } else { None }
    }

    /// Half-day sessions as days.
    pub const fn half_days(sessions: i64) -> Self {
        Self { num: sessions, den: 2 }
    }

    /// `part` of `whole` in per cent; `None` where `whole` is not above 0.
    pub const fn percent(part: i64, whole: i64) -> Option<Self> {
        Self::ratio(100 * part, whole)
    }

    /// The difference of two figures.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self { num: self.num * other.den - other.num * self.den, den: self.den * other.den }
    }

    /// Tenths, rounded half away from zero: 12.25 is 123.
    pub const fn tenths(self) -> i64 {
        let scaled = 20 * self.num;
        let away = if scaled < 0 { -self.den } else { self.den };
        (scaled + away) / (2 * self.den)
    }

    /// The fraction as it is kept: `25/2`.
    pub fn fraction(self) -> String {
        format!("{}/{}", self.num, self.den)
    }

    /// Reads a fraction; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (num, den) = text.split_once('/')?;
        Self::ratio(num.parse().ok()?, den.parse().ok()?)
    }

    /// The figure with exactly one decimal, as rates are shown: `51.2`, `94.0`.
    pub fn one_decimal(self) -> String {
        let tenths = self.tenths();
        let sign = if tenths < 0 { "-" } else { "" };
        format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
    }

    /// The figure as a number for JSON: rounded to one decimal.
    #[allow(clippy::cast_precision_loss, reason = "figures stay far below 2^52")]
    pub fn rounded(self) -> f64 {
        self.tenths() as f64 / 10.0
    }
}

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Self::whole(whole)
    }
}
impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Exact {}
impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.num) * i128::from(other.den);
        left.cmp(&(i128::from(other.num) * i128::from(self.den)))
    }
}

/// Prints at most one decimal, and none where the rounded figure is whole: `12`, `12.5`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        let sign = if tenths < 0 { "-" } else { "" };
        let (units, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenth == 0 { write!(f, "{sign}{units}") } else { write!(f, "{sign}{units}.{tenth}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero() {
        for (num, den, shown) in [(1, 4, "0.3"), (-1, 4, "-0.3"), (49, 40, "1.2"), (25, 2, "12.5"), (24, 2, "12")] {
            assert_eq!(Exact::ratio(num, den).unwrap().to_string(), shown, "{num}/{den}");
        }
    }

    #[test]
    fn rates_show_one_decimal() {
        for (num, den, shown) in [(94, 1, "94.0"), (43, 84, "0.5"), (-1, 4, "-0.3")] {
            assert_eq!(Exact::ratio(num, den).unwrap().one_decimal(), shown, "{num}/{den}");
        }
    }

    #[test]
    fn compares_without_rounding() {
        let third = Exact::ratio(1, 3).unwrap();
        assert!(Exact::ratio(3_333, 10_000).unwrap() < third);
        assert_eq!(Exact::ratio(2, 6).unwrap(), third);
    }
}
