//! A row a record: cells translated and handed to the reader of our own layout, so that the same rules hold.

use crate::domain::kind::{Kind, spec};
use crate::domain::sheet::by_upn;
use crate::import::header::Header;
use crate::import::layouts::LAYOUTS;
use crate::import::lines::Row;
use crate::import::mapping::cells::translate;
use crate::import::mapping::evidence::shape;
use crate::import::mapping::meaning::{Meaning, fields};
use crate::import::mapping::profile::Profile;
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use crate::import::table::child_id;
use crate::import::values::EMPTY;

/// Where a row says whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whose {
    id: Option<usize>,
    upn: Option<usize>,
}

impl Whose {
    pub(super) fn of(profile: &Profile, header: &Header) -> Self {
        let place = |meaning| profile.column(header, meaning);
        // A list of children makes children, which a pupil number alone cannot.
        let upn = if profile.kind == Kind::Child { None } else { place(Meaning::Upn) };
        Self { id: place(Meaning::Child), upn }
    }

    /// The council's id, else the pupil number marked as one.
    pub(super) fn child(self, header: &Header, row: &Row) -> Result<String, Refusal> {
        let cell = |at: Option<usize>| at.map(|at| (at, row.text(at))).filter(|(_, text)| !text.is_empty());
        let checked = |at, text: &str| child_id(text).map(str::to_owned).map_err(|why| header.refuse(at, why));
        match (cell(self.id), cell(self.upn), self.id.or(self.upn)) {
            (Some((at, id)), _, _) => checked(at, &id),
            (None, Some((at, upn)), _) => checked(at, &upn).map(|upn| by_upn(&upn)),
            (None, None, Some(at)) => Err(header.refuse(at, EMPTY)),
            (None, None, None) => Ok(String::new()),
        }
    }
}

pub(super) struct Long {
    inner: Box<dyn Reader>,
    profile: Profile,
    header: Header,
    whose: Whose,
    fields: Vec<(usize, &'static str)>,
    of_child: bool,
}

impl Long {
    /// `None` where the kind has no layout of its own.
    pub(super) fn new(profile: &Profile, header: &Header) -> Option<Self> {
        let layout =
            LAYOUTS.iter().find(|layout| layout.kind == profile.kind && layout.name == spec(profile.kind).name)?;
        let found = fields(profile.kind).into_iter();
        let found = found.filter_map(|(name, _)| {
            let meaning = Meaning::parse(profile.kind, name)?;
            Some((profile.column(header, meaning)?, name))
        });
        let fields: Vec<_> = found.collect();
        let of_child = spec(profile.kind).of_child;
        let child = of_child.then(|| "child_id".to_owned());
        let words = child.into_iter().chain(fields.iter().map(|(_, name)| (*name).to_owned())).collect();
        let inner = layout.open(&Header::of_words(words))?;
        let whose = Whose::of(profile, header);
        Some(Self { inner, profile: profile.clone(), header: header.clone(), whose, fields, of_child })
    }

    /// A refusal in the words of the file.
    fn reword(&self, refusal: Refusal) -> Refusal {
        let found = |word: &str| self.fields.iter().find(|(_, name)| *name == word).map(|(at, _)| *at);
        let column = refusal.column.map(|word| found(&word).and_then(|at| self.header.word(at)).unwrap_or(word));
        Refusal { column, ..refusal }
    }
}

impl Reader for Long {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        // The readers of marks keep no text.
        let written = if self.of_child && self.profile.kind != Kind::Attendance { row.csv() } else { None };
        let mut own = Row::of_line(row.line);
        own.written = written;
        if self.of_child {
            own.push(&self.whose.child(&self.header, row)?);
        }
        for &(at, name) in &self.fields {
            let shape = shape(self.profile.kind, Meaning::Field(name));
            let codes = self.profile.codes_of(&self.header, at);
            own.push(&translate(shape, &row.text(at), self.profile.order, codes));
        }
        self.inner.row(&own).map_err(|refusal| self.reword(refusal))
    }

    fn finish(self: Box<Self>, tally: &mut Tally) {
        self.inner.finish(tally);
    }
}
