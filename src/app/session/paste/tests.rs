//! What goes where of what is pasted.

use bac_thang::engine::rule::Item;
use bac_thang::{Entry, InputAnswer, Line, Silence, score};

use super::*;
use crate::app::catalog::{Catalog, Sheet};
use crate::app::session::edit::fill;
use crate::app::spreadsheet::forms::forms;
use crate::app::spreadsheet::{Cell as Written, Table};

fn sheet(framework: &str, unit_group: &str) -> Sheet {
    let catalog = Catalog::shipped();
    catalog.find(framework, unit_group).cloned().unwrap()
}

fn blank(sheet: &Sheet) -> Assessment {
    Assessment::new(&sheet.framework, sheet.unit_group())
}

/// What goes where: the box and the text, `-` for a box that does not take it, `?` for no box.
fn said(sheet: &Sheet, from: &str, text: &str) -> Vec<String> {
    said_of(sheet, &blank(sheet), from, text)
}

fn said_of(sheet: &Sheet, draft: &Assessment, from: &str, text: &str) -> Vec<String> {
    let unit_group = sheet.unit_group();
    let all = cells(unit_group);
    let id = |cell: &Cell| match cell {
        Cell::Input(input) => unit_group.inputs[*input].id.to_string(),
        Cell::Number(of, NumberField::Points) => of.to_string(),
        Cell::Number(of, NumberField::Max) => format!("{of}:max"),
        Cell::Line(of, line, NumberField::Points) => format!("{of}:{line}"),
        Cell::Line(of, line, NumberField::Max) => format!("{of}:{line}:max"),
        Cell::LineName(of, line) => format!("{of}:{line}:name"),
        Cell::Text(of, field) => {
            let line = of.line.map_or_else(String::new, |line| format!(":{line}"));
            let field = match field {
                AnswerText::Explanation => "explanation",
                AnswerText::Note => "note",
            };
            format!("{}{line}:{field}", of.group)
        }
    };
    let lines = draft.answers.iter().flat_map(|answer| {
        let cells = |line: usize| {
            let of = || Rc::clone(&answer.of);
            [
                Cell::LineName(of(), line),
                Cell::Line(of(), line, NumberField::Max),
                Cell::Line(of(), line, NumberField::Points),
            ]
        };
        (0..answer.lines.len()).flat_map(cells)
    });
    let from = all.into_iter().chain(lines).find(|cell| id(cell) == from);
    let said = |pasted: Pasted| {
        let to = pasted.cell.as_ref().map_or("?".to_owned(), id);
        let put = match pasted.put {
            Ok(Put::Input(InputAnswer {
                choice: Some(choice),
                ..
            })) => choice.to_string(),
            Ok(Put::Input(answer)) => answer.number.text().into_owned(),
            Ok(Put::Number(_, _, entry)) => entry.text().into_owned(),
            Ok(Put::LineName(_, _, text) | Put::Text(_, _, text)) => text,
            Err(_) => format!("- {}", pasted.text),
        };
        format!("{to} {put}")
    };
    let pasted = read(unit_group, draft, &from.unwrap(), text);
    pasted.into_iter().map(said).collect()
}

#[test]
fn a_column_goes_on_from_the_box_it_was_pasted_into() {
    let sheet = sheet("tap-huan-bo-tieu-chi-2026", "xa");
    assert_eq!(
        said(&sheet, "hop", "4\r\n3\r\n12\r\n10\r\n0\r\n"),
        [
            "hop 4",
            "hop-chu-tri 3",
            "nv-giao 12",
            "nv-xong 10",
            "bc-cham 0"
        ]
    );
}

#[test]
fn a_blank_leaves_its_box_and_what_is_no_figure_is_told() {
    let sheet = sheet("an-giang-1040-2018", "xa");
    assert_eq!(
        said(&sheet, "ha-tang", "262,5\n\nbảy mươi\n20"),
        ["ha-tang 262,5", "moi-truong - bảy mươi", "chuyen-doi 20"]
    );
}

#[test]
fn what_is_too_much_goes_nowhere() {
    let sheet = sheet("an-giang-1040-2018", "xa");
    assert_eq!(
        said(&sheet, "hien-dien", "200\n1"),
        ["hien-dien 200", "? - 1"]
    );
}

#[test]
fn rows_go_where_their_number_or_name_says() {
    let sheet = sheet("tap-huan-bo-tieu-chi-2026", "xa");
    let text = "STT\tTiêu chí\tSố liệu\tĐơn vị\n\
                3.1\tHồ sơ nộp trực tuyến\t720\t1200\n\
                1.3.\tHọp\t4\tcuộc họp\n\
                \tSố lần báo cáo chậm\t0\n\
                1.1\tKế hoạch\tCó";
    let said = said(&sheet, "hop", text);
    assert!(said.contains(&"hop 4".to_owned()), "{said:?}");
    assert!(said.contains(&"bc-cham 0".to_owned()), "{said:?}");
    assert!(said.contains(&"ke-hoach yes".to_owned()), "{said:?}");
    assert_eq!(
        said.iter().filter(|one| one.starts_with("hs-")).count(),
        2,
        "{said:?}"
    );
}

