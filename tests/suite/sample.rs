//! The invented caseload, taken in by the same importer as a council's files.

use lookout::import;
use lookout::sample::{Recipe, SampleFile, invent};

fn recipe(children: u32, seed: u64, today: &str) -> Recipe {
    Recipe { children, seed, weeks: 12, today: today.parse().unwrap() }
}

#[test]
fn dump() {
    let Ok(spec) = std::env::var("DUMP") else { return };
    for one in spec.split(' ') {
        let parts: Vec<&str> = one.split(':').collect();
        let files = invent(&recipe(parts[1].parse().unwrap(), parts[2].parse().unwrap(), parts[3]));
        std::fs::create_dir_all(parts[0]).unwrap();
        for file in files {
            std::fs::write(std::path::Path::new(parts[0]).join(file.name), file.bytes).unwrap();
        }
    }
}

fn read(file: &SampleFile) -> lookout::domain::sheet::Sheet {
    import::read(file.name, &mut file.bytes.as_slice()).unwrap()
}

#[test]
fn every_row_of_every_file_goes_in() {
    for today in ["2026-11-23", "2027-05-17", "2027-08-20"] {
        for file in invent(&recipe(400, 7, today)) {
            let sheet = read(&file);
            let layout = file.name.split('.').next();
            assert_eq!(sheet.layout, layout, "{}", file.name);
            assert_eq!(sheet.held, [], "{} on {today}", file.name);
            assert_eq!((sheet.repeated, sheet.unknown_columns.len()), (0, 0), "{} on {today}", file.name);
            assert!(sheet.data_rows > 0, "{} on {today}", file.name);
        }
    }
}
