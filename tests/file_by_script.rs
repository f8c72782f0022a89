//! The file's documentation is enough: what `tests/file/make.py`, written from `frameworks/FILE.md` alone and in another
//! language, makes of a spreadsheet is a file, sealed as the page seals its own.

#![cfg(not(target_arch = "wasm32"))] // it starts a process
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use bac_thang::engine::file::{self, File};
use bac_thang::engine::receive::Received;
use bac_thang::{Framework, Number, score};
use serde_json::Value;

/// Makes a file from a spreadsheet.
fn made(framework: &str, unit_group: &str, csv: &str) -> String {
    made_on(framework, unit_group, csv, None)
}

/// The same, to be handed in on a day.
fn made_on(framework: &str, unit_group: &str, csv: &str, day: Option<&str>) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut script = Command::new("python3")
        .arg(root.join("tests/file/make.py"))
        .arg(root.join(framework))
        .args([unit_group, "2026", "UBND xã Đất Đỏ"])
        .args(day)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    script
        .stdin
        .take()
        .unwrap()
        .write_all(csv.as_bytes())
        .unwrap();
    let output = script.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Opens what was made, and what comes out of it.
fn opened(framework: &str, text: &str) -> (File, Number) {
    let schema = include_str!("../frameworks/assessment.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let json: Value = serde_json::from_str(text).unwrap();
    let faults: Vec<String> = schema
        .iter_errors(&json)
        .map(|fault| fault.to_string())
        .collect();
    assert_eq!(faults, [""; 0]);
    let file = File::read(text).unwrap();
    assert_eq!(file.broken, []);
    let seal = file.seal.as_ref().unwrap();
    assert_eq!(
        (&seal.digest, &seal.receipt),
        (&file.digest, &file.receipt.to_string())
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(framework);
    let framework = Framework::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(file.assessment.framework.digest, framework.digest);
    let scored = score(&framework, &file.assessment).unwrap();
    assert_eq!(scored.findings, []);
    (file, scored.outcome.whole.points)
}

#[test]
fn a_file_is_made_from_a_spreadsheet_of_points() {
    let framework = "frameworks/an-giang/1040-qd-ubnd-2018/framework.json";
    let csv = "\u{feff}Mã;Giá trị;Số hiệu;Trích yếu;Giải trình\r\n\
        ha-tang;262,5;12/BC-UBND;Kết quả “hạ tầng”;\r\n\
        nhan-luc;110;;;Đã cử \\ \"đủ\" người.\r\n\
        moi-truong;72;;;\r\n";
    let text = made(framework, "xa", csv);
    let (file, points) = opened(framework, &text);
    assert_eq!(points, "444.5".parse().unwrap());
    assert_eq!(file.assessment.unit, "UBND xã Đất Đỏ");
    assert_eq!(file.assessment.answers[0].evidence[0].number, "12/BC-UBND");
    assert_eq!(
        file.assessment.answers[1].explanation,
        "Đã cử \\ \"đủ\" người."
    );
    // Changed by hand it is found out.
    let changed = File::read(&text.replacen("262.5", "263.5", 1)).unwrap();
    assert_eq!(changed.broken.len(), 1);
}

#[test]
fn a_file_is_made_from_a_spreadsheet_of_figures() {
    let framework = "frameworks/tap-huan/bo-tieu-chi-2026/framework.json";
    let csv = "Mã;Giá trị\nke-hoach;yes\nhs-tong;1.500\nhs-truc-tuyen;1.170\n";
    let (file, points) = opened(framework, &made(framework, "xa", csv));
    assert_eq!(
        file.assessment.input("hs-tong").unwrap().number.value(),
        Some(&"1500".parse().unwrap())
    );
    assert!(points > Number::ZERO);
}

#[test]
fn a_file_to_be_handed_in_is_made_from_a_spreadsheet() {
    let path = "frameworks/song-hinh/96-kh-ubnd-2021/framework.json";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let framework = Framework::read(&std::fs::read_to_string(root.join(path)).unwrap()).unwrap();
    let frameworks = [framework.into()];
    let csv = "Mã;Giá trị;Số hiệu;Trích yếu;Giải trình\n\
        ha-tang;60,5;12/BC-UBND;;\nnoi-bo;120;;;Theo sổ\nphuc-vu;100;;;Theo sổ\n\
        dich-vu-cong;99;;;Theo sổ\nnhan-luc;60;;;Theo sổ\nco-che;80;;;Theo sổ\n";
    for (unit_group, points) in [("don-vi", "420.5"), ("xa", "519.5")] {
        // A unit that is not scored for a group enters nothing there.
        let csv = if unit_group == "don-vi" {
            csv.replace("dich-vu-cong;99;;;Theo sổ\n", "")
        } else {
            csv.to_owned()
        };
        let text = made_on(path, unit_group, &csv, Some("2026-11-03"));
        opened(path, &text);
        let received = Received::read(&frameworks, text.into()).unwrap();
        assert_eq!(received.reasons, [], "{unit_group}");
        assert_eq!(received.remarks, [], "{unit_group}");
        assert_eq!(received.result.points, points.parse().unwrap());
    }
}

/// Both write one seal for one content, with claims inside too.
#[test]
fn the_page_seals_as_the_documentation_says() {
    let text = include_str!("files/2-an-giang-xa.json");
    let sealed = Command::new("python3")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/file"))
        .args(["-c", "import json, sys, make; print(json.dumps(make.sealed(json.load(open('../files/2-an-giang-xa.json', encoding='utf-8')))['seal']))"])
        .output()
        .unwrap();
    let by_script: Value = serde_json::from_slice(&sealed.stdout).unwrap();
    let by_page: Value = serde_json::from_str(text).unwrap();
    for field in ["digest", "receipt", "parts"] {
        assert_eq!(by_script[field], by_page["seal"][field], "{field}");
    }
    let file = File::read(text).unwrap();
    assert_eq!(
        by_script["receipt"],
        file::receipt(&file.assessment).unwrap().to_string()
    );
}

#[test]
fn null_stands_where_the_page_says() {
    let text = include_str!("files/2-an-giang-xa.json");
    let read = |pointer: &str, field: &str| {
        let mut json: Value = serde_json::from_str(text).unwrap();
        json.pointer_mut(pointer).unwrap()[field] = Value::Null;
        File::read(&json.to_string()).is_ok()
    };
    assert!(read("", "claims") && read("/claims", "granted"));
    for field in ["unit", "preparer", "inputs"] {
        assert!(!read("", field), "{field}");
    }
    assert!(!read("/answers/0", "points"));
    let entry = serde_json::json!({ "typed": "1", "value": null });
    let mut json: Value = serde_json::from_str(text).unwrap();
    json["answers"][0]["points"] = entry;
    assert!(File::read(&json.to_string()).is_ok());
}
