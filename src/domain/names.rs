//! Names: what a child is called, and their order, by the code points of their composed letters (Unicode NFC), the same on every machine.

use crate::domain::caseload::Children;
use crate::domain::facts::ChildFacts;
use crate::domain::search::fold;
use crate::domain::visible::visible;
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// The name by which staff know a child: known-as name or forename, and surname; else the council's id.
pub(crate) fn called(child: &ChildFacts) -> String {
    let first = child.known_as.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&child.forename);
    let name = format!("{first} {}", child.surname);
    if name.trim().is_empty() { format!("id {}", child.child_id) } else { visible(name.trim()).into_owned() }
}

/// The first letter of the forename and of the surname.
pub(crate) fn initials(child: &ChildFacts) -> String {
    let first = |name: &str| {
        let mut letters = name.graphemes(true);
        letters.find(|letter| letter.starts_with(char::is_alphanumeric)).unwrap_or_default().to_owned()
    };
    first(&child.forename) + &first(&child.surname)
}

/// Each child's place by surname, forename and the council's id, by its place among `children`.
pub(crate) fn places(children: &Children) -> Arc<[u32]> {
    let names = children.iter().map(|child| (composed(&child.surname), composed(&child.forename), &*child.child_id));
    let names: Vec<_> = names.collect();
    let keys = names.iter().map(|(surname, forename, _)| name_key(surname, forename));
    let mut order: Vec<(u128, u32)> = keys.zip(0..).collect();
    let name = |at: u32| &names[at as usize];
    order.sort_unstable_by(|(left, a), (right, b)| left.cmp(right).then_with(|| name(*a).cmp(name(*b))).then(a.cmp(b)));
    let mut places = vec![0; children.len()];
    for ((_, at), place) in order.into_iter().zip(0..) {
        places[at as usize] = place;
    }
    places.into()
}

/// Names that one thread folds at least.
const SHARE: usize = 256;

/// Each child's place by folded surname and forename, by its place among `children`; who has the same name has the same
/// place.
pub(crate) fn folded_places(children: &Children) -> Vec<u32> {
    let folded = (0..children.len()).into_par_iter().with_min_len(SHARE);
    let folded = folded.map(|at| (fold(&children[at].surname), fold(&children[at].forename)));
    let folded: Vec<_> = folded.collect();
    let mut order: Vec<usize> = (0..folded.len()).collect();
    order.par_sort_unstable_by_key(|at| &folded[*at]);
    let (mut places, mut place) = (vec![0; folded.len()], 0);
    for pair in order.windows(2) {
        place += u32::from(folded[pair[0]] != folded[pair[1]]);
        places[pair[1]] = place;
    }
    places
}

/// A name in composed letters, as most are written already.
fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc_quick(name.chars()) == IsNormalized::Yes {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    }
}

/// Bytes of the surname in the key of a name.
const SURNAME: usize = 10;
/// Bytes of the forename in the key of a name.
const FORENAME: usize = 6;

/// The first letters of a name as a number: of two different numbers the smaller belongs to the name that comes
/// first; equal numbers say nothing.
fn name_key(surname: &str, forename: &str) -> u128 {
    let mut key = [0_u8; SURNAME + FORENAME];
    let whole = put(surname, &mut key[..SURNAME]);
    if whole {
        put(forename, &mut key[SURNAME..]);
    } else {
        // A surname that goes on comes after the same letters alone, whatever the forename.
        key[SURNAME..].fill(0xff);
    }
    u128::from_be_bytes(key)
}

/// Puts the first bytes of a name into a key; whether that was all of it.
fn put(name: &str, into: &mut [u8]) -> bool {
    let length = name.len().min(into.len());
    into[..length].copy_from_slice(&name.as_bytes()[..length]);
    name.len() <= into.len() && !name.ends_with('\0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_key_never_contradicts_the_name(
            left in "[a\\x00é\u{301}z]{0,12}", right in "[a\\x00é\u{301}z]{0,12}",
            one in "[ab\\x00]{0,8}", other in "[ab\\x00]{0,8}",
        ) {
            let letters = |name: &str| name.nfc().collect::<String>();
            let by_letters = (letters(&left), &one).cmp(&(letters(&right), &other));
            let by_key = name_key(&composed(&left), &one).cmp(&name_key(&composed(&right), &other));
            prop_assert!(by_key.is_eq() || by_key == by_letters);
            prop_assert_eq!((composed(&left), &one).cmp(&(composed(&right), &other)), by_letters);
        }
    }
}