#[test]
fn answers_are_read_by_their_words_and_as_ticks() {
    let sheet = sheet("tap-huan-bo-tieu-chi-2026", "xa");
    assert_eq!(
        said(&sheet, "kt-ke-hoach", "CÓ\nx\nkhông"),
        ["kt-ke-hoach yes", "kt-lam yes", "kt-ket-luan no"]
    );
    assert_eq!(
        said(&sheet, "truong-ban", "chưa có ban chỉ đạo"),
        ["truong-ban chua-co"]
    );
    assert_eq!(said(&sheet, "truong-ban", "x"), ["truong-ban - x"]);
}

#[test]
fn one_cell_is_no_block() {
    assert!(!is_block("12\r\n"));
    assert!(is_block("12\n13"));
    assert!(is_block("12\t13"));
}

/// Why what is left out is left out, each with its text.
fn left_out(sheet: &Sheet, draft: &Assessment, from: &Cell, text: &str) -> Vec<(Why, String)> {
    let pasted = read(sheet.unit_group(), draft, from, text);
    let left_out = pasted
        .into_iter()
        .filter_map(|cell| Some((cell.put.err()?, cell.text)));
    left_out.collect()
}

fn commune() -> Sheet {
    sheet("an-giang-1040-2018", "xa")
}

fn training() -> Sheet {
    sheet("tap-huan-bo-tieu-chi-2026", "xa")
}

fn points(of: &str) -> Cell {
    Cell::Number(of.into(), NumberField::Points)
}

const COMMUNE: [(&str, &str); 7] = [
    ("ha-tang", "Hạ tầng"),
    ("nhan-luc", "Nhân lực"),
    ("moi-truong", "Môi trường"),
    ("chuyen-doi", "Chuyển đổi"),
    ("giao-dich", "Giao dịch"),
    ("tuong-tac", "Tương tác"),
    ("hien-dien", "Hiện diện"),
];
const MAXIMA: [&str; 7] = ["300", "120", "80", "50", "100", "180", "270"];
const POINTS: [&str; 7] = ["200", "100", "70", "50", "80,5", "150", "100"];

/// Rows of the commune's sheet, each as a closure writes it from its number, name, maximum and points.
fn commune_rows(row: fn(usize, &str, &str, &str) -> String) -> String {
    let rows = COMMUNE.iter().zip(MAXIMA).zip(POINTS).enumerate();
    let rows = rows.map(|(index, (((_, name), max), points))| row(index + 1, name, max, points));
    rows.collect::<Vec<_>>().join("\r\n")
}

fn commune_points() -> Vec<String> {
    let points = COMMUNE.iter().zip(POINTS);
    points
        .map(|((id, _), points)| format!("{id} {points}"))
        .collect()
}

/// What is written, without what is left out.
fn written(sheet: &Sheet, from: &str, text: &str) -> Vec<String> {
    let mut said = said(sheet, from, text);
    said.retain(|said| !said.contains(" - "));
    said
}

#[test]
fn a_column_of_maxima_is_left_out_and_told() {
    let sheet = commune();
    let text =
        commune_rows(|number, name, max, points| format!("{number}\t{name}\t{max}\tx\t{points}"));
    assert_eq!(written(&sheet, "ha-tang", &text), commune_points());
    assert_eq!(
        left_out(&sheet, &blank(&sheet), &points("ha-tang"), &text),
        [(
            Why::Maximum,
            "300 · 120 · 80 · 50 · 100 · 180 · …".to_owned()
        )]
    );
    // Points that are all there are: no column is the maxima alone.
    let full = commune_rows(|_, name, max, _| format!("{name}\t{max}\t{max}"));
    assert_eq!(written(&sheet, "ha-tang", &full).len(), 7);
    // A blank leaves its box as it is.
    let one_blank = text.replace("\tx\t100\r\n", "\tx\t\r\n");
    assert_eq!(written(&sheet, "ha-tang", &one_blank).len(), 6);
}

