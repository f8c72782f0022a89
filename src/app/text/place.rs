//! Places of an assessment and what stands there: in the comparison with a file, and after undo.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::rule::InputKind;
use bac_thang::{Assessment, UnitGroup};
use serde_json::Value;

use super::letters::isolated;
use crate::app::session::compare::{Part, Place, typed};

/// What stands in the place of points, as a place.
const NO_POINTS: &str = "trường hợp không có điểm";

/// Which place: `Hạ tầng: điểm tự chấm`; a line by the name it has in the draft.
pub fn place(unit_group: &UnitGroup, draft: &Assessment, place: &Place) -> String {
    match &place.part {
        Part::Head => field(&place.path),
        Part::Input(id) => input(unit_group, id),
        Part::Answer(id) => {
            let name = name(unit_group, id);
            match of_line(&place.path) {
                Some((at, field)) => format!("{name}: {}, {field}", line(draft, id, at)),
                None => format!("{name}: {}", field(&place.path)),
            }
        }
    }
}

/// Which line of a group: `dòng 2 “Một cửa”`, or `dòng 2` while it has no name.
pub fn line(draft: &Assessment, group: &str, at: usize) -> String {
    let lines = draft.answer(group).map_or(&[][..], |answer| &answer.lines);
    let name = lines.get(at).map_or("", |line| line.name.trim());
    let number = at.saturating_add(1);
    if is_visible(name) {
        format!("dòng {number} “{}”", isolated(name))
    } else {
        format!("dòng {number}")
    }
}

/// The line that a place is of, and what of it, but for its name.
fn of_line(path: &str) -> Option<(usize, String)> {
    let (at, path) = path.strip_prefix("/lines/")?.split_once('/')?;
    let field = match path.split('/').collect::<Vec<_>>()[..] {
        [] | ["name"] => return None,
        ["evidence", index, field] => numbered("minh chứng", index, field),
        [field, ..] => of_numbered(field).to_owned(),
    };
    Some((at.parse().ok()?, field))
}

/// What an input is called.
pub(super) fn input(unit_group: &UnitGroup, id: &str) -> String {
    let input = unit_group.input(id);
    input.map_or_else(|| id.to_owned(), |input| input.label.clone())
}

/// What a group or item is called.
pub(super) fn name(unit_group: &UnitGroup, id: &str) -> String {
    let group = unit_group.group(id);
    let item = || unit_group.item(id);
    let name = group
        .map(|group| &group.name)
        .or_else(|| Some(&item()?.name));
    name.map_or_else(|| id.to_owned(), |name| name.value.clone())
}

/// The same with its number: `3.1. Hồ sơ nộp trực tuyến`
pub fn called(unit_group: &UnitGroup, id: &str) -> String {
    let group = unit_group.group(id).map(|group| &group.code);
    let code = group.or_else(|| Some(&unit_group.item(id)?.code));
    let code = code.and_then(|code| code.as_deref());
    coded(code, &name(unit_group, id))
}

/// A name with the number that stands before it in the decision, if any.
pub fn coded(code: Option<&str>, name: &str) -> String {
    match code {
        Some(code) => format!("{code}. {name}"),
        None => name.to_owned(),
    }
}

/// What a field of the assessment itself is called: where files are compared, and of a file that was changed.
pub(super) fn of_whole(field: &str) -> Option<&'static str> {
    Some(match field {
        "unit" => "tên đơn vị",
        "year" => "năm đánh giá",
        "reporting" => "báo cáo đúng thời hạn",
        "appendix" => "bản phụ lục đơn vị dùng",
        "report_texts" => "nội dung viết trong báo cáo",
        _ => return None,
    })
}

/// What a field is called. A field that has no name here yet is called by the format's.
fn field(path: &str) -> String {
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    if let [step] = steps[..]
        && let Some(name) = of_whole(step)
    {
        return name.to_owned();
    }
    let known = match steps[..] {
        ["preparer", "name"] => "họ và tên người lập biểu",
        ["preparer", "post"] => "chức vụ người lập biểu",
        ["preparer", "landline"] => "điện thoại cố định",
        ["preparer", "mobile"] => "điện thoại di động",
        ["preparer", "email"] => "hộp thư công vụ",
        ["points"] => "điểm tự chấm",
        ["max"] => "điểm tối đa",
        ["silence", ..] => NO_POINTS,
        ["zero_rule"] => "trường hợp điểm bằng 0",
        ["lines"] => "các dòng của phụ lục",
        ["evidence"] => "các minh chứng",
        ["explanation"] => "giải trình",
        ["note"] => "ghi chú",
        ["appraised", ..] => "thẩm định",
        ["lines", line, field, ..] => return numbered("dòng", line, field),
        ["evidence", index, field] => return numbered("minh chứng", index, field),
        _ => return path.trim_start_matches('/').to_owned(),
    };
    known.to_owned()
}

/// `dòng 2, điểm`
fn numbered(what: &str, index: &str, field: &str) -> String {
    let number = index.parse::<usize>().map_or(0, |index| index + 1);
    format!("{what} {number}, {}", of_numbered(field))
}

