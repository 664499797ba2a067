//! Files of the rest of the work of a virtual school, each with a struct of its own.

pub(super) mod advice;
pub(super) mod education;
pub(super) mod inclusion;
pub(super) mod money;
pub(super) mod national;
pub(super) mod pathways;
pub(super) mod peps;
pub(super) mod support_to_schools;
pub(super) mod transitions;
