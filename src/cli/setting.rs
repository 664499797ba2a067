//! The setting of a command: which file, which day, which clock, which limits.

use crate::cli::config::{self, Config};
use crate::cli::failure::{Failure, say};
use crate::cli::passphrase;
use crate::domain::audit::Event;
use crate::domain::thresholds::Thresholds;
use crate::runtime::clock::Clock;
use crate::runtime::kept::Kept;
use crate::store::Store;
use crate::store::command::Stamp;
use crate::store::enter::Tried;
use crate::store::error::StoreError;
use crate::store::restore::Kept as KeptBackup;
use crate::store::secret::Secret;
use chrono::NaiveDate;
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};

/// Freezes the clock, for tests and pictures.
const NOW: &str = "LOOKOUT_NOW";
/// Names a file whose first line is the passphrase.
pub(super) const PASSPHRASE_FILE: &str = "LOOKOUT_PASSPHRASE_FILE";

/// Options that every command takes, before or after its name.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Options {
    /// The caseload file
    #[arg(long, global = true, env = "LOOKOUT_DB", hide_env_values = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// The caseworker whose children are shown; at `init` the name of the first passphrase
    #[arg(long, global = true, env = "LOOKOUT_ME", hide_env_values = true, value_name = "NAME")]
    pub(super) me: Option<String>,
    /// The configuration file; rules.toml stands beside it
    #[arg(long, global = true, env = "LOOKOUT_CONFIG", hide_env_values = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The day to judge for, instead of the clock's
    #[arg(long, global = true, env = "LOOKOUT_TODAY", hide_env_values = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<NaiveDate>,
    /// A file whose first line is the passphrase
    #[arg(long, global = true, env = PASSPHRASE_FILE, hide_env_values = true, value_name = "FILE")]
    pub(super) passphrase_file: Option<PathBuf>,
}

/// A day as an option gives it.
pub(super) fn day(words: &str) -> Result<NaiveDate, String> {
    let read = NaiveDate::parse_from_str(words, "%Y-%m-%d").ok().filter(|_| words.len() == 10);
    read.ok_or_else(|| "not a date as YYYY-MM-DD".to_owned())
}

/// Where a command works.
#[derive(Debug)]
pub(super) struct Setting {
    /// The user's clock.
    pub(super) clock: Clock,
    /// The day to judge for.
    pub(super) today: NaiveDate,
    /// The caseload file.
    pub(super) db: PathBuf,
    /// The configuration file.
    pub(super) config: PathBuf,
    passphrase_file: Option<PathBuf>,
}

impl Setting {
    /// Works the setting out from the options and the environment.
    ///
    /// # Errors
    /// `LOOKOUT_NOW` is no moment; the user has no home folder and gave no paths.
    pub(super) fn new(options: &Options) -> Result<Self, Failure> {
        let clock = clock()?;
        let (mut db, mut config) = (options.db.clone(), options.config.clone());
        if db.is_none() || config.is_none() {
            let home = |_| Failure::Usage("your home folder is not known; give --db and --config".to_owned());
            let folders = etcetera::choose_base_strategy().map_err(home)?;
            db = db.or_else(|| Some(folders.data_dir().join("lookout").join("caseload.db")));
            config = config.or_else(|| Some(folders.config_dir().join("lookout").join("config.toml")));
        }
        Ok(Self {
            clock,
            today: options.today.unwrap_or_else(|| clock.now().date_naive()),
            db: db.unwrap_or_default(),
            config: config.unwrap_or_default(),
            passphrase_file: options.passphrase_file.clone(),
        })
    }

    /// Opens the caseload with the passphrase of the file, or asked at the terminal.
    ///
    /// # Errors
    /// There is none, it is damaged, busy or newer; the passphrase is wrong or cannot be had.
    pub(super) fn open(&self) -> Result<Store, Failure> {
        Ok(self.open_typed()?.0)
    }

    /// The same, and what opened it.
    ///
    /// # Errors
    /// As [`Setting::open`].
    pub(super) fn open_typed(&self) -> Result<(Store, Secret), Failure> {
        Store::look(&self.db)?;
        let secret = passphrase::given(self.passphrase_file.as_deref())?;
        Ok((self.try_passphrase(&secret)?, secret))
    }

