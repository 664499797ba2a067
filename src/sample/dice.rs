//! Dice: `SplitMix64`, a generator of a few lines whose numbers are the same on every machine and in every release.
//!
//! After G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators" (2014). Every child throws
//! dice of its own, so that a change to one child's story leaves all others as they were.

/// The step between two states: 2^64 divided by the golden ratio, made odd.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A row of random numbers.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of one thing among many: of a seed, a stream (what they are thrown for) and a number.
    pub(super) fn of(seed: u64, stream: u64, number: usize) -> Self {
        let mut dice = Self(seed ^ stream.wrapping_mul(GOLDEN));
        let salt = dice.next();
        Self(salt ^ (number as u64).wrapping_mul(GOLDEN).rotate_left(17))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A place in a row of `len`; 0 where `len` is 0.
    pub(super) fn index(&mut self, len: usize) -> usize {
        let scaled = (u128::from(self.next()) * len as u128) >> 64;
        usize::try_from(scaled).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included; `low` where `high` is below it.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.index(width)).unwrap_or(0)
    }

    /// True in `percent` of 100 throws.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of a row that is not empty.
    pub(super) fn pick<'a, T: ?Sized>(&mut self, row: &[&'a T]) -> &'a T {
        row[self.index(row.len())]
    }

    /// The numbers 0 to `len - 1` in random order.
    pub(super) fn shuffled(&mut self, len: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        for place in (1..len).rev() {
            order.swap(place, self.index(place + 1));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_paper() {
        let mut dice = Dice(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| dice.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn throws_stay_in_range_and_reach_both_ends() {
        let mut dice = Dice::of(7, 1, 0);
        let throws: Vec<i64> = (0..500).map(|_| dice.between(-2, 3)).collect();
        assert_eq!((throws.iter().min(), throws.iter().max()), (Some(&-2), Some(&3)));
    }

    #[test]
    fn shuffled_holds_every_number_once() {
        let mut order = Dice::of(7, 1, 0).shuffled(50);
        assert_ne!(order, (0..50).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }
}
