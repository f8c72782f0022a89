//! The appendix of the report: every item, or line, with what was reported and what proves it.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::framework::Group;
use bac_thang::engine::rule::Item;
use bac_thang::engine::score::{GroupScore, ItemScore};
use bac_thang::{Answer, Assessment, Evidence, Line, Scored};
use yew::prelude::*;

use super::outline::{Content, Part};
use super::tables::group_max;
use crate::app::catalog::Sheet;
use crate::app::counted;
use crate::app::text::{self, report};

/// Columns with nothing in them are left out, but for the one in which the decision asks for something.
pub fn details(sheet: &Sheet, draft: &Assessment, scored: &Scored, parts: &[Part]) -> Html {
    // Where the body explains, the table only says so.
    let explains = parts
        .iter()
        .any(|part| part.content == Content::Explanations);
    let table = Table::of(sheet, draft, explains);
    html! {
        <table class="paper__table paper__table--wide">
            <thead>
                <tr>
                    <th scope="col" class="paper__column--code">{ "STT" }</th>
                    <th scope="col">{ report::ASSESSED }</th>
                    <th scope="col" class="paper__column--points">{ "Điểm tối đa" }</th>
                    if table.reports {
                        <th scope="col" class="paper__column--said">{ report::REPORTED }</th>
                    }
                    <th scope="col" class="paper__column--points">{ "Điểm tự chấm" }</th>
                    if table.proves {
                        <th scope="col" class="paper__column--said">{ "Tài liệu kiểm chứng, giải trình" }</th>
                    }
                </tr>
            </thead>
            <tbody>{ for table.rows(scored).into_iter().map(|row| table.row(row)) }</tbody>
        </table>
    }
}

struct Table<'a> {
    sheet: &'a Sheet,
    draft: &'a Assessment,
    explains: bool,
    /// Whether there is a column of figures.
    reports: bool,
    /// Whether there is one of evidence and explanations.
    proves: bool,
}

/// A row: the name of a block, or what is scored.
enum Row {
    Block(String),
    Group(Cells),
    Part(Cells),
}

/// What stands in a row of what is scored.
struct Cells {
    code: String,
    name: String,
    max: String,
    reported: Vec<String>,
    points: String,
    proof: Vec<String>,
}

