//! Sealed fields: a placement's address and a carer's telephone never leave by accident.

use serde::{Serialize, Serializer};
use std::fmt;

/// A value that prints nothing: not with `{}`, not with `{:?}`, not as JSON. Only [`Sealed::reveal`] gives it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sealed<T>(T);

impl<T> Sealed<T> {
    /// Seals a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Gives the value, where a person asked to see it.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

impl<T> fmt::Display for Sealed<T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl<T> Serialize for Sealed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_nothing_of_the_value() {
        let address = Sealed::new("14 Canary Row".to_owned());
        let printed = format!("{address:?}{address}{}", serde_json::to_string(&address).unwrap());
        assert!(!printed.contains("Canary"), "{printed}");
        assert_eq!(address.reveal(), "14 Canary Row");
    }
}
