//! What is said of files that are set aside, in the words of people and not of files.

use std::rc::Rc;

use bac_thang::engine::assessment::FrameworkRef;
use bac_thang::engine::claims::{ClaimedResult, ClaimedTotal};
use bac_thang::engine::file;
use bac_thang::{Assessment, Framework};

use super::appraisal::MarkField;
use super::state::OfficeAction;
use super::tests::{IN_TIME, office, only, ranked, written};
use crate::app::text::{aside, office as text};

const HA_TINH: &str = "ha-tinh-2878-2023";

/// A file whose seal fits, of which what it claims was changed.
fn claiming(change: impl FnOnce(&mut ClaimedResult)) -> String {
    let text = written(HA_TINH, "UBND xã A", "90", IN_TIME);
    let mut assessment = Assessment::read(&text).unwrap();
    change(&mut assessment.claims.as_mut().unwrap().result);
    file::write(&assessment, None).unwrap()
}

fn reasons(text: String) -> Vec<String> {
    let list = only(&office(&[text]));
    aside::reasons(&list, &list.rows[0])
}

#[test]
fn levels_are_called_by_name_and_numbers_are_written_as_people_do() {
    let level = |to: &str| {
        let to = to.to_owned();
        reasons(claiming(|it| it.level = Some(to)))
    };
    let right = "Tổng điểm đúng (720), nhưng kết quả khác ghi không đúng";
    assert_eq!(
        level("tot"),
        [format!("{right}; mức theo điểm ghi “Tốt”, tính lại “Khá”.")]
    );
    assert_eq!(
        level("lha"),
        [format!(
            "{right}; mức theo điểm ghi “lha” (văn bản không có mức này), tính lại “Khá”."
        )]
    );
    assert_eq!(
        reasons(claiming(|it| it.level = None)),
        [format!("{right}; mức theo điểm ghi “—”, tính lại “Khá”.")]
    );
    assert_eq!(
        reasons(claiming(|it| it.final_level = None)),
        [format!("{right}; mức ghi “—”, tính lại “Khá”.")]
    );
    assert_eq!(
        reasons(claiming(|it| it.whole.max = Some("870.5".parse().unwrap()))),
        [format!(
            "{right}; tổng điểm và điểm tối đa ghi “720/870,5”, tính lại “720/1.000”."
        )]
    );
    let block = ClaimedTotal {
        id: "khoi".to_owned(),
        points: "298.25".parse().unwrap(),
        max: Some("870".parse().unwrap()),
    };
    assert_eq!(
        reasons(claiming(|it| it.blocks.push(block))),
        [format!(
            "{right}; phần “khoi” ghi “298,25/870”, tính lại “—”."
        )]
    );
}

#[test]
fn an_item_is_called_the_same_by_its_seal_and_by_its_points() {
    let text = written(HA_TINH, "UBND xã A", "50", IN_TIME);
    // The points as typed and as read of the second group.
    let (first, rest) = text.split_once("\"the-che-so\"").unwrap();
    let rest = rest.replacen("\"50\"", "\"41\"", 2);
    let said = reasons(format!("{first}\"the-che-so\"{rest}"));
    assert_eq!(said[0], "Tệp đã bị sửa sau khi kết xuất, ở: 2. Thể chế số.");
    assert!(
        said[1].contains("“2. Thể chế số” ghi 50, tính lại 41"),
        "{said:?}"
    );
}

#[test]
fn a_file_that_carries_another_framework_than_it_names_is_not_said_to_carry_none() {
    let document = include_str!("../../../frameworks/ha-tinh/2878-qd-ubnd-2023/framework.json");
    let document = document.replacen(HA_TINH, "ha-tinh-moi", 1);
    let framework = Framework::read(&document).unwrap();
    let text = written(HA_TINH, "UBND xã A", "50", IN_TIME);
    let mut assessment = Assessment::read(&text).unwrap();
    assessment.framework = FrameworkRef {
        digest: "0".repeat(64),
        ..FrameworkRef::of(&framework)
    };
    let refused = |carried: Option<&str>| {
        let mut text = file::write(&assessment, None).unwrap();
        if let Some(document) = carried {
            text = text.replacen('{', &format!("{{ \"framework_document\": {document},"), 1);
        }
        aside::refused(&office(&[text]).work.items[0]).unwrap()
    };
    assert_eq!(
        refused(Some(&document)),
        "Tệp theo bộ tiêu chí “ha-tinh-moi”; trang này không có bộ đó. Trong tệp có kèm một bộ tiêu chí, nhưng nội dung không khớp với mã băm của bộ mà tệp ghi, nên trang không tính theo bộ kèm theo."
    );
    assert_eq!(
        refused(None),
        "Tệp theo bộ tiêu chí “ha-tinh-moi”; trang này không có bộ đó và trong tệp cũng không kèm."
    );
}

#[test]
fn the_notes_of_a_ranking_are_short_and_in_the_order_of_the_sheet() {
    let text = claiming(|it| {
        for total in &mut it.items {
            total.points = "1".parse().unwrap();
        }
        for total in &mut it.groups {
            total.points = "1".parse().unwrap();
        }
    });
    assert!(reasons(text.clone())[0].len() > 500);
    let mut office = office(&[text]);
    let key = only(&office).key;
    office.apply(OfficeAction::ExpectedTyped(key, "Xã B".to_owned()));
    office.apply(OfficeAction::Decided(0, true));
    let ids: Vec<Rc<str>> = {
        let list = only(&office);
        let groups = &list.unit_group().unwrap().groups;
        groups.iter().map(|group| Rc::clone(&group.id)).collect()
    };
    office.apply(OfficeAction::Looked(Some(0)));
    for (place, points) in [(2, "70"), (0, "80")] {
        let field = MarkField::Points(points.to_owned());
        office.apply(OfficeAction::Marked(Rc::clone(&ids[place]), field));
    }
    assert!(ids[2] < ids[0]);
    assert_eq!(
        text::remarks(&only(&office), &ranked(&office)[0]),
        "Thẩm định: “1. Nhận thức số” 80 điểm; “3. Hạ tầng số” 70 điểm; tổng điểm từ 720 thành 690; mức từ “Khá” thành “Trung bình”; Cơ quan quyết định nhận dù: kết quả ghi trong tệp khác kết quả tính lại; đơn vị không có trong danh sách phải nộp"
    );
}
