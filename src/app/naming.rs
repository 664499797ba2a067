//! How the screen names children: by name, or by initials where others can look on.

use crate::app::Model;
use crate::domain::facts::ChildFacts;
use crate::domain::names::{called, initials};
use crate::domain::visible::visible;

/// How children are named. What somebody wrote stays as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// By name.
    #[default]
    Names,
    /// By initials and the council's id, which tells those apart who share them.
    Initials,
}

impl Naming {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Names => Self::Initials,
            Self::Initials => Self::Names,
        }
    }

    /// What a child is called.
    pub fn of(self, child: &ChildFacts) -> String {
        match (self, initials(child)) {
            (Self::Names, _) => called(child),
            (Self::Initials, letters) if letters.is_empty() => format!("id {}", child.child_id),
            (Self::Initials, letters) => visible(&format!("{letters} (id {})", child.child_id)).into_owned(),
        }
    }

    /// The whole name, as in a heading.
    pub fn whole(self, child: &ChildFacts) -> String {
        let name = format!("{} {}", child.forename, child.surname);
        match self {
            Self::Names if name.trim().is_empty() => format!("id {}", child.child_id),
            Self::Names => visible(name.trim()).into_owned(),
            Self::Initials => self.of(child),
        }
    }
}

impl Model {
    /// What a child is called on the screen now.
    pub fn name_of(&self, child: &ChildFacts) -> String {
        self.naming.of(child)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_carry_the_id_that_tells_two_apart() {
        let child = |forename: &str, surname: &str| ChildFacts {
            child_id: "0412".into(),
            forename: forename.into(),
            surname: surname.into(),
            known_as: Some("Ama".into()),
            ..ChildFacts::default()
        };
        for (of, name, whole, letters) in [
            (child("Amara", "Okafor"), "Ama Okafor", "Amara Okafor", "AO (id 0412)"),
            (child("", ""), "Ama", "id 0412", "id 0412"),
            (child("Łucja", "Ó Dálaigh"), "Ama Ó Dálaigh", "Łucja Ó Dálaigh", "ŁÓ (id 0412)"),
        ] {
            assert_eq!((Naming::Names.of(&of), Naming::Names.whole(&of)), (name.to_owned(), whole.to_owned()));
            assert_eq!(Naming::Initials.of(&of), letters);
            assert_eq!(Naming::Initials.whole(&of), letters);
            assert_eq!(Naming::Initials.other(), Naming::Names);
        }
    }
}