/// What a field of a line or a record of evidence is called.
fn of_numbered(field: &str) -> &str {
    match field {
        "name" => "tên",
        "max" => "điểm tối đa",
        "points" => "điểm",
        "silence" => NO_POINTS,
        "evidence" => "các minh chứng",
        "explanation" => "giải trình",
        "number" => "số, ký hiệu",
        "form" => "tên loại",
        "date" => "ngày",
        "abstract" => "trích yếu",
        "link" => "nơi xem",
        "file" => "tệp",
        other => other,
    }
}

/// What stands there.
pub fn value(unit_group: &UnitGroup, place: &Place, value: &Value) -> String {
    match value {
        Value::Null => "để trống".to_owned(),
        Value::String(text) if !is_visible(text) => "để trống".to_owned(),
        Value::String(text) => named(unit_group, place, text),
        Value::Bool(true) => "có".to_owned(),
        Value::Bool(false) => "không".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            let each: Vec<String> = list.iter().map(list_item).collect();
            format!("{} mục ({})", list.len(), each.join("; "))
        }
        Value::Object(fields) => match (typed(value), fields.iter().next()) {
            (Some(text), _) => text.to_owned(),
            (None, _) if fields.contains_key("sha256") => {
                let file = fields.get("name").and_then(Value::as_str);
                file.unwrap_or_default().to_owned()
            }
            (None, Some((_, Value::String(number)))) if fields.contains_key("value") => {
                number.replace('.', ",")
            }
            (None, Some((kind, inside))) => silence(kind, inside),
            (None, None) => "để trống".to_owned(),
        },
    }
}

/// An answer or a rule, by its own words.
fn named(unit_group: &UnitGroup, place: &Place, text: &str) -> String {
    let words = match (&place.part, place.path.as_str(), text) {
        (Part::Head, "/reporting", "in_time") => Some("đúng thời hạn".to_owned()),
        (Part::Head, "/reporting", "late") => Some("không đúng thời hạn".to_owned()),
        (Part::Input(id), "/choice", _) => {
            let input = unit_group.input(id);
            input.and_then(|input| match &input.kind {
                InputKind::Options(choices) => {
                    let choice = choices.iter().find(|choice| *choice.id == *text)?;
                    Some(choice.label.clone())
                }
                InputKind::Figure(_) => None,
            })
        }
        _ => None,
    };
    words.unwrap_or_else(|| text.to_owned())
}

fn silence(kind: &str, inside: &Value) -> String {
    let reason = inside.get("reason").and_then(Value::as_str).unwrap_or("");
    let kind = match kind {
        "not_applicable" => "không áp dụng",
        "undefined" => "không tính được",
        other => other,
    };
    if is_visible(reason) {
        format!("{kind}, lý do: {reason}")
    } else {
        kind.to_owned()
    }
}

/// Every text of a line or a record of evidence.
fn list_item(item: &Value) -> String {
    let Some(fields) = item.as_object() else {
        return String::new();
    };
    let texts = fields
        .iter()
        .filter(|(name, _)| *name != "place") // an id
        .filter_map(|(_, field)| {
            let file = || field.get("name").and_then(Value::as_str);
            let text = field.as_str().or_else(|| typed(field)).or_else(file);
            let records = || Some(format!("{} tài liệu", field.as_array()?.len()));
            text.map(str::to_owned).or_else(records)
        });
    let texts: Vec<String> = texts.filter(|text| is_visible(text)).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use bac_thang::{Answer, Line};

    use super::*;
    use crate::app::catalog::Catalog;

    #[test]
    fn a_line_is_called_by_its_name_while_it_has_one() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
        let unit_group = sheet.unit_group();
        let mut draft = Assessment::new(&sheet.framework, unit_group);
        let group = &unit_group.groups[0];
        let named = Line {
            name: " Một cửa ".to_owned(),
            ..Line::default()
        };
        draft.answers.push(Answer {
            of: group.id.clone(),
            lines: vec![Line::default(), named],
            ..Answer::default()
        });
        for (path, said) in [
            ("/lines/0/points", "dòng 1, điểm"),
            ("/lines/1/points", "dòng 2 “Một cửa”, điểm"),
            (
                "/lines/1/silence/undefined/reason",
                "dòng 2 “Một cửa”, trường hợp không có điểm",
            ),
            ("/lines/1/name", "dòng 2, tên"),
            ("/lines/2/max", "dòng 3, điểm tối đa"),
            ("/lines/1/explanation", "dòng 2 “Một cửa”, giải trình"),
            ("/lines/1/evidence", "dòng 2 “Một cửa”, các minh chứng"),
            (
                "/lines/1/evidence/1/link",
                "dòng 2 “Một cửa”, minh chứng 2, nơi xem",
            ),
            ("/lines", "các dòng của phụ lục"),
            ("/evidence/0/number", "minh chứng 1, số, ký hiệu"),
        ] {
            let at = Place {
                part: Part::Answer(group.id.to_string()),
                path: path.to_owned(),
            };
            let expected = format!("{}: {said}", group.name.value);
            assert_eq!(place(unit_group, &draft, &at), expected);
        }
    }
}
