//! What happens to files on their way: each in its own words, so that the random tests surely meet it.

use proptest::prelude::*;

/// Longer than any row that is taken.
const LONG: usize = (1 << 20) + 1;

/// A change of a file: which, where and how far, and with what.
#[derive(Debug, Clone)]
pub(super) struct Change {
    how: usize,
    place: usize,
    length: usize,
    with: Vec<u8>,
}

type Mutation = fn(&mut Vec<u8>, &Change);

/// Changes of any file.
const OF_BYTES: &[(&str, Mutation)] = &[
    ("a stretch is replaced", |bytes, change| splice(bytes, change, |_| change.with.clone())),
    ("a stretch stands twice", |bytes, change| splice(bytes, change, |stretch| stretch.repeat(2))),
    ("bytes are put in", |bytes, change| splice(bytes, change, |stretch| [&change.with, stretch].concat())),
    ("a bit is flipped", |bytes, change| {
        let place = change.at(bytes.len());
        bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << (change.length % 8));
    }),
    ("the file is cut off", |bytes, change| bytes.truncate(change.at(bytes.len()))),
    ("a NUL", |bytes, change| put(bytes, change, b"\0")),
];

/// Changes of a text: its columns, its rows, its quotation marks, its encoding.
const OF_TEXT: &[(&str, Mutation)] = &[
    ("columns are moved", |bytes, change| each_line(bytes, |_, cells| change.swap(cells))),
    ("the header is moved alone", |bytes, change| {
        each_line(bytes, |line, cells| {
            if line == 0 {
                change.swap(cells);
            }
        });
    }),
    ("a column is gone", |bytes, change| each_line(bytes, |_, cells| change.take_away(cells))),
    ("a cell is gone", |bytes, change| {
        each_line(bytes, |line, cells| {
            if line == change.length % 4 {
                change.take_away(cells);
            }
        });
    }),
    ("rows are moved", |bytes, change| each_part(bytes, b'\n', |lines| change.swap(lines))),
    ("a quotation mark is open", |bytes, change| {
        each_line(bytes, |line, cells| {
            if line == change.length % 4 {
                let cell = change.at(cells.len());
                cells.iter_mut().skip(cell).take(1).for_each(|cell| cell.insert(0, b'"'));
            }
        });
    }),
    ("a byte order mark in the middle", |bytes, change| put(bytes, change, b"\xef\xbb\xbf")),
    ("Windows-1252 beside UTF-8", |bytes, change| {
        put(bytes, change, b"\xe9");
        put(bytes, &Change { place: change.length, ..change.clone() }, "é".as_bytes());
    }),
    ("UTF-16 from the start", |bytes, _| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        *bytes = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    }),
    ("UTF-16 from the middle on", |bytes, change| {
        let rest = bytes.split_off(change.at(bytes.len()));
        bytes.extend(rest.into_iter().flat_map(|byte| [byte, 0]));
    }),
    ("another delimiter in a row", |bytes, change| {
        let other = if change.length % 2 == 0 { b';' } else { b'\t' };
        each_part(bytes, b'\n', |lines| {
            let line = change.at(lines.len());
            let bytes = lines.iter_mut().skip(line).take(1).flatten();
            bytes.filter(|byte| **byte == b',').for_each(|byte| *byte = other);
        });
    }),
    ("other line ends", |bytes, change| {
        let end: &[u8] = if change.length % 2 == 0 { b"\r" } else { b"\r\n" };
        *bytes = bytes.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(end);
    }),
    ("a line that is too long", |bytes, change| put(bytes, change, &vec![b'x'; LONG])),
    ("entities", |bytes, change| {
        let words: &[&[u8]] = &[
            b"<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;\">]>",
            b"&c;",
            b"&#0;",
            b"&#x110000;",
            b"<![CDATA[",
            b"<!--",
            b"<?xml encoding='UTF-16'?>",
        ];
        put(bytes, change, words[change.length % words.len()]);
    }),
];