#[test]
fn the_sets_of_columns_in_use_are_read_by_their_heads() {
    let sheet = commune();
    for (head, row) in [
        (
            "TT\tChỉ số/Chỉ số thành phần\tĐiểm tối đa\tPhương pháp xác định và cách cho điểm\tĐiểm số tự chấm\tGiải trình kết quả",
            (|number, name, max, points| format!("{number}\t{name}\t{max}\t5\t{points}\t12"))
                as fn(usize, &str, &str, &str) -> String,
        ),
        (
            "STT\tTiêu chí, tiêu chí thành phần\tĐiểm tối đa\tSố liệu kê khai\tCách tính điểm\tCác yêu cầu và tài liệu kiểm chứng\tĐiểm tự đánh giá",
            |number, name, max, points| format!("{number}\t{name}\t{max}\t7\tcách\t\t{points}"),
        ),
        (
            "Tiêu chí\tNội dung\tĐiểm tối đa\tSố liệu thực hiện (1)\tTỷ lệ đạt được (2)\tĐiểm số tự chấm\tChữ ký của công chức phụ trách",
            |number, name, max, points| format!("{number}\t{name}\t{max}\t7\t8%\t{points}\t"),
        ),
    ] {
        let text = format!("{head}\r\n{}", commune_rows(row));
        let written = written(&sheet, "ha-tang", &text);
        let (explained, points): (Vec<_>, Vec<_>) = written
            .into_iter()
            .partition(|cell| cell.ends_with(":explanation 12"));
        assert_eq!(points, commune_points(), "{head}");
        let rows = if head.contains("Giải trình") { 7 } else { 0 };
        assert_eq!(explained.len(), rows, "{head}");
    }
    let catalogue = "STT\tChỉ số/Chỉ số thành phần\tĐiểm tối đa\tCách xác định và tính điểm\tTài liệu kiểm chứng\tNguồn thu thập dữ liệu\tĐơn vị phối hợp xác minh số liệu";
    let text = format!(
        "{catalogue}\r\n{}",
        commune_rows(|number, name, max, _| format!("{number}\t{name}\t{max}\t4\t2\t1\t3"))
    );
    assert_eq!(written(&sheet, "ha-tang", &text), [""; 0]);
}

#[test]
fn the_maximum_of_a_single_row_is_told_by_how_many_boxes_there_are() {
    let sheet = training();
    assert_eq!(
        written(&sheet, "hop", "1.3\tHọp Ban Chỉ đạo chuyển đổi số\t2\t4"),
        ["hop 4"]
    );
    assert_eq!(
        written(
            &sheet,
            "hop",
            "1.5\tThực hiện nhiệm vụ do cấp trên giao\t3\t20\t18"
        ),
        ["nv-giao 20", "nv-xong 18"]
    );
    for text in [
        // Two boxes, two figures, one of them as much as the maximum.
        "1.5\tThực hiện nhiệm vụ do cấp trên giao\t3\t20",
        // One figure, as much as the maximum.
        "1.3\tHọp Ban Chỉ đạo chuyển đổi số\t2",
        // One figure for two boxes.
        "1.5\tThực hiện nhiệm vụ do cấp trên giao\t20",
        // More figures than boxes.
        "1.3\tHọp Ban Chỉ đạo chuyển đổi số\t5\t4",
    ] {
        let left_out = left_out(&sheet, &blank(&sheet), &Cell::Input(2), text);
        assert_eq!(left_out.len(), 1, "{text}: {left_out:?}");
        assert_eq!(left_out[0].0, Why::Unclear, "{text}");
        assert_eq!(written(&sheet, "hop", text), [""; 0], "{text}");
    }
    let text = "TT\tChỉ số\tĐiểm tối đa\tSố liệu\n1.5\tx\t3\t20\t18\n1.3\tx\t2\t2";
    assert_eq!(
        written(&sheet, "hop", text),
        ["nv-giao 20", "nv-xong 18", "hop 2"]
    );
}

#[test]
fn names_that_match_nothing_are_placed_nowhere() {
    let sheet = commune();
    let text = "Hạ tầng CNTT\t262,5\nNhân lực CNTT\t100\nMôi trường\t70\n\t5";
    assert_eq!(written(&sheet, "ha-tang", text), ["moi-truong 70"]);
    assert_eq!(
        left_out(&sheet, &blank(&sheet), &points("ha-tang"), text),
        [
            (Why::Unnamed, "Hạ tầng CNTT · 262,5".to_owned()),
            (Why::Unnamed, "Nhân lực CNTT · 100".to_owned()),
            (Why::Unnamed, "5".to_owned()),
        ]
    );
    let text = "1\tHạ tầng CNTT\t262,5\n2\tNhân lực CNTT\t";
    assert_eq!(written(&sheet, "ha-tang", text), [""; 0]);
    let text = "1. Hạ tầng\t262,5\n2. Nhân lực CNTT\t7";
    assert_eq!(written(&sheet, "ha-tang", text), ["ha-tang 262,5"]);
}

