//! Whole files in, sheets out.
