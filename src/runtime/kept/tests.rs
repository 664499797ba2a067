use super::*;
use crate::app::dashboard::calls::By;
use crate::app::dashboard::sort::Sort;
use crate::domain::rules::Family;
use proptest::prelude::*;
use tempfile::TempDir;

fn kept(folder: &TempDir) -> Kept {
    Kept { folder: folder.path().join("config"), caseload: PathBuf::from("/cases/a.db") }
}

fn write(kept: &Kept, name: &str, text: &str) {
    fs::create_dir_all(&kept.folder).unwrap();
    fs::write(kept.folder.join(name), text).unwrap();
}

fn text(kept: &Kept, name: &str) -> String {
    fs::read_to_string(kept.folder.join(name)).unwrap()
}

fn any_shape() -> impl Strategy<Value = Shape> {
    let families = proptest::collection::btree_set(proptest::sample::select(vec![Family::Pep, Family::Eet]), 0..3);
    let schools = proptest::collection::btree_set(proptest::option::of("[0-9]{6}".prop_map(Box::from)), 0..3);
    let years = proptest::collection::btree_set(-2_i8..=14, 0..4);
    let cohorts = proptest::collection::btree_set(0_u8..6, 0..3);
    let order = (proptest::sample::select(Sort::ALL.to_vec()), any::<bool>());
    let by = proptest::option::of(proptest::sample::select(By::ALL.to_vec()));
    (0..VIEWS.len(), (by, order), families, years, schools, cohorts).prop_map(
        |(view, (by, (sort, reversed)), families, years, schools, cohorts)| Shape {
            view,
            by,
            order: Order { sort, reversed },
            filter: Filter { families, years, schools, cohorts },
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn what_is_written_is_read_again(
        shapes in proptest::collection::vec((any_shape(), "[a-z\"'\\\\#\u{e9} ]{0,20}"), 0..5),
        child in proptest::option::of(1_i64..1_000),
    ) {
        let folder = TempDir::new().unwrap();
        let kept = kept(&folder);
        let keys = NUMBERS.into_iter().map(Some).chain(std::iter::repeat(None));
        let views: Vec<Saved> = shapes.into_iter().zip(keys).enumerate()
            .map(|(at, ((shape, name), key))| Saved { name: format!("{name}{at}").trim().to_owned(), key, shape })
            .collect();
        kept.write_views(&views).unwrap();
        let shape = views.first().map(|saved| saved.shape.clone()).unwrap_or_default();
        let orders = BTreeMap::from([(shape.view, shape.order)]);
        let left = Left { child: child.map(ChildKey), view: shape.view, by: shape.by, orders, filter: shape.filter };
        kept.write_left(&left).unwrap();
        prop_assert_eq!(kept.views(), (views, Vec::new()));
        prop_assert_eq!(kept.left(), (left, None));
    }

    #[test]
    fn no_text_is_trouble(text in "(?s).{0,80}") {
        let folder = TempDir::new().unwrap();
        let kept = kept(&folder);
        write(&kept, "views.toml", &text);
        write(&kept, "state.toml", &text);
        kept.views();
        kept.left();
    }
}

/// A view of a school year.
fn of_year(year: i8) -> Shape {
    Shape { filter: Filter { years: [year].into(), ..Filter::default() }, ..Shape::default() }
}

fn save(kept: &Kept, name: &str, year: i8) -> Result<String, String> {
    let (views, done) = kept.change_views(&Change::Save(name.to_owned(), of_year(year)));
    assert_eq!(views, Some(kept.views().0), "what it gives is what stands in the file");
    done.map_err(|error| error.to_string())
}

fn names(kept: &Kept) -> Vec<(String, Option<u8>)> {
    kept.views().0.into_iter().map(|saved| (saved.name, saved.key)).collect()
}

#[test]
fn what_another_window_saved_stays() {
    let folder = TempDir::new().unwrap();
    let (one, other) = (kept(&folder), kept(&folder));
    assert_eq!(save(&one, "Nine", 9).unwrap(), "saved: 8 shows Nine");
    assert_eq!(save(&other, "Ten", 10).unwrap(), "saved: 9 shows Ten");
    assert!(save(&other, "NINE", 11).unwrap_err().contains("another window"));
    let nine = one.views().0.remove(0);
    other.change_views(&Change::Delete(nine.clone())).1.unwrap();
    assert_eq!(names(&one), [("Ten".to_owned(), Some(9))]);
    save(&other, "Nine", 11).unwrap();
    assert!(one.change_views(&Change::Delete(nine)).1.is_err(), "it is another one now");
    assert_eq!(names(&one), [("Ten".to_owned(), Some(9)), ("Nine".to_owned(), Some(8))]);
    write(&other, "views.toml", "name = = 3");
    assert!(matches!(one.change_views(&Change::Save("X".to_owned(), of_year(9))), (None, Err(_))));
    assert_eq!(text(&one, "views.toml"), "name = = 3", "what another hand broke is not written over");
}

#[cfg(unix)]
#[test]
fn of_two_windows_that_save_at_once_nothing_is_lost() {
    let folder = TempDir::new().unwrap();
    std::thread::scope(|threads| {
        for window in ["A", "B"] {
            let kept = kept(&folder);
            threads.spawn(move || {
                for at in 0..40 {
                    kept.change_views(&Change::Save(format!("{window}{at}"), of_year(9))).1.unwrap();
                }
            });
        }
    });
    let names = names(&kept(&folder));
    let keys: Vec<u8> = names.iter().filter_map(|(_, key)| *key).collect();
    assert_eq!((names.len(), keys), (80, vec![8, 9, 0]));
}

#[test]
fn no_file_is_no_view_and_no_trouble() {
    let folder = TempDir::new().unwrap();
    assert_eq!(kept(&folder).views(), (Vec::new(), Vec::new()));
    assert_eq!(kept(&folder).left(), (Left::default(), None));
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_is_used() {
    let good = "[[view]]\nname = \"Y9\"\nkey = 8\nyears = [9]\n";
    for (text, used, named) in [
        (good.to_owned(), 1, ""),
        (format!("{good}[[view]]\nname = \"Y9\"\n"), 1, "view 2: name"),
        (format!("{good}[[view]]\nname = \"Y8\"\nkey = 8\n"), 1, "view 2: key"),
        (format!("{good}[[view]]\nname = \"Y8\"\nkey = 3\n"), 1, "view 2: key"),
        (format!("[[view]]\nkey = 9\n{good}"), 1, "view 1: it has no name"),
        (format!("{good}[[view]]\nname = \"P\"\nview = \"pips\"\n"), 1, "there is no view pips"),
        (format!("{good}[[view]]\nname = \"P\"\nkinds = [\"pip\"]\n"), 1, "kinds: \"pip\" is not known"),
        (format!("{good}[[view]]\nname = \"P\"\nyears = [99]\n"), 1, "years: 99"),
        (format!("{good}[[view]]\nname = \"P\"\norder = \"shoe size\"\n"), 1, "no column shoe size"),
        (format!("colour = 3\n{good}"), 1, "colour"),
        ("view = 3\n".to_owned(), 0, "views.toml"),
        (format!("{good}name = = 3\n"), 0, "line 5"),
    ] {
        let folder = TempDir::new().unwrap();
        let kept = kept(&folder);
        write(&kept, "views.toml", &text);
        let (views, complaints) = kept.views();
        assert_eq!(views.len(), used, "{text}");
        assert_eq!(complaints.is_empty(), named.is_empty(), "{text}: {complaints:?}");
        assert!(complaints.join("").contains(named), "{text}: {complaints:?}");
    }
}

#[test]
fn a_state_that_cannot_be_used_says_so_and_the_list_starts_afresh() {
    for text in ["view = \"pips\"", "child = \"Amara\"", "orders = 3", "view = = 3", "shoe = 4"] {
        let folder = TempDir::new().unwrap();
        let kept = kept(&folder);
        write(&kept, "state.toml", text);
        let (left, why) = kept.left();
        assert_eq!(left, Left::default(), "{text}");
        assert!(why.unwrap().starts_with("state.toml: "), "{text}");
    }
}

#[test]
fn of_another_caseload_the_child_and_the_filter_are_left_out() {
    let folder = TempDir::new().unwrap();
    let one = kept(&folder);
    let filter = Filter { years: [9].into(), ..Filter::default() };
    let left = Left { child: Some(ChildKey(7)), view: 2, filter, ..Left::default() };
    one.write_left(&left).unwrap();
    let other = Kept { caseload: PathBuf::from("/cases/b.db"), ..one };
    assert_eq!(other.left(), (Left { view: 2, ..Left::default() }, None));
    assert!(!text(&other, "state.toml").contains("Okafor"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_leaves_the_file_as_it_was() {
    let folder = TempDir::new().unwrap();
    let kept = kept(&folder);
    // A file stands where the folder should be: nobody, not even root, can write into it.
    fs::write(&kept.folder, "").unwrap();
    assert!(kept.write_left(&Left::default()).is_err());
    assert!(kept.write_views(&[]).is_err());
    assert_eq!(fs::read_to_string(&kept.folder).unwrap(), "");
}