#[test]
fn names_may_have_line_ends_inside() {
    let sheet = training();
    let text = "\"Họp Ban Chỉ đạo\nchuyển đổi số\"\t4\r\n\"Số cuộc họp do Bí thư Đảng ủy\r\nhoặc Chủ tịch UBND xã chủ trì\"\t3\r\n";
    assert_eq!(written(&sheet, "hop", text), ["hop 4", "hop-chu-tri 3"]);
}

#[test]
fn words_have_no_box() {
    let sheet = training();
    assert_eq!(
        said(
            &sheet,
            "hop",
            "Số liệu\tĐơn vị tính\n4\tcuộc họp\n3\tcuộc họp\n"
        ),
        [
            "? - Số liệu",
            "? - Đơn vị tính",
            "hop 4",
            "? - cuộc họp",
            "hop-chu-tri 3",
            "? - cuộc họp"
        ]
    );
    assert_eq!(
        said(&sheet, "hop", "Số liệu\n4\n"),
        ["? - Số liệu", "hop 4"]
    );
    assert_eq!(
        said(&sheet, "hop", "4\t\t\n\t\t\n12\t\t"),
        ["hop 4", "nv-giao 12"]
    );
}

#[test]
fn a_column_of_figures_with_points_in_them_holds_figures() {
    let sheet = commune();
    assert_eq!(
        said(&sheet, "ha-tang", "1.5\r\n1.5\r\n2.4\r\n,5"),
        [
            "ha-tang 1.5",
            "nhan-luc 1.5",
            "moi-truong 2.4",
            "chuyen-doi ,5"
        ]
    );
    assert_eq!(
        said(&training(), "hop", "1.5\n1.5"),
        ["hop 1.5", "hop-chu-tri 1.5"]
    );
}

#[test]
fn what_is_not_on_screen_is_not_written() {
    let sheet = commune();
    let mut draft = blank(&sheet);
    draft.answer_mut("ha-tang").lines = vec![Line::default()];
    draft.answer_mut("moi-truong").silence = Some(Silence::Undefined {
        reason: String::new(),
    });
    let whys = |text: &str| left_out(&sheet, &draft, &points("ha-tang"), text);
    let expected = [
        (Why::HasLines, "77".to_owned()),
        (Why::Silent, "79".to_owned()),
    ];
    assert_eq!(whys("77\n78\n79"), expected);
    assert_eq!(whys("Hạ tầng\t77\nNhân lực\t78\nMôi trường\t79"), expected);
    let sheet = training();
    let mut draft = blank(&sheet);
    draft.answer_mut("1-5").silence = draft.answer_mut("1-3").silence.clone();
    draft.answer_mut("1-5").silence = Some(Silence::Undefined {
        reason: String::new(),
    });
    assert_eq!(
        left_out(&sheet, &draft, &Cell::Input(4), "20\n18\n0"),
        [
            (Why::Silent, "20".to_owned()),
            (Why::Silent, "18".to_owned())
        ]
    );
}

#[test]
fn a_column_goes_into_the_lines_of_a_group() {
    let sheet = sheet("ha-tinh-2878-2023", "xa");
    let mut draft = blank(&sheet);
    draft.answer_mut("nhan-thuc-so").lines = vec![Line::default(); 2];
    assert_eq!(
        said_of(&sheet, &draft, "nhan-thuc-so:1", "20\r\n30\r\n25\r\n"),
        [
            "nhan-thuc-so:1 20",
            "nhan-thuc-so:2 30",
            "nhan-thuc-so:3 25"
        ]
    );
    let text = "Tên\tĐiểm tối đa\tĐiểm\n1.1 Cổng\t20\t15\n1.2 Chuyên mục\t30\t,5\n";
    let from = Cell::LineName("nhan-thuc-so".into(), 0);
    let pasted = read(sheet.unit_group(), &draft, &from, text);
    for put in pasted.into_iter().map(|cell| cell.put.unwrap()) {
        fill(&mut draft, put);
    }
    let lines = &draft.answer("nhan-thuc-so").unwrap().lines;
    let said: Vec<_> = lines
        .iter()
        .map(|line| (line.name.as_str(), line.max.text(), line.points.text()))
        .collect();
    assert_eq!(
        said,
        [
            ("1.1 Cổng", "20".into(), "15".into()),
            ("1.2 Chuyên mục", "30".into(), ",5".into())
        ]
    );
    // Words that no head tells of are passed over beside numbers, and are no name.
    let text = "1.1 Cổng\tcái\t20\t15";
    assert_eq!(
        said_of(&sheet, &draft, "nhan-thuc-so:0:max", text),
        ["nhan-thuc-so:0:max 20", "nhan-thuc-so:0 15"]
    );
    assert_eq!(
        left_out(&sheet, &draft, &from, text),
        [(Why::NotTaken, "cái".to_owned())]
    );
    // By the names they have now.
    assert_eq!(
        said_of(
            &sheet,
            &draft,
            "nhan-thuc-so:0",
            "1.2 Chuyên mục\t30\nKhác\t1"
        ),
        ["nhan-thuc-so:1 30", "? - Khác · 1"]
    );
}

