//! Pupil Premium Plus: what a child has in a financial year, what went out, what it was spent on and to which end.

pub mod purse;
pub mod rate;
pub mod year;

pub use purse::{Purse, Use};
pub use rate::Rate;
pub use year::FinancialYear;