impl<'a> Table<'a> {
    fn of(sheet: &'a Sheet, draft: &'a Assessment, explains: bool) -> Table<'a> {
        let table = Table {
            sheet,
            draft,
            explains,
            reports: true,
            proves: true,
        };
        let unit_group = sheet.unit_group();
        let mut items = unit_group.items.iter();
        let is_proven = |answer: &Answer| {
            let mut lines = answer.lines.iter();
            !table.proof(Some(answer)).is_empty()
                || lines.any(|line| !table.line_proof(line).is_empty())
        };
        let is_asked = sheet.framework.asks_evidence(unit_group);
        Table {
            reports: items.any(|item| !table.reported(item).is_empty()),
            proves: is_asked || draft.answers.iter().any(is_proven),
            ..table
        }
    }

    fn rows(&self, scored: &Scored) -> Vec<Row> {
        let unit_group = self.sheet.unit_group();
        let groups = unit_group.groups.iter().zip(&scored.outcome.groups);
        let mut rows = Vec::new();
        for (index, (group, score)) in groups.enumerate() {
            let block = text::block_begun(unit_group, index);
            rows.extend(block.map(|name| Row::Block(name.to_owned())));
            rows.push(Row::Group(self.group(index, group, score)));
            let items = unit_group.items[group.items.clone()].iter();
            let items = items.zip(&score.items);
            rows.extend(items.map(|(item, score)| Row::Part(self.item(item, score))));
            let answer = self.draft.answer(&group.id).into_iter();
            let lines =
                answer.flat_map(|answer| answer.lines.iter().map(move |line| (answer, line)));
            let lines = lines.enumerate();
            rows.extend(
                lines.map(|(index, (answer, line))| {
                    Row::Part(self.line(index, score, answer, line))
                }),
            );
        }
        rows
    }

    fn group(&self, index: usize, group: &Group, score: &GroupScore) -> Cells {
        Cells {
            code: text::group_code(self.sheet.unit_group(), index),
            name: group.name.value.clone(),
            max: group_max(group, score, self.draft),
            reported: Vec::new(),
            points: text::group_points(score),
            proof: self.proof(self.draft.answer(&group.id)),
        }
    }

    fn item(&self, item: &Item, score: &ItemScore) -> Cells {
        let stated = item.max.as_ref().map(|max| &max.value);
        Cells {
            code: item.code.clone().unwrap_or_default(),
            name: item.name.value.clone(),
            max: report::max(score.state, score.max.as_ref(), stated),
            reported: self.reported(item),
            points: report::points_or_state(score.state, &score.points),
            proof: self.proof(self.draft.answer(&item.id)),
        }
    }

    fn line(&self, index: usize, group: &GroupScore, answer: &Answer, line: &Line) -> Cells {
        let silent = counted::silent(&self.sheet.framework, group, answer, line);
        let (max, points) = report::line(line, silent);
        Cells {
            code: report::line_code(index),
            name: line.name.trim().to_owned(),
            max,
            reported: Vec::new(),
            points,
            proof: self.line_proof(line),
        }
    }

    /// The same of a line.
    fn line_proof(&self, line: &Line) -> Vec<String> {
        let silence = line.silence.as_ref().map(report::silence);
        let silence = silence.map(|said| text::capitalized(&said));
        let proven = self.proven(&line.evidence, &line.explanation);
        let all = proven.chain(silence);
        all.flat_map(|said| report::paragraphs(&said)).collect()
    }

    fn row(&self, row: Row) -> Html {
        let (class, row) = match row {
            Row::Block(name) => {
                let columns = 4 + usize::from(self.reports) + usize::from(self.proves);
                return html! { <tr class="paper__row--strong"><th colspan={columns.to_string()} scope="rowgroup">{ name }</th></tr> };
            }
            Row::Group(cells) => (Some("paper__row--strong"), cells),
            Row::Part(cells) => (None, cells),
        };
        let said = |said: Vec<String>| html! { <td>{ for said.into_iter().map(|said| html! { <p>{ said }</p> }) }</td> };
        html! {
            <tr {class}>
                <td class="paper__cell--middle">{ row.code }</td>
                <td>{ row.name }</td>
                <td class="paper__cell--number">{ row.max }</td>
                if self.reports {
                    { said(row.reported) }
                }
                <td class="paper__cell--number">{ row.points }</td>
                if self.proves {
                    { said(row.proof) }
                }
            </tr>
        }
    }

    /// The figures that were entered for an item.
    fn reported(&self, item: &Item) -> Vec<String> {
        report::figures(self.sheet.unit_group(), self.draft, item).collect()
    }

    /// Records of evidence, the explanation or where it stands, why there are no points, and what the reader is told.
    fn proof(&self, answer: Option<&Answer>) -> Vec<String> {
        let Some(answer) = answer else {
            return Vec::new();
        };
        let all = self.proven(&answer.evidence, &answer.explanation);
        let all = all.chain(report::beside(&self.sheet.framework, answer));
        all.flat_map(|said| report::paragraphs(&said)).collect()
    }

    fn proven(&self, evidence: &[Evidence], explanation: &str) -> impl Iterator<Item = String> {
        let explanation = explanation.trim();
        let explained = match (is_visible(explanation), self.explains) {
            (false, _) => None,
            (true, true) => Some(report::EXPLAINED_ABOVE.to_owned()),
            (true, false) => Some(report::explained(explanation)),
        };
        evidence.iter().filter_map(report::record).chain(explained)
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::{Entry, Silence, score};

    use super::*;
    use crate::app::catalog::Catalog;

    /// The rows of a commune's sheet that are about a group, and which columns there are beside those of points.
    fn rows(
        framework: &str,
        group: &str,
        enter: impl FnOnce(&mut Answer),
    ) -> (Vec<String>, [bool; 2]) {
        let catalog = Catalog::shipped();
        let sheet = catalog.find(framework, "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        enter(draft.answer_mut(group));
        let scored = score(&sheet.framework, &draft).unwrap();
        let table = Table::of(sheet, &draft, true);
        let name = &sheet.unit_group().group(group).unwrap().name.value;
        let mut rows = table.rows(&scored).into_iter();
        let said = |cells: &Cells| {
            format!(
                "{} | {} | {}",
                cells.max,
                cells.points,
                cells.proof.join(" ")
            )
        };
        let first = rows.find_map(|row| match row {
            Row::Group(cells) if cells.name == *name => Some(said(&cells)),
            _ => None,
        });
        let parts = rows.map_while(|row| match row {
            Row::Part(cells) => Some(said(&cells)),
            _ => None,
        });
        let said = first.into_iter().chain(parts).collect();
        (said, [table.reports, table.proves])
    }

    fn line(max: &str, points: &str, silence: Option<Silence>) -> Line {
        Line {
            name: "Dòng".to_owned(),
            max: Entry::typed(max),
            points: Entry::typed(points),
            silence,
            ..Line::default()
        }
    }

    fn not_applicable(decided: bool) -> Silence {
        let reason = "Không có chợ".to_owned();
        Silence::NotApplicable { reason, decided }
    }

    #[test]
    fn lines_come_to_what_their_group_does() {
        let (rows, _) = rows("ha-tinh-2878-2023", "nhan-thuc-so", |answer| {
            answer.lines = vec![
                line("10", "10", None),
                line("20", "15,5", Some(not_applicable(false))),
                line("70", "50", Some(not_applicable(true))),
            ];
            answer.lines[0].explanation = "Theo sổ".to_owned();
            answer.lines[0].evidence = vec![Evidence {
                number: "12/QĐ-UBND".to_owned(),
                ..Evidence::default()
            }];
        });
        assert_eq!(
            rows,
            [
                "30 | 10 | ",
                "10 | 10 | Văn bản số 12/QĐ-UBND Giải trình tại mục II.",
                "20 | đề nghị không chấm | Đề nghị không chấm; lý do: Không có chợ.",
                "70, không chấm | không chấm | Không chấm theo quyết định; lý do: Không có chợ.",
            ]
        );
    }

    #[test]
    fn what_is_left_out_or_0_by_a_rule_says_so_with_its_maximum() {
        let left_out = rows("ha-tinh-2878-2023", "kinh-te-so", |answer| {
            answer.silence = Some(not_applicable(true));
        });
        assert_eq!(
            left_out.0,
            ["110, không chấm | không chấm | Không chấm theo quyết định; lý do: Không có chợ."]
        );
        let zeroed = rows("song-hinh-96-2021", "nhan-luc", |answer| {
            answer.points = Entry::typed("60");
            answer.zero_rule = Some("khong-khai-du".to_owned());
        });
        assert_eq!(
            zeroed.0,
            [
                "80 | 0 | 0 điểm theo quy định, vì: Không khai báo đủ số liệu, thông tin theo quy định."
            ]
        );
    }

    #[test]
    fn columns_are_there_where_something_is_asked_or_written() {
        let columns = |framework: &str, note: &str| {
            let group = "ha-tang";
            rows(framework, group, |answer| answer.note = note.to_owned()).1
        };
        assert_eq!(columns("an-giang-1040-2018", ""), [false, false]);
        assert_eq!(columns("an-giang-1040-2018", "Xem sổ"), [false, true]);
        assert_eq!(columns("song-hinh-96-2021", ""), [false, true]);
        let explained = rows("an-giang-1040-2018", "ha-tang", |answer| {
            answer.lines = vec![line("10", "10", None)];
            answer.lines[0].explanation = "Theo sổ".to_owned();
        });
        assert_eq!(explained.1, [false, true]);
    }
}
