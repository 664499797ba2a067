-- Search in notes. The words of each note's latest version, folded by the program: small letters without accents and
-- signs, a blank between them, so that a word is what stands between blanks whatever its script. Nothing but the words
-- and the notes that they stand in is kept; the text stays in note_version. `prefix`: the first letters typed are the
-- ones that most words begin with.
CREATE VIRTUAL TABLE note_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2'
);
