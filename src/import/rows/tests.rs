//! Rows of texts, whole and in drips.

use super::*;

/// Gives one byte at a time, so that every boundary falls between two reads.
struct Drip<'b>(&'b [u8]);
impl Read for Drip<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (Some((first, rest)), Some(slot)) = (self.0.split_first(), into.first_mut()) else { return Ok(0) };
        *slot = *first;
        self.0 = rest;
        Ok(1)
    }
}

fn rows(source: &mut dyn Read) -> Vec<String> {
    let (mut rows, mut row, mut out) = (Rows::new(source, b','), Row::default(), Vec::new());
    loop {
        match rows.next(&mut row).unwrap() {
            Next::Row => {
                let cells: Vec<_> = (0..row.len()).map(|place| row.text(place).into_owned()).collect();
                out.push(format!("{}:{}", row.line, cells.join("|")));
            }
            Next::Broken { line, reason } => out.push(format!("{line}!{reason}")),
            Next::End => return out,
        }
    }
}

#[test]
fn rows_have_the_line_on_which_they_start() {
    let cases: &[(&str, &[&str])] = &[
        ("a,b\n1,2\n", &["1:a|b", "2:1|2"]),
        ("a,b\r\n\r\n1,2", &["1:a|b", "3:1|2"]),
        ("a\rb\r", &["1:a", "2:b"]),
        ("a,\"x\ny\r\nz\",c\nd,,\n", &["1:a|x\ny\r\nz|c", "4:d||"]),
        ("  \n a , \"b, \"\"c\"\"\" ,d \n", &["2:a|b, \"c\"|d"]),
        ("a,b \"c\" d\n", &["1:a|b \"c\" d"]),
        ("a,\"b\nc,d\n", &["1!a quotation mark is opened and not closed", "2:c|d"]),
        ("a,\"b\"c\nd\n", &["1!text stands behind a closing quotation mark", "2:d"]),
        ("a,\"b\"", &["1:a|b"]),
        ("a,\"b", &["1!a quotation mark is opened and not closed"]),
        ("a,", &["1:a|"]),
        ("", &[]),
        ("\n\r\n \t\n", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(rows(&mut text.as_bytes()), *expected, "{text:?}");
        assert_eq!(rows(&mut Drip(text.as_bytes())), *expected, "{text:?} in drips");
    }
}

#[test]
fn other_bytes_are_windows_1252() {
    assert_eq!(rows(&mut &b"Zo\xeb,\x93ok\x94,Zo\xc3\xab\n"[..]), ["1:Zoë|“ok”|Zoë"]);
}

#[test]
fn a_row_beyond_the_limit_is_left_out_in_bounded_memory() {
    for (head, reason) in [("", TOO_LONG), ("\"", OPEN_QUOTE)] {
        let long = io::repeat(b'x').take(8 * LONGEST_ROW as u64);
        let mut source = head.as_bytes().chain(long).chain(&b"\nc,d\n"[..]);
        let (mut rows, mut row) = (Rows::new(&mut source, b','), Row::default());
        assert_eq!(rows.next(&mut row).unwrap(), Next::Broken { line: 1, reason });
        assert_eq!(rows.next(&mut row).unwrap(), Next::Row);
        assert_eq!((row.line, row.text(1).as_ref()), (2, "d"));
        assert!(rows.buffer.capacity() <= 5 * LONGEST_ROW, "{}", rows.buffer.capacity());
    }
}

#[test]
fn the_longest_row_is_taken_and_one_byte_more_is_not() {
    for (length, expected) in [(LONGEST_ROW - 1, Next::Row), (LONGEST_ROW, Next::Broken { line: 1, reason: TOO_LONG })]
    {
        let mut source = io::repeat(b'x').take(length as u64).chain(&b"\n"[..]);
        assert_eq!(Rows::new(&mut source, b',').next(&mut Row::default()).unwrap(), expected, "{length}");
    }
}
