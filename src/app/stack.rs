//! The stack of screens: the top one gets the keys, and taken off it shows the one below.

use crate::app::Model;
use crate::app::screen::{Name, Screen};

impl Model {
    /// The screen that gets the keys.
    pub fn top(&self) -> &Screen {
        &self.stack[self.stack.len() - 1]
    }

    /// The same, to be changed.
    pub fn top_mut(&mut self) -> &mut Screen {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    /// Takes the top screen off, never the last one.
    pub fn pop(&mut self) -> Option<Screen> {
        if self.stack.len() > 1 { self.stack.pop() } else { None }
    }

    /// Opens a screen, once however often it is asked for; whether it was not there yet.
    pub fn open_once(&mut self, screen: Screen) -> bool {
        let new = self.top().name() != screen.name();
        if new {
            self.stack.push(screen);
        }
        new
    }

    /// Whether a screen is open, be it under others.
    pub fn shows(&self, name: Name) -> bool {
        self.stack.iter().any(|screen| screen.name() == name)
    }
}
