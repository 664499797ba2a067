//! PEPs term by term: which stage one stands at, how good it is by the council's rule, whether it was held in time, and
//! whether money may be released on it. Parts of the work and reports ask here, so that one figure has one meaning.

pub mod colour;
pub mod plan;
pub mod rows;
pub mod stage;
pub mod term;
pub mod timely;

pub use colour::{CRITERIA, Colour, Yardstick};
pub use plan::Plan;
pub use rows::Rows;
pub use stage::Stage;
pub use term::NamedTerm;
pub use timely::Timely;