#[test]
fn the_row_that_adds_up_is_no_line_and_the_number_before_a_name_is_passed_over() {
    let sheet = sheet("song-hinh-96-2021", "xa");
    let mut draft = blank(&sheet);
    draft.answer_mut("ha-tang").lines = vec![Line::default()];
    let from = Cell::LineName("ha-tang".into(), 0);
    let rows = "1\tMáy tính\t60\t50\r\n2\tMạng\t40\t30\r\n\tTổng cộng\t100\t80\r\n";
    for head in ["", "TT\tTên chỉ số\tĐiểm tối đa\tĐiểm tự chấm\r\n"] {
        let text = format!("{head}{rows}");
        assert_eq!(
            left_out(&sheet, &draft, &from, &text),
            [(Why::Computed, "Tổng cộng · 100 · 80".to_owned())]
        );
        let mut filled = draft.clone();
        for pasted in read(sheet.unit_group(), &draft, &from, &text) {
            if let Ok(put) = pasted.put {
                fill(&mut filled, put);
            }
        }
        let lines = &filled.answer("ha-tang").unwrap().lines;
        let said = lines.iter().map(|line| {
            let numbers = [
                line.max.text().into_owned(),
                line.points.text().into_owned(),
            ];
            (line.name.as_str(), numbers)
        });
        assert_eq!(
            said.collect::<Vec<_>>(),
            [
                ("Máy tính", ["60".to_owned(), "50".to_owned()]),
                ("Mạng", ["40".to_owned(), "30".to_owned()])
            ]
        );
        // Into the numbers of lines that have their names already.
        assert_eq!(
            said_of(&sheet, &filled, "ha-tang:0:max", &text),
            [
                "ha-tang:0:max 60",
                "ha-tang:0 50",
                "ha-tang:1:max 40",
                "ha-tang:1 30",
                "? - Tổng cộng · 100 · 80"
            ]
        );
    }
}

#[test]
fn a_total_in_the_middle_leaves_no_gap_between_lines() {
    let sheet = sheet("song-hinh-96-2021", "xa");
    let mut draft = blank(&sheet);
    draft.answer_mut("ha-tang").lines = vec![Line::default()];
    assert_eq!(
        said_of(
            &sheet,
            &draft,
            "ha-tang:0:name",
            "Máy\t60\nCộng\t60\nMạng\t40"
        ),
        [
            "ha-tang:0:name Máy",
            "ha-tang:0:max 60",
            "? - Cộng · 60",
            "ha-tang:1:name Mạng",
            "ha-tang:1:max 40"
        ]
    );
}

#[test]
fn every_column_that_goes_nowhere_is_told_by_its_name() {
    let sheet = sheet("song-hinh-96-2021", "xa");
    let head = "TT\tHạng mục đánh giá\tĐiểm tối đa\tĐiểm tự chấm\tĐiểm thẩm định\tGiải trình\tTài liệu kiểm chứng\tNgười phụ trách";
    let row = "1\tHạ tầng kỹ thuật công nghệ thông tin\t100\t90\t85\tĐã trang bị đủ máy tính cho cán bộ, công chức\tBB 01\t";
    let text = format!("{head}\r\n{row}\r\n\tTổng cộng\t100\t90\t85\t\t");
    assert_eq!(
        written(&sheet, "ha-tang", &text),
        [
            "ha-tang 90",
            "ha-tang:explanation Đã trang bị đủ máy tính cho cán bộ, công chức"
        ]
    );
    assert_eq!(
        left_out(&sheet, &blank(&sheet), &points("ha-tang"), &text),
        [
            (Why::Computed, "Tổng cộng · 100 · 90 · 85".to_owned()),
            (Why::Maximum, "100".to_owned()),
            (Why::Column, "Điểm thẩm định: 85".to_owned()),
            (Why::Column, "Tài liệu kiểm chứng: BB 01".to_owned()),
        ]
    );
    let head = "TT\tChỉ số\tĐơn vị tính\tSố liệu\tGhi chú";
    let row = "1.3\tHọp Ban Chỉ đạo chuyển đổi số\tcuộc\t4\ttheo biên bản";
    assert_eq!(
        said(&training(), "hop", &format!("{head}\n{row}")),
        ["hop 4", "1-3:note theo biên bản", "? - Đơn vị tính: cuộc"]
    );
    let mut draft = blank(&sheet);
    draft.answer_mut("ha-tang").lines = vec![Line::default()];
    let text = "TT\tTên\tĐiểm tối đa\tĐiểm tự chấm\tGiải trình\n1\tMáy tính\t60\t50\tđủ\n2\tMạng\t40\t30\tchậm";
    assert_eq!(
        left_out(&sheet, &draft, &Cell::LineName("ha-tang".into(), 0), text),
        []
    );
    assert_eq!(
        said_of(&sheet, &draft, "ha-tang:0:name", text)[..4],
        [
            "ha-tang:0:name Máy tính",
            "ha-tang:0:max 60",
            "ha-tang:0 50",
            "ha-tang:0:explanation đủ"
        ]
    );
}

