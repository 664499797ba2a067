//! Tests of the parts on screen.
