//! Names that look like another and are not: letters of other scripts, hidden characters, piled accents. A name in any
//! one script is a name, whatever the script.

use crate::domain::caseload::Children;
use crate::domain::facts::ChildFacts;
use crate::domain::visible::is_hidden;
use std::collections::BTreeMap;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

/// The most accents on one letter that a script has.
const MOST_ACCENTS: usize = 4;
/// From here on stand the scripts in which a joiner or its absence between letters is spelling.
const JOINING: char = '\u{590}';

/// What about one name is not as any script writes it, in words that do not repeat it.
pub fn strange(name: &str) -> Option<&'static str> {
    if name.is_ascii() {
        return None;
    }
    if hides(name) {
        return Some("the name holds a hidden character");
    }
    if piles(name) {
        return Some("the name has more than four accents on one letter");
    }
    let words = name.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let mixed = words.into_iter().any(|word| !word.is_single_script());
    mixed.then_some("a word of the name mixes letters of several scripts")
}

fn hides(name: &str) -> bool {
    let mut before = ' ';
    name.chars().any(|c| {
        let spelling = matches!(c, '\u{200c}' | '\u{200d}') && before >= JOINING;
        before = c;
        is_hidden(c) && !spelling
    })
}

fn piles(name: &str) -> bool {
    let accent =
        |c: char| matches!(get_general_category(c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark);
    let mut run = 0;
    name.nfd().any(|c| {
        run = if accent(c) { run + 1 } else { 0 };
        run > MOST_ACCENTS
    })
}

/// What a name looks like: the same for two that a reader would take for one.
fn look(name: &str) -> String {
    let mut accents = 0;
    let shown = name.nfd().filter(|c| {
        let accent = get_general_category(*c) == GeneralCategory::NonspacingMark;
        accents = if accent { accents + 1 } else { 0 };
        !is_hidden(*c) && accents <= MOST_ACCENTS
    });
    skeleton(&shown.collect::<String>()).collect()
}

/// A name as it is written, composed, small letters.
fn written(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Letters of the Latin alphabet of English alone, which are taken for each other (`rn` and `m`) in too many real names.
fn plain(name: &str) -> bool {
    name.is_ascii() && !name.bytes().any(|byte| byte.is_ascii_digit())
}

/// A child's forename and surname.
pub fn name_of(child: &ChildFacts) -> String {
    format!("{} {}", child.forename, child.surname).trim().to_owned()
}

/// Names by what they look like, each with the council's id of its child.
#[derive(Default)]
pub struct Looks(BTreeMap<String, Vec<(String, String)>>);

impl Looks {
    /// Of every child with a name.
    pub fn of(children: &Children) -> Self {
        let mut looks = Self::default();
        for child in children {
            looks.add(&child.child_id, &name_of(child));
        }
        looks
    }

    /// And this one's.
    pub fn add(&mut self, child_id: &str, name: &str) {
        if !name.is_empty() {
            self.0.entry(look(name)).or_default().push((child_id.to_owned(), name.to_owned()));
        }
    }

    /// The ids of children whose name looks like this one and is another.
    pub fn like(&self, name: &str) -> Vec<&str> {
        let same = self.0.get(&look(name)).map(Vec::as_slice).unwrap_or_default();
        let own = written(name);
        let other = |known: &&(String, String)| written(&known.1) != own && !(plain(name) && plain(&known.1));
        same.iter().filter(other).map(|(id, _)| id.as_str()).collect()
    }

    /// What is to be said of a child's name, if anything.
    pub fn told(&self, name: &str) -> Option<String> {
        let like = self.like(name);
        if like.is_empty() { strange(name).map(str::to_owned) } else { Some(told_like(&like)) }
    }
}

/// That a name looks like those of these children.
pub fn told_like(ids: &[&str]) -> String {
    format!("the name looks like that of {}", ids.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::shared;

    /// Forenames and surnames in many scripts, each of which goes with each.
    const REAL: [(&[&str], &[&str]); 14] = [
        (
            &[
                "Amara", "Siân", "Llŷr", "Ffion", "Chloë", "Zoë-May", "D'Arcy", "Seán", "Niamh", "Ælfwyn", "José",
                "Noémie",
            ],
            &["Okafor", "O'Brien", "Ó Dálaigh", "Tŷ-Gwyn", "Llwyd-Jones", "Smith", "Mac Giolla Bhríde"],
        ),
        (
            &["Łucja", "Żaneta", "Jiří", "Šárka", "Đorđe", "Çağla", "Gülşen"],
            &["Wójcik", "Dvořák", "Kovačević", "Yıldız", "Şahin"],
        ),
        (&["Nguyễn", "Thị", "Hồng-Ánh", "Đức"], &["Trần", "Phạm", "Võ", "Lê Thị Mỹ"]),
        (&["Анна", "Олексій", "Дмитро", "Ђорђе", "Ғани"], &["Коваленко", "Шевченко", "Јовановић", "Әлиев"]),
        (&["Ελένη", "Γιώργος", "Άννα", "Ἀλέξανδρος"], &["Παπαδοπούλου", "Οικονόμου", "Ζαΐμης"]),
        (&["محمد", "فاطمة", "عَلِيّ", "زينب", "علی\u{200c}رضا"], &["الحسن", "أحمدي", "حسین\u{200c}زاده", "خان"]),
        (&["דוד", "שָׂרָה", "יעל"], &["כהן", "לוי", "בן־דוד"]),
        (&["आरव", "प्रिया", "क्षमा", "अनन्या"], &["शर्मा", "सिंह", "त्रिवेदी"]),
        (&["তানিয়া", "রহিম", "সুমাইয়া"], &["চৌধুরী", "ইসলাম", "হক"]),
        (&["தமிழ்", "கவிதா", "முருகன்"], &["சுப்பிரமணியன்", "ராஜா"]),
        (&["ගීතා", "ක්\u{200d}ෂිතා", "නිමල්"], &["පෙරේරා", "ශ්\u{200d}රී"]),
        (&["明", "小红", "さくら", "ハルト", "結衣", "민준", "서연"], &["王", "李", "田中", "佐々木", "김", "박"]),
        (&["ሰላም", "አበበ", "ትግስት"], &["ተስፋዬ", "በቀለ"]),
        (&["Նարե", "Տիգրան", "ნინო", "გიორგი", "ทองดี", "สมชาย"], &["Պետրոսյան", "ბერიძე", "แก้วใส"]),
    ];

    fn real() -> Vec<(String, String)> {
        let names = REAL.iter().flat_map(|(forenames, surnames)| {
            forenames
                .iter()
                .flat_map(|forename| surnames.iter().map(|surname| ((*forename).to_owned(), (*surname).to_owned())))
        });
        let names: Vec<_> = names.collect();
        // The same with the surname of one script's neighbour: a child of two languages.
        let both = REAL.windows(2).flat_map(|pair| {
            pair[0]
                .0
                .iter()
                .flat_map(|forename| pair[1].1.iter().map(|surname| ((*forename).to_owned(), (*surname).to_owned())))
        });
        names.into_iter().chain(both).collect()
    }

    fn children(names: &[(String, String)]) -> Children {
        shared((1..).zip(names).map(|(key, (forename, surname))| ChildFacts {
            key,
            child_id: key.to_string().into(),
            forename: forename.into(),
            surname: surname.into(),
            ..ChildFacts::default()
        }))
    }

    #[test]
    fn five_hundred_real_names_are_neither_strange_nor_alike() {
        let names = real();
        assert!(names.len() >= 500, "{}", names.len());
        let children = children(&names);
        let looks = Looks::of(&children);
        for child in &children {
            let name = name_of(child);
            assert_eq!(strange(&name), None, "{name}");
            assert_eq!(looks.like(&name), Vec::<&str>::new(), "{name}");
        }
    }

    #[test]
    fn names_that_look_alike_are_told_whichever_comes_first() {
        for (one, other) in [
            ("Anna Roe", "\u{410}nna Roe"),
            ("Maria Rees", "M\u{430}ria Rees"),
            ("Otis Poe", "\u{39f}tis Poe"),
            ("Leo Marsh", "L\u{435}\u{43e} Marsh"),
            ("Tom Rees", "Tom\u{200b} Rees"),
            ("Ida Low", "Ida L\u{ff4f}w"),
            ("Zoe\u{301} Ash", "Zoe\u{301}\u{200d} Ash"),
            ("Al Ice", "A1 Ice"),
            ("\u{445}\u{430}\u{440} Poe", "xap Poe"),
        ] {
            let split = |name: &str| name.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            let children = children(&[split(one), split(other)]);
            let looks = Looks::of(&children);
            assert_eq!(looks.like(one), ["2"], "{one} {other}");
            assert_eq!(looks.like(other), ["1"], "{one} {other}");
        }
    }

    #[test]
    fn the_same_name_and_names_of_plain_letters_are_not_alike() {
        for (one, other) in [
            ("Mamie Roe", "Marnie Roe"),
            ("Zo\u{eb} Ash", "Zoe\u{308} Ash"),
            ("ZOË Ash", "Zoë Ash"),
            ("Nguyen Le", "Nguyễn Lê"),
            ("Zoe Ash", "Zoë Ash"),
        ] {
            let split = |name: &str| name.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            let children = children(&[split(one), split(other)]);
            assert_eq!(Looks::of(&children).like(one), Vec::<&str>::new(), "{one} {other}");
        }
    }

    #[test]
    fn a_name_that_no_script_writes_is_strange() {
        for (name, words) in [
            ("\u{410}nna Roe", "several scripts"),
            ("Anna R\u{3bf}e", "several scripts"),
            ("Tom\u{202e}as Rees", "hidden character"),
            ("To\u{200b}m Rees", "hidden character"),
            ("To\u{200d}m Rees", "hidden character"),
            ("Z\u{301}\u{302}\u{303}\u{304}\u{305}oe Ash", "four accents"),
        ] {
            assert!(strange(name).is_some_and(|told| told.contains(words)), "{name}");
        }
        assert_eq!(strange("Anna Roe-O'Neill"), None);
    }
}
