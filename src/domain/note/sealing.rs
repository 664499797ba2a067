//! Pieces of a note that stay out of sight: what stands between double square brackets, `[[07700 900123]]`.
//!
//! A carer's telephone and a placement's postcode belong to the files that come in: a later file overwrites them, and
//! taking an import back brings the earlier ones. So what is typed in a note stays in the note, and is sealed there:
//! lists, search and commands show a mark in its place, the record shows it on the key for sealed fields.

use std::borrow::Cow;
use std::ops::Range;

/// What stands in place of a sealed piece.
pub const MASK: &str = "[sealed: p]";

const OPEN: &str = "[[";
const CLOSE: &str = "]]";

/// Areas of United Kingdom postcodes; ZZ is the one for no real place.
const AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX \
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN \
    NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB \
    W WA WC WD WF WN WR WS WV YO ZE ZZ ";

/// What should not stand in a note in clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// A telephone number.
    Phone,
    /// A postcode.
    Postcode,
}

impl Found {
    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Phone => "a telephone number",
            Self::Postcode => "a postcode",
        }
    }
}

/// The sealed pieces, brackets counted. None goes over the end of a line.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    while let Some(open) = text[from..].find(OPEN).map(|at| from + at) {
        let inside = open + OPEN.len();
        match text[inside..].find(['[', ']', '\n']).map(|at| inside + at) {
            Some(end) if text[end..].starts_with(CLOSE) => {
                pieces.push(open..end + CLOSE.len());
                from = end + CLOSE.len();
            }
            _ => from = open + 1,
        }
    }
    pieces
}

/// The text with a mark in place of each sealed piece.
pub fn masked(text: &str) -> Cow<'_, str> {
    replaced(text, |_| MASK)
}

/// The text with its sealed pieces shown.
pub fn revealed(text: &str) -> Cow<'_, str> {
    replaced(text, |inside| inside)
}

fn replaced<'a>(text: &'a str, with: impl Fn(&'a str) -> &'a str) -> Cow<'a, str> {
    let pieces = pieces(text);
    if pieces.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut shown, mut from) = (String::with_capacity(text.len()), 0);
    for piece in pieces {
        shown.push_str(&text[from..piece.start]);
        shown.push_str(with(&text[piece.start + OPEN.len()..piece.end - CLOSE.len()]));
        from = piece.end;
    }
    shown.push_str(&text[from..]);
    Cow::Owned(shown)
}

/// Telephone numbers and postcodes that stand in clear, in their order.
pub fn in_clear(text: &str) -> Vec<(Range<usize>, Found)> {
    let pieces = pieces(text);
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        let inside = pieces.iter().any(|piece| piece.contains(&at));
        let begins = !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '+');
        if at < from || inside || !begins || !(c.is_ascii_alphanumeric() || matches!(c, '+' | '(')) {
            continue;
        }
        let phone = phone(&text[at..]).map(|length| (length, Found::Phone));
        if let Some((length, what)) = phone.or_else(|| Some((postcode(&text[at..])?, Found::Postcode))) {
            from = at + length;
            found.push((at..from, what));
        }
    }
    found
}

/// The text with what stands in clear sealed.
pub fn seal(text: &str) -> String {
    let (mut sealed, mut from) = (String::with_capacity(text.len()), 0);
    for (piece, _) in in_clear(text) {
        sealed.push_str(&text[from..piece.start]);
        sealed.push_str(OPEN);
        sealed.push_str(&text[piece.clone()]);
        sealed.push_str(CLOSE);
        from = piece.end;
    }
    sealed.push_str(&text[from..]);
    sealed
}

