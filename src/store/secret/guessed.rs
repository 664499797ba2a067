//! New passphrases that a guesser tries first.

use crate::store::secret::Secret;
use zeroize::Zeroizing;

/// Passphrases and the words that many are made of, in small letters without blanks and digits at their ends.
const COMMON: &str = include_str!("common.txt");
/// Fewest different characters.
const DIFFERENT: usize = 6;
/// Fewest characters of a new passphrase.
pub const SHORTEST: usize = 12;

/// Why a new passphrase is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// It has fewer than 12 characters.
    Short,
    /// It is among those that are tried first, with or without digits and marks round it.
    Common,
    /// It has few different characters, or its characters follow each other as on a keyboard or in the alphabet.
    Plain,
}

impl Weakness {
    /// What is wrong with it, to be said after "the passphrase".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Short => "is shorter than 12 characters",
            Self::Common => "is one that guessers try first; four or five words that say nothing together are better",
            Self::Plain => "repeats few characters or runs along the keyboard; four or five words are better",
        }
    }
}

/// Rows along which fingers run.
const ROWS: [&str; 5] = ["abcdefghijklmnopqrstuvwxyz", "12345678901234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

impl Secret {
    /// Why it cannot be a new passphrase; `None` where it can.
    pub fn weakness(&self) -> Option<Weakness> {
        if self.characters() < SHORTEST {
            return Some(Weakness::Short);
        }
        let folded = Zeroizing::new(self.text().to_lowercase());
        let core = folded.trim_matches(|c: char| !c.is_alphabetic());
        let letters = Zeroizing::new(core.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
        let all = Zeroizing::new(folded.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
        if COMMON.lines().any(|common| common == *letters || common == *all) {
            return Some(Weakness::Common);
        }
        let mut different: Vec<char> = folded.chars().collect();
        different.sort_unstable();
        different.dedup();
        let plain = different.len() < DIFFERENT || runs(&all);
        different.fill(' ');
        plain.then_some(Weakness::Plain)
    }
}

/// Whether most characters stand beside the one before in a row, forwards or backwards.
fn runs(text: &str) -> bool {
    let beside = |one: char, next: char| {
        let pair: String = [one, next].iter().collect();
        let back: String = [next, one].iter().collect();
        ROWS.iter().any(|row| row.contains(&pair) || row.contains(&back))
    };
    let steps = text.chars().zip(text.chars().skip(1));
    let along = steps.filter(|(one, next)| beside(*one, *next)).count();
    along * 3 > text.chars().count() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_guessers_try_first_is_not_taken() {
        for (typed, weakness) in [
            ("elf letters", Some(Weakness::Short)),
            ("ééééééééééé", Some(Weakness::Short)),
            ("Password2026!", Some(Weakness::Common)),
            ("correct horse battery staple", Some(Weakness::Common)),
            ("Virtual School 1", Some(Weakness::Common)),
            ("123letmeinplease", Some(Weakness::Common)),
            ("aaaaaaaaaaaaaa", Some(Weakness::Plain)),
            ("abcabcabcabcabc", Some(Weakness::Plain)),
            ("123456789012", Some(Weakness::Plain)),
            ("qwertyuiopasdfgh", Some(Weakness::Plain)),
            ("zyxwvutsrqpo", Some(Weakness::Plain)),
            ("twelve characters", None),
            ("kettle orbit seven moss", None),
            ("Żółć gęślą jaźń", None),
            ("u7Kd-93mPq-x1", None),
        ] {
            assert_eq!(Secret::new(typed.to_owned()).weakness(), weakness, "{typed}");
        }
    }
}
