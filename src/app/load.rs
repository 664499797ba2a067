//! Loads of the caseload: which one was asked for last, and whether any came.

use crate::app::effect::{Effect, Generation};
use crate::app::snapshot::Snapshot;
use crate::app::{Model, audit, dashboard, health, held, note, note_search, papers, record, views, who, work};
use crate::domain::note::Draft;
use std::sync::Arc;

impl Model {
    /// Whether a caseload was read since the start.
    pub const fn loaded(&self) -> bool {
        self.shown.is_some()
    }

    /// Asks for a load: the effect, its generation noted.
    pub fn load(&mut self) -> Effect {
        self.generation.0 += 1;
        Effect::Load(self.generation)
    }
}

/// Takes in a judged caseload, unless a newer one was asked for.
pub(super) fn loaded(
    model: &mut Model,
    generation: Generation,
    snapshot: Arc<Snapshot>,
    drafts: Vec<Draft>,
) -> Vec<Effect> {
    if generation < model.generation {
        return Vec::new();
    }
    let first = !model.loaded();
    let chosen = dashboard::chosen(model).or(model.views.child.take());
    model.generation = generation;
    model.snapshot = snapshot;
    model.looked.clear();
    model.shown = Some(generation);
    note::loaded(model, drafts);
    dashboard::refresh(model, chosen);
    let mut effects = record::refresh(model);
    effects.extend(health::refresh(model));
    effects.extend(held::refresh(model));
    effects.extend(who::refresh(model));
    effects.extend(note_search::refresh(model));
    effects.extend(papers::refresh(model));
    effects.extend(audit::refresh(model));
    effects.extend(work::refresh(model));
    if first {
        effects.extend(views::saved::opened(model));
    }
    effects
}