/// Changes of bytes alone, for files whose text is packed away.
pub(super) fn of_bytes(most: usize) -> impl Strategy<Value = Vec<Change>> {
    changes(OF_BYTES.len(), most)
}

/// All changes.
pub(super) fn of_text(most: usize) -> impl Strategy<Value = Vec<Change>> {
    changes(OF_BYTES.len() + OF_TEXT.len(), most)
}

/// All changes, with words of XML.
pub(super) fn of_xml(most: usize) -> impl Strategy<Value = Vec<Change>> {
    let with = proptest::collection::vec("[<>/\"=A-Z0-9]{0,4}", 0..2).prop_map(|words| words.concat().into_bytes());
    of(OF_BYTES.len() + OF_TEXT.len(), most, with)
}

fn changes(kinds: usize, most: usize) -> impl Strategy<Value = Vec<Change>> {
    of(kinds, most, proptest::collection::vec(any::<u8>(), 0..4))
}

fn of(kinds: usize, most: usize, with: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<Change>> {
    let change = (0..kinds, any::<usize>(), 0..30_usize, with);
    let change = change.prop_map(|(how, place, length, with)| Change { how, place, length, with });
    proptest::collection::vec(change, 1..most)
}

/// Makes changes one after the other.
pub(super) fn mutate(bytes: &mut Vec<u8>, changes: &[Change]) {
    for change in changes {
        let (_, mutation) = OF_BYTES.iter().chain(OF_TEXT).nth(change.how).unwrap();
        mutation(bytes, change);
    }
}

/// Overwrites short stretches.
pub(super) fn overwrite(bytes: &mut [u8], changes: &[Change], fill: u8) {
    for change in changes {
        let from = change.place % bytes.len();
        let to = (from + change.length % 4).min(bytes.len());
        bytes[from..to].fill(fill);
    }
}

impl Change {
    /// Its place among so many, or behind the last.
    fn at(&self, many: usize) -> usize {
        self.place % (many + 1)
    }

    fn swap<T>(&self, parts: &mut [T]) {
        if !parts.is_empty() {
            parts.swap(self.place % parts.len(), self.length % parts.len());
        }
    }

    fn take_away<T>(&self, parts: &mut Vec<T>) {
        if self.at(parts.len()) < parts.len() {
            parts.remove(self.at(parts.len()));
        }
    }
}

fn splice(bytes: &mut Vec<u8>, change: &Change, turned: impl Fn(&[u8]) -> Vec<u8>) {
    let from = change.at(bytes.len());
    let to = (from + change.length).min(bytes.len());
    let stretch = turned(&bytes[from..to]);
    bytes.splice(from..to, stretch);
}

fn put(bytes: &mut Vec<u8>, change: &Change, what: &[u8]) {
    let place = change.at(bytes.len());
    bytes.splice(place..place, what.iter().copied());
}

fn each_part(bytes: &mut Vec<u8>, between: u8, turn: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut parts: Vec<_> = bytes.split(|byte| *byte == between).map(<[u8]>::to_vec).collect();
    turn(&mut parts);
    *bytes = parts.join(&between);
}

fn each_line(bytes: &mut Vec<u8>, turn: impl Fn(usize, &mut Vec<Vec<u8>>)) {
    each_part(bytes, b'\n', |lines| {
        for (number, line) in lines.iter_mut().enumerate() {
            each_part(line, b',', |cells| turn(number, cells));
        }
    });
}

#[test]
fn each_changes_a_file() {
    for (how, (name, mutation)) in OF_BYTES.iter().chain(OF_TEXT).enumerate() {
        let mut bytes = b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n".to_vec();
        let before = bytes.clone();
        mutation(&mut bytes, &Change { how, place: 2, length: 3, with: b"x".to_vec() });
        assert_ne!(bytes, before, "{name}");
    }
}
