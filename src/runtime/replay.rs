//! A session without a terminal: what messages ask for is done at once, on the thread of whoever calls.

use crate::app::effect::Effect;
use crate::app::{Model, Msg, update};
use crate::domain::thresholds::Thresholds;
use crate::runtime::Happening;
use crate::runtime::clock::Clock;
use crate::runtime::store_thread::{Places, Worker};
use crate::store::Store;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// A model and what carries its effects out.
pub struct Replay {
    /// What is shown.
    pub model: Model,
    worker: Worker,
    /// What other threads send: files are read and paths completed beside.
    beside: Receiver<Happening>,
}

impl std::fmt::Debug for Replay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} on top", self.model.top().name())
    }
}

impl Replay {
    /// With the built-in limits, before anything is read; `profiles` is the folder of the profiles of unknown files.
    pub fn new(store: Store, clock: Clock, profiles: PathBuf, size: (u16, u16)) -> Self {
        let (answers, beside) = channel();
        let places = Places { file: store.path().to_owned(), profiles, kept: None, authority: None };
        let worker = Worker::new(Some(store), (Thresholds::default(), clock), answers, places);
        Self { model: Model::new(clock.now(), size), worker, beside }
    }

    /// Carries an effect out, and gives the answers to it and those that came from other threads by now.
    pub fn carry_out(&mut self, effect: Effect) -> Vec<Msg> {
        let mut answers = self.worker.at_once(effect, self.model.today());
        self.worker.prepare();
        for happening in self.beside.try_iter() {
            match happening {
                Happening::Msg(msg) => answers.push(msg),
                Happening::Arrived(arrival) => self.worker.take_in(arrival),
                Happening::Broken => {}
            }
        }
        answers
    }

    /// Lets the model change, and everything that follows happen.
    pub fn change(&mut self, msg: Msg) {
        let mut waiting = vec![msg];
        while let Some(msg) = waiting.pop() {
            for effect in update(&mut self.model, msg) {
                waiting.extend(self.carry_out(effect));
            }
        }
    }
}
