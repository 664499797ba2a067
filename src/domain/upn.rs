//! Unique pupil numbers and their check letter (Department for Education, UPN guide).

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The check letter of a UPN's twelve other characters: weights 2 to 13, modulo 23, letters without I, O and S.
/// `None` unless these are twelve digits, or eleven and the letter of a temporary number.
pub fn check_letter(rest: &str) -> Option<char> {
    let (last, digits) = rest.as_bytes().split_last()?;
    if digits.len() != 11 {
        return None;
    }
    let weighed = digits.iter().zip(2..).try_fold(0, |sum, (&byte, weight)| Some(sum + weight * digit(byte)?))?;
    let tail = digit(*last).or_else(|| letter(*last))?;
    LETTERS.get((weighed + 13 * tail) % LETTERS.len()).map(|&letter| char::from(letter))
}

/// Whether a UPN is well formed and its check letter right.
pub fn valid(upn: &str) -> bool {
    let mut characters = upn.chars();
    let first = characters.next();
    first.is_some() && first == check_letter(characters.as_str())
}

fn digit(byte: u8) -> Option<usize> {
    byte.is_ascii_digit().then(|| usize::from(byte - b'0'))
}

/// The value of a letter is its place among the check letters.
fn letter(byte: u8) -> Option<usize> {
    LETTERS.iter().position(|&letter| letter == byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_the_weighted_sum_modulo_23() {
        // 8x2 + 0x3 + 1x4 + 2x5 + 0x6 + 0x7 + 0x8 + 0x9 + 1x10 + 0x11 + 0x12 + 1x13 = 53; 53 mod 23 = 7: letter 8, H.
        assert_eq!(check_letter("801200001001"), Some('H'));
        // Twelve noughts: 0, the first letter. One in the last place: 13, the fourteenth.
        assert_eq!(check_letter("000000000000"), Some('A'));
        assert_eq!(check_letter("000000000001"), Some('P'));
        // A temporary number: B stands for 1 in the thirteenth place.
        assert_eq!(check_letter("00000000000B"), Some('P'));
    }

    #[test]
    fn only_a_well_formed_number_is_valid() {
        for (upn, is_valid) in [
            ("H801200001001", true),
            ("J801200001001", false),
            ("h801200001001", false),
            ("P00000000000B", true),
            ("P00000000000O", false),
            ("P0000000000B0", false),
            ("H80120000100", false),
            ("H8012000010011", false),
            ("UN1", false),
            ("é", false),
            ("", false),
        ] {
            assert_eq!(valid(upn), is_valid, "{upn}");
        }
    }
}
