//! Signals: a hangup, a wish to end or an interrupt from outside keeps drafts, gives the terminal back and ends; a wish
//! to stop keeps them, and locks.

use crate::app::Msg;
use crate::runtime::Happening;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::Sender;

/// Signals that are held from its making on, and told of once somebody listens.
#[derive(Debug)]
pub struct Watch(Signals);

impl Watch {
    /// From now on the signals no longer end the process.
    ///
    /// # Errors
    /// The system refuses.
    pub fn new() -> io::Result<Self> {
        Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP]).map(Self)
    }

    /// Starts the thread that tells of them, those since the making included.
    pub(super) fn listen(mut self, to: Sender<Happening>) {
        std::thread::spawn(move || {
            for signal in self.0.forever() {
                let msg = if signal == SIGTSTP { Msg::Stopped } else { Msg::HungUp };
                if to.send(Happening::Msg(msg)).is_err() {
                    return;
                }
            }
        });
    }
}