#[test]
fn a_column_stays_among_boxes_of_its_kind() {
    let sheet = sheet("bac-kan-651-2019", "so");
    let groups: Vec<String> = sheet.unit_group().groups[..3]
        .iter()
        .map(|group| group.id.to_string())
        .collect();
    let expected = |kind: &str, texts: [&str; 3]| -> Vec<String> {
        let cells = groups.iter().zip(texts);
        cells
            .map(|(id, text)| format!("{id}{kind} {text}"))
            .collect()
    };
    let (points, max) = (groups[0].clone(), format!("{}:max", groups[0]));
    assert_eq!(
        said(&sheet, &points, "17,5\n21,5\n8"),
        expected("", ["17,5", "21,5", "8"])
    );
    assert_eq!(
        said(&sheet, &max, "50\n40\n30"),
        expected(":max", ["50", "40", "30"])
    );
    // Two columns are maxima and points; so they are where the head says so, whatever stands before them.
    let both = said(&sheet, &max, "50\t17,5\n40\t21,5");
    let (one, two) = (&groups[0], &groups[1]);
    let pairs = [
        format!("{one}:max 50"),
        format!("{one} 17,5"),
        format!("{two}:max 40"),
        format!("{two} 21,5"),
    ];
    assert_eq!(both, pairs);
    let headed = "STT\tĐiểm tối đa\tĐiểm tự chấm\n1\t50\t17,5\n2\t40\t21,5";
    for from in [&points, &max] {
        let all = said(&sheet, from, headed);
        assert_eq!(all[..4], pairs);
        assert_eq!(all[4..], ["? - STT: 1 · 2"]);
    }
    // Below the last group there is no box.
    let last = sheet.unit_group().groups.last().unwrap().id.to_string();
    let all = said(
        &sheet,
        &last,
        "Điểm tối đa\tĐiểm tự chấm\n50\t17,5\n40\t21,5",
    );
    assert_eq!(all[2..], ["? - 40", "? - 21,5"]);
    // One figure behind a name is what its box asks for.
    let name = &sheet.unit_group().groups[1].name.value;
    assert_eq!(
        said(&sheet, &max, &format!("{name}\t300")),
        [format!("{two}:max 300")]
    );
    assert_eq!(
        said(&sheet, &points, &format!("{name}\t300")),
        [format!("{two} 300")]
    );
}

#[test]
fn a_count_of_components_is_no_points() {
    let sheet = sheet("ha-tinh-2878-2023", "xa");
    let rows = "1\tNhận thức số\t3\t30\n2\tThể chế số\t6\t60";
    let head = "STT\tChỉ số chính\tChỉ số thành phần\tTổng điểm tối đa";
    assert_eq!(
        written(&sheet, "nhan-thuc-so", &format!("{head}\n{rows}")),
        [""; 0]
    );
    // Without a head nobody knows.
    let all = read(
        sheet.unit_group(),
        &blank(&sheet),
        &points("nhan-thuc-so"),
        rows,
    );
    assert!(
        all.iter().any(|one| one.put == Err(Why::Unclear)),
        "{all:?}"
    );
    assert!(!all.iter().any(|one| one.put.is_ok()), "{all:?}");
}

#[test]
fn names_are_known_with_the_signs_that_decisions_put_around_them() {
    let sheet = sheet("song-hinh-96-2021", "xa");
    for name in [
        "4\tCung cấp dịch vụ công trực tuyến ¹",
        "- Cung cấp dịch vụ công trực tuyến:",
        "• Cung cấp dịch vụ công trực tuyến (2)¹².",
    ] {
        let id = said(&sheet, "ha-tang", &format!("{name}\t120đ"));
        let is_known = id
            .iter()
            .any(|cell| cell.ends_with(" 120") && !cell.starts_with('?'));
        assert_eq!(is_known, !name.contains("(2)"), "{id:?}");
    }
}