/// How long a telephone number at the beginning of a text is: groups of digits with a blank, hyphen or bracket between.
fn phone(text: &str) -> Option<usize> {
    let (mut digits, mut gap, mut longest) = (String::new(), 0, None);
    for (at, c) in text.char_indices() {
        match c {
            '+' if at == 0 => digits.push('+'),
            '0'..='9' => {
                gap = 0;
                digits.push(c);
                let ends = !text[at + 1..].starts_with(char::is_alphanumeric);
                if ends && is_phone(&digits) {
                    longest = Some(at + 1);
                }
            }
            ' ' | '-' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    longest
}

fn is_phone(digits: &str) -> bool {
    let abroad = digits.strip_prefix("+44").or_else(|| digits.strip_prefix("0044"));
    let inland = match abroad {
        Some(rest) => rest.strip_prefix('0').unwrap_or(rest),
        None => digits.strip_prefix('0').unwrap_or_default(),
    };
    (9..=10).contains(&inland.len()) && inland.starts_with(['1', '2', '3', '5', '7', '8', '9'])
}

/// How long a postcode at the beginning of a text is.
fn postcode(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let area = text.get(..letters).filter(|_| (1..=2).contains(&letters))?;
    let known = AREAS.contains(&format!(" {} ", area.to_ascii_uppercase()));
    let is = |at: usize, fits: fn(&u8) -> bool| bytes.get(at).is_some_and(fits);
    if !known || !is(letters, u8::is_ascii_digit) {
        return None;
    }
    let long = is(letters + 1, u8::is_ascii_alphanumeric);
    let districts = if long { [letters + 2, letters + 1] } else { [letters + 1; 2] };
    districts.into_iter().find_map(|end| {
        let inward = end + usize::from(is(end, |byte| *byte == b' '));
        let last = |byte: &u8| byte.is_ascii_alphabetic() && !b"CIKMOV".contains(&byte.to_ascii_uppercase());
        let fits = is(inward, u8::is_ascii_digit) && is(inward + 1, last) && is(inward + 2, last);
        let ends = !text.get(inward + 3..)?.starts_with(char::is_alphanumeric);
        (fits && ends).then_some(inward + 3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn telephone_numbers_and_postcodes_are_found_as_they_are_written() {
        for (text, sealed) in [
            ("ring 07700 900123 after 4", "ring [[07700 900123]] after 4"),
            ("07700900123", "[[07700900123]]"),
            ("(01632) 960 123.", "[[(01632) 960 123]]."),
            ("01632-960123, 020 7946 0018", "[[01632-960123]], [[020 7946 0018]]"),
            ("+44 7700 900123", "[[+44 7700 900123]]"),
            ("+44 (0)7700 900123", "[[+44 (0)7700 900123]]"),
            ("0044 7700 900123", "[[0044 7700 900123]]"),
            ("07700 900123 0915 rang", "[[07700 900123]] 0915 rang"),
            ("moved to ZZ99 1AA today", "moved to [[ZZ99 1AA]] today"),
            ("sw1a1aa; M1 1AE; e1w 3ss", "[[sw1a1aa]]; [[M1 1AE]]; [[e1w 3ss]]"),
            ("[[07700 900123]] and 07700 900124", "[[07700 900123]] and [[07700 900124]]"),
            // None of these is one.
            ("09:15 to 10:30, 0915 1030", "09:15 to 10:30, 0915 1030"),
            ("01/02/2026, 2026-11-23", "01/02/2026, 2026-11-23"),
            ("UPN H801200001001", "UPN H801200001001"),
            ("070 1234", "070 1234"),
            ("077009001234567", "077009001234567"),
            ("Y9 4pm, KS2 1st, year 9 2nd", "Y9 4pm, KS2 1st, year 9 2nd"),
            ("QX1 1AA", "QX1 1AA"),
            ("M1 1AEx", "M1 1AEx"),
            ("é1 1AA", "é1 1AA"),
            ("", ""),
        ] {
            assert_eq!(seal(text), sealed, "{text}");
            assert!(in_clear(sealed).is_empty(), "{sealed}");
        }
        let found: Vec<Found> = in_clear("ZZ99 1AA 07700 900123").into_iter().map(|(_, what)| what).collect();
        assert_eq!(found, [Found::Postcode, Found::Phone]);
    }

    #[test]
    fn sealed_pieces_are_masked_and_revealed_and_half_brackets_are_text() {
        for (text, hidden, shown) in [
            ("ring [[07700 900123]] now", "ring [sealed: p] now", "ring 07700 900123 now"),
            ("[[a]][[b]]", "[sealed: p][sealed: p]", "ab"),
            ("[[[a]]", "[[sealed: p]", "[a"),
            ("[[a [[b]]", "[[a [sealed: p]", "[[a b"),
            ("[[a\nb]] [[c] d]]", "[[a\nb]] [[c] d]]", "[[a\nb]] [[c] d]]"),
            ("[[]] x [[", "[sealed: p] x [[", " x [["),
        ] {
            assert_eq!((&*masked(text), &*revealed(text)), (hidden, shown), "{text}");
        }
    }

    proptest! {
        #[test]
        fn sealing_hides_all_that_is_found_and_loses_no_letter(text in "(?s)[0-9+() A-Z\\[\\]é\n-]{0,40}|.{0,20}") {
            let sealed = seal(&text);
            prop_assert!(in_clear(&sealed).is_empty(), "{:?}", sealed);
            for (piece, _) in in_clear(&text) {
                prop_assert!(!text[piece].contains(['[', ']']));
            }
            prop_assert_eq!(revealed(&sealed), revealed(&text));
        }
    }
}
