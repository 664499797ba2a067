//! The layouts that are recognised by their header.