#[test]
fn the_head_of_a_column_alone_says_what_it_holds() {
    let commune = sheet("an-giang-1040-2018", "xa");
    for from in ["ha-tang", "nhan-luc"] {
        assert_eq!(
            said(&commune, from, "Điểm tối đa\n300\n120"),
            ["? - 300 · 120"]
        );
    }
    let office = sheet("bac-kan-651-2019", "so");
    let id = office.unit_group().groups[0].id.to_string();
    let next = office.unit_group().groups[1].id.to_string();
    assert_eq!(
        said(&office, &id, "Điểm tối đa\n100\n80"),
        [format!("{id}:max 100"), format!("{next}:max 80")]
    );
    assert_eq!(
        said(&office, &format!("{id}:max"), "Điểm tự chấm\n10\n20"),
        [format!("{id} 10"), format!("{next} 20")]
    );
    let mut draft = blank(&commune);
    draft.answer_mut("ha-tang").lines = vec![Line::default(), Line::default()];
    assert_eq!(
        said_of(&commune, &draft, "ha-tang:0", "Điểm tối đa\n20\n30"),
        ["ha-tang:0:max 20", "ha-tang:1:max 30"]
    );
}

#[test]
fn columns_that_would_spill_over_into_other_groups_are_unclear() {
    let office = sheet("bac-kan-651-2019", "so");
    let id = office.unit_group().groups[0].id.to_string();
    let max = format!("{id}:max");
    for (from, text) in [(&id, "90\t100\n70\t80"), (&max, "90\t100\t5\n70\t80\t6")] {
        let all = said(&office, from, text);
        assert!(all.iter().all(|one| one.starts_with("? - ")), "{all:?}");
        assert_eq!(all.len(), 2);
    }
}

#[test]
fn explanations_alone_go_where_their_names_say() {
    let commune = sheet("ha-tinh-2878-2023", "xa");
    let text = "Chỉ số\tGiải trình\nNhận thức số\tTheo A\nThể chế số\tTheo B";
    assert_eq!(
        said(&commune, "nhan-thuc-so", text),
        [
            "nhan-thuc-so:explanation Theo A",
            "the-che-so:explanation Theo B"
        ]
    );
    // The same beside points without names, box by box.
    assert_eq!(
        said(
            &commune,
            "nhan-thuc-so",
            "Điểm tự chấm\tGiải trình\n18\tTheo A\n20\tTheo B"
        ),
        [
            "nhan-thuc-so 18",
            "nhan-thuc-so:explanation Theo A",
            "the-che-so 20",
            "the-che-so:explanation Theo B"
        ]
    );
    // The page's own table has documents there too, and where to read on.
    let own = "STT\tNội dung đánh giá\tĐiểm tối đa\tĐiểm tự chấm\tTài liệu kiểm chứng, giải trình\n1\tNhận thức số\t100\t80\tGiải trình tại mục II.";
    assert_eq!(written(&commune, "nhan-thuc-so", own), ["nhan-thuc-so 80"]);
}

#[test]
fn explanations_go_into_lines_with_names_or_without() {
    let commune = sheet("ha-tinh-2878-2023", "xa");
    let mut draft = blank(&commune);
    let named = |name: &str| Line {
        name: name.to_owned(),
        ..Line::default()
    };
    draft.answer_mut("the-che-so").lines = vec![named("Kế hoạch năm¹"), named("Bố trí kinh phí")];
    let of = |from: &str, text: &str| said_of(&commune, &draft, from, text);
    let text = "Chỉ số thành phần\tGiải trình\n- Bố trí kinh phí:\tTheo B\nKế hoạch năm\tTheo A";
    assert_eq!(
        of("the-che-so:0", text),
        [
            "the-che-so:1:explanation Theo B",
            "the-che-so:0:explanation Theo A"
        ]
    );
    assert_eq!(
        of("the-che-so:0:name", text),
        [
            "the-che-so:0:name - Bố trí kinh phí:",
            "the-che-so:0:explanation Theo B",
            "the-che-so:1:name Kế hoạch năm",
            "the-che-so:1:explanation Theo A"
        ]
    );
    assert_eq!(
        of("the-che-so:0", "Điểm\tGiải trình\n18\tTheo A\n21\tTheo B"),
        [
            "the-che-so:0 18",
            "the-che-so:0:explanation Theo A",
            "the-che-so:1 21",
            "the-che-so:1:explanation Theo B"
        ]
    );
    // Without heads nobody knows what the words are.
    assert_eq!(
        of("the-che-so:0", "18\tTheo A\n21\tTheo B"),
        ["? - 18 · Theo A", "? - 21 · Theo B"]
    );
    // Two rows of one line that say otherwise are not written.
    let twice = "Tên\tĐiểm tối đa\tĐiểm tự chấm\nBố trí kinh phí\t50\t40\nBố trí kinh phí\t50\t41";
    assert_eq!(
        of("the-che-so:0", twice),
        [
            "the-che-so:1:max 50",
            "the-che-so:1 - 40",
            "the-che-so:1 - 41"
        ]
    );
}

