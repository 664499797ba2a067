//! What the store thread does about files that come in.

use crate::app::Failure;
use crate::app::Msg;
use crate::app::effect::Generation;
use crate::app::import::work as import;
use crate::app::mapping::work as mapping;
use crate::domain::imported::{ImportId, Undone};
use crate::runtime::Happening;
use crate::runtime::importer::{self, Arrival, Importer};
use crate::runtime::mapper::{self, Mapper};
use crate::runtime::store_thread::{Worker, failure};
use crate::store::command::{Applied, Command};
use crate::store::intake::Intake;

impl Worker {
    /// What has to do with files that come in.
    pub(super) fn import(&mut self, job: import::Job) -> Option<import::Answer> {
        match job {
            import::Job::List => {
                let imports = self.store.as_ref().and_then(|store| store.imports().ok());
                Some(import::Answer::Listed(imports.unwrap_or_default()))
            }
            import::Job::Undo(id) => Some(import::Answer::Undone(id, self.undo(id))),
            import::Job::Complete(path) => {
                // On a thread of its own: a slow folder keeps no note waiting.
                let answers = self.answers.clone();
                std::thread::spawn(move || {
                    let (whole, names) = importer::complete(&path);
                    let completed = import::Answer::Completed(path, whole, names);
                    let _ = answers.send(Happening::Msg(Msg::Import(completed)));
                });
                None
            }
            import::Job::Read(generation, path) => self.start(generation, &path),
            import::Job::Drop(generation) => {
                self.importer.take_if(|importer| importer.generation == generation);
                None
            }
            import::Job::TakeIn(generation) => {
                if let Some(importer) = self.importer.as_ref().filter(|importer| importer.generation == generation) {
                    importer.take_in();
                }
                None
            }
        }
    }

    /// Starts the reading of a file; what was read before is forgotten.
    fn start(&mut self, generation: Generation, path: &str) -> Option<import::Answer> {
        self.importer = None;
        match self.store.as_ref()?.beside() {
            Ok(beside) => {
                self.importer =
                    Some(Importer::start(beside, generation, (path, &self.places.profiles), self.answers.clone()));
                None
            }
            Err(error) => Some(import::Answer::Previewed(generation, Err(failure(&error)))),
        }
    }

    /// What has to do with a file of unknown layout.
    pub(super) fn map(&mut self, job: mapping::Job) -> Option<mapping::Answer> {
        match job {
            mapping::Job::Look(generation, ask) => {
                self.mapper = None;
                match self.store.as_ref()?.beside() {
                    Ok(beside) => {
                        self.mapper = Some(Mapper::start(beside, generation, ask, self.answers.clone()));
                        None
                    }
                    Err(error) => Some(mapping::Answer::Looked(generation, Err(failure(&error)))),
                }
            }
            mapping::Job::Drop => {
                self.mapper = None;
                None
            }
            mapping::Job::Save(generation, ask, name) => {
                mapper::keep(self.places.profiles.clone(), generation, (ask, name), self.answers.clone());
                None
            }
        }
    }

    fn undo(&mut self, id: ImportId) -> Result<Undone, Failure> {
        match self.apply(Command::UndoImport(id)) {
            Ok(Applied::Undone(undone)) => Ok(undone),
            Ok(_) => Ok(Undone::default()),
            Err(error) => Err(failure(&error)),
        }
    }

    /// Writes a compared file; whoever compared it is told.
    pub(in crate::runtime) fn take_in(&mut self, arrival: Arrival) {
        let written = self.apply(Command::Import(arrival.planned)).map(|applied| match applied {
            Applied::Imported(intake) => intake,
            _ => Intake::default(),
        });
        let _ = arrival.answer.send(written);
    }
}