    /// Tries a passphrase. Its wait goes by the machine's clock, whatever clock is shown.
    fn try_passphrase(&self, secret: &Secret) -> Result<Store, Failure> {
        let now = Clock::running().now().to_utc();
        let store = right(Store::try_passphrase(&self.db, secret, now, Stamp(self.clock.now()))?)?;
        // The screen says it itself; that a file can only be read is said by what cannot be done then.
        if store.damaged_log().is_some() {
            store.remarks().first().into_iter().for_each(|remark| say(remark));
        }
        Ok(store)
    }

    /// Looks into a backup with the passphrase of the file, or asked at the terminal; gives that too.
    ///
    /// # Errors
    /// As [`Setting::open`].
    pub(super) fn open_backup(&self, path: &Path) -> Result<(KeptBackup, Secret), Failure> {
        KeptBackup::look(path)?;
        let secret = passphrase::given(self.passphrase_file.as_deref())?;
        let now = Clock::running().now().to_utc();
        Ok((right(Store::try_backup(path, &secret, now, &self.db)?)?, secret))
    }

    /// Puts down what is about to be shown or to leave.
    ///
    /// # Errors
    /// It could not be put down: then nothing is shown.
    pub(super) fn witness(&self, store: &Store, events: &[Event]) -> Result<(), Failure> {
        Ok(store.witness(events, Stamp(self.clock.now()))?)
    }

    /// Whether there is a file to open; one that is lost or cannot be looked at counts, so that opening says why.
    pub(super) fn has_caseload(&self) -> bool {
        !matches!(Store::look(&self.db), Err(StoreError::NoCaseload(_)))
    }

    /// The file of the passphrase, where one was named.
    pub(super) fn passphrase_file(&self) -> Option<&Path> {
        self.passphrase_file.as_deref()
    }

    /// The council's limits, and what in rules.toml could not be used.
    pub(super) fn thresholds(&self) -> (Thresholds, Vec<String>) {
        let (text, unreadable) = config::text(&self.rules_file());
        let (thresholds, complaints) = Thresholds::read(&text);
        (thresholds, unreadable.into_iter().chain(complaints).collect())
    }

    /// The council's limits; what could not be used is said on standard error.
    pub(super) fn thresholds_said(&self) -> Thresholds {
        let (thresholds, complaints) = self.thresholds();
        for complaint in complaints {
            say(&complaint);
        }
        thresholds
    }

    /// The council's limits, beside the configuration.
    pub(super) fn rules_file(&self) -> PathBuf {
        self.config.with_file_name("rules.toml")
    }

    /// The folder of the templates of notes, beside the configuration.
    pub(super) fn templates_folder(&self) -> PathBuf {
        self.config.with_file_name("templates")
    }

    /// The folder of the profiles, beside the configuration.
    pub(super) fn profiles_folder(&self) -> PathBuf {
        self.config.with_file_name("profiles")
    }

    /// Where saved views and the state of the list are kept: beside the configuration.
    pub(super) fn kept(&self) -> Kept {
        let folder = self.config.parent().map(Path::to_path_buf).unwrap_or_default();
        Kept { folder, caseload: self.db.clone() }
    }

    /// The configuration, and what in it could not be used.
    pub(super) fn config(&self) -> (Config, Vec<String>) {
        let (text, unreadable) = config::text(&self.config);
        let (config, complaints) = Config::read(&text);
        let named = complaints.into_iter().map(|complaint| format!("config.toml: {complaint}"));
        (config, unreadable.into_iter().chain(named).collect())
    }
}

fn right<T>(tried: Tried<T>) -> Result<T, Failure> {
    match tried {
        Tried::Open(found) => Ok(*found),
        Tried::Wrong { .. } => Err(StoreError::WrongPassphrase.into()),
        Tried::Wait { seconds } => Err(StoreError::Wait { seconds }.into()),
    }
}

/// The user's clock, or the one that `LOOKOUT_NOW` freezes.
pub(super) fn clock() -> Result<Clock, Failure> {
    let Some(words) = std::env::var_os(NOW).filter(|words| !words.is_empty()) else { return Ok(Clock::running()) };
    let frozen = words.to_str().and_then(Clock::frozen_at);
    frozen.ok_or_else(|| Failure::Usage(format!("{NOW} is not a moment as YYYY-MM-DDTHH:MM:SS")))
}

/// The user's login name, for the first passphrase and the journal.
pub(super) fn login_name() -> String {
    let filled = |name| std::env::var(name).ok().filter(|value: &String| !value.trim().is_empty());
    ["USER", "LOGNAME"].into_iter().find_map(filled).unwrap_or_else(|| "me".to_owned())
}