/// A table as a spreadsheet copies it.
fn copied(table: &Table) -> String {
    let cell = |text: String| {
        if text.contains(['\n', '"', '\t']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let heads = table.heads.iter().cloned().map(cell).collect::<Vec<_>>();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().map(Written::text).map(cell);
        cells.collect::<Vec<_>>()
    });
    let above = table.above.iter().cloned().map(cell);
    let rows = above.map(|line| vec![line]).chain([heads]).chain(rows);
    rows.map(|row| row.join("\t") + "\r\n").collect()
}

/// What a table of the page puts into a blank sheet.
fn pasted_back(sheet: &Sheet, table: &Table) -> Assessment {
    let mut draft = blank(sheet);
    let from = cells(sheet.unit_group()).swap_remove(0);
    for pasted in read(sheet.unit_group(), &blank(sheet), &from, &copied(table)) {
        assert_ne!(pasted.put, Err(Why::Unclear), "{}", pasted.text);
        if let Ok(put) = pasted.put {
            fill(&mut draft, put);
        }
    }
    draft
}

#[test]
fn figures_that_the_page_wrote_into_a_workbook_are_read_back() {
    for text in [
        include_str!("../../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json"),
        include_str!("../../../../frameworks/tap-huan/bo-tieu-chi-2026/units/rot-minh-chung.json"),
        include_str!("../../../../frameworks/tap-huan/bo-tieu-chi-2026/units/thieu-mot-diem.json"),
    ] {
        let draft = Assessment::read(text).unwrap();
        let sheet = sheet(&draft.framework.id, &draft.unit_group);
        let outcome = score(&sheet.framework, &draft).unwrap();
        let [catalogue, scores, figures] = &forms(&sheet, &draft, &outcome)[..] else {
            panic!("three forms");
        };
        let unit_group = sheet.unit_group();
        let asked: Vec<usize> = unit_group.items.iter().flat_map(Item::inputs).collect();
        let back = pasted_back(&sheet, figures);
        for input in asked {
            let id = &unit_group.inputs[input].id;
            let said = |draft: &Assessment| {
                let answer = draft.input(id).filter(|answer| !answer.is_blank());
                answer.map(|answer| {
                    // A share is kept as typed; any other figure is printed, and comes back as the same number.
                    let number = &answer.number;
                    let text = number.text().trim().to_owned();
                    let text = number.value().map_or(text, ToString::to_string);
                    (text, answer.choice.clone())
                })
            };
            assert_eq!(said(&back), said(&draft), "{id}");
        }
        for table in [catalogue, scores] {
            assert_eq!(pasted_back(&sheet, table).inputs, [], "{}", table.name);
        }
    }
}

#[test]
fn points_that_the_page_wrote_into_a_workbook_are_read_back() {
    let catalog = Catalog::shipped();
    let sheets = catalog.decisions().flatten();
    for sheet in sheets.filter(|sheet| sheet.unit_group().items.is_empty()) {
        let unit_group = sheet.unit_group();
        let mut draft = blank(sheet);
        let groups = || {
            unit_group
                .groups
                .iter()
                .filter(|group| group.not_scored.is_none())
        };
        for (place, group) in groups().enumerate() {
            let answer = draft.answer_mut(&group.id);
            answer.points = Entry::typed(&format!("{},25", place + 1));
            if group.max.is_none() {
                answer.max = Entry::typed("50");
            }
            answer.explanation = format!("Dòng {place}: “đủ”,\n1\t\"tệp\" kèm theo.");
        }
        let scored = score(&sheet.framework, &draft).unwrap();
        let forms = forms(sheet, &draft, &scored);
        for table in &forms[1..] {
            let back = pasted_back(sheet, table);
            for group in groups() {
                let said = |draft: &Assessment| {
                    let answer = draft.answer(&group.id).cloned().unwrap_or_default();
                    [
                        answer.points.text().into_owned(),
                        answer.max.text().into_owned(),
                    ]
                };
                assert_eq!(said(&back), said(&draft), "{} {}", table.name, group.id);
                let explained =
                    |draft: &Assessment| Some(draft.answer(&group.id)?.explanation.clone());
                if table.name == "Phiếu tự chấm" {
                    assert_eq!(explained(&back), explained(&draft), "{}", group.id);
                }
            }
        }
        let back = pasted_back(sheet, &forms[0]);
        let has_points = |group: &Rc<str>| {
            back.answer(group)
                .is_some_and(|answer| !answer.points.is_blank())
        };
        assert!(
            !groups().any(|group| has_points(&group.id)),
            "{}",
            sheet.framework.id
        );
    }
}
