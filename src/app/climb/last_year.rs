//! This year beside last year's file: results, groups and items, with a picture in the cells of each table.

use std::rc::Rc;

use bac_thang::{Assessment, Number, Outcome, Scored};
use yew::prelude::*;

use super::results::link;
use super::room::along;
use crate::app::catalog::Sheet;
use crate::app::enter::PastePreview;
use crate::app::form::file_box::LastYearFileBox;
use crate::app::result::level;
use crate::app::session::Action;
use crate::app::session::last_year::{Comparison, LastYear, Part, Row};
use crate::app::session::paste::Pasted;
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct BesideProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub last: Option<Rc<LastYear>>,
    /// Last year's figures that are to be taken over.
    pub pasted: Option<Rc<Vec<Pasted>>>,
    pub act: Callback<Action>,
}

#[component]
pub fn Beside(props: &BesideProps) -> Html {
    let BesideProps {
        sheet,
        draft,
        last,
        pasted,
        act,
        ..
    } = props;
    let close = act.reform(|_: MouseEvent| Action::LastYearClosed);
    html! {
        <section class="panel beside" aria-labelledby="beside-title">
            <h2 id="beside-title">{ "So với năm trước" }</h2>
            if let Some(last) = last {
                { compared(props, last) }
                <div class="beside__tools">
                    <LastYearFileBox label="Chọn tệp khác" {act} />
                    <button type="button" class="button button--quiet" onclick={close}>{ "Thôi so sánh" }</button>
                </div>
            } else {
                <p>{ "Chọn tệp tự đánh giá năm trước (tệp JSON, hoặc trang đã lưu kèm dữ liệu) để so từng nhóm, từng mục. Tệp chỉ được đọc, không lẫn vào bài đang làm." }</p>
                <LastYearFileBox label="Chọn tệp năm trước" {act} />
            }
            { pasted.iter().map(|pasted| html! { <PastePreview {sheet} {draft} {pasted} is_last_year=true {act} /> }).collect::<Html>() }
        </section>
    }
}

fn compared(props: &BesideProps, last: &LastYear) -> Html {
    let BesideProps {
        sheet,
        draft,
        scored,
        act,
        ..
    } = props;
    // It was read as of a sheet of this page, and that can be scored; were it otherwise, it would be said.
    let Some(compared) = last.beside(sheet, draft, scored) else {
        return html! { <p class="notice notice--error" role="alert">{ "Không chấm lại được tệp năm trước." }</p> };
    };
    let asked = last.asked_again(sheet, draft).len();
    html! {
        <>
            { compared.caveats.iter().map(|caveat| html! { <p class="notice notice--warning">{ text::last_year::caveat(caveat, last) }</p> }).collect::<Html>() }
            { results(props, last, &compared) }
            if asked > 0 {
                <p class="beside__ask">
                    <button type="button" class="button" onclick={act.reform(|_: MouseEvent| Action::LastYearAsked)}>{ text::last_year::asked_again(asked) }</button>
                </p>
            }
            if compared.is_new > 0 {
                <p class="field__hint">{ text::last_year::is_new(compared.is_new) }</p>
            }
            { groups(props, &compared.groups) }
            { items(props, &compared.items) }
        </>
    }
}

fn results(props: &BesideProps, last: &LastYear, compared: &Comparison) -> Html {
    let row = |name: String, sheet: &Sheet, outcome: &Outcome| {
        html! {
            <tr><th scope="row">{ name }</th><td>{ level(sheet, outcome) }</td><td>{ text::all_totals(sheet.unit_group(), outcome) }</td></tr>
        }
    };
    html! {
        <table class="conditions">
            <thead><tr><th scope="col">{ "Năm" }</th><th scope="col">{ "Xếp loại" }</th><th scope="col">{ "Điểm" }</th></tr></thead>
            <tbody>
                { row(text::last_year::before(last), &last.sheet, &compared.before) }
                { row(text::last_year::now(&props.draft), &props.sheet, &props.scored.outcome) }
                { compared.more.iter().map(|more| html! {
                    <tr><th scope="row">{ "Chênh lệch" }</th><td></td><td><strong>{ text::signed(more) }</strong></td></tr>
                }).collect::<Html>() }
            </tbody>
        </table>
    }
}

fn head(what: &'static str) -> Html {
    html! {
        <thead><tr>
            <th scope="col">{ what }</th>
            <th scope="col">{ "Năm trước" }</th>
            <th scope="col">{ "Năm nay" }</th>
            <th scope="col">{ "Chênh lệch" }</th>
            <td></td>
        </tr></thead>
    }
}

fn row(props: &BesideProps, row: &Row, picture: Html) -> Html {
    html! {
        <tr>
            <th scope="row"><ul class="bars__name">{ link(props.sheet.unit_group(), &row.id, &props.act) }</ul>{ row.was.iter().map(|was| html! { <span class="plan__items">{ text::last_year::was(was) }</span> }).collect::<Html>() }</th>
            <td class="bars__number">{ text::last_year::part(&row.before, row.is_deducted) }</td>
            <td class="bars__number">{ text::last_year::part(&row.now, row.is_deducted) }</td>
            <td class="bars__number">{ row.more.as_ref().map_or_else(|| "–".to_owned(), text::signed) }</td>
            <td class="bars__bar">{ picture }</td>
        </tr>
    }
}

fn groups(props: &BesideProps, rows: &[Row]) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <table class="bars beside__table">
            <caption class="bars__caption">{ "Từng nhóm. Thanh viền là năm trước, thanh đặc là năm nay; cả chiều ngang là điểm tối đa." }</caption>
            { head("Nhóm") }
            <tbody>{ for rows.iter().map(|one| row(props, one, pair(one))) }</tbody>
        </table>
    }
}

fn items(props: &BesideProps, rows: &[Row]) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let more = rows.iter().filter_map(|row| row.more.as_ref());
    let most = more.map(Number::magnitude).max().unwrap_or_default();
    html! {
        <details class="folded">
            <summary>{ text::last_year::counted(rows) }</summary>
            <table class="bars beside__table">
                <caption class="bars__caption">{ "Từng mục. Thanh đặc sang phải là tăng, thanh viền sang trái là giảm." }</caption>
                { head("Mục") }
                <tbody>{ for rows.iter().map(|one| row(props, one, swing(one.more.as_ref(), &most))) }</tbody>
            </table>
        </details>
    }
}

/// Last year's bar over this year's, each as long as its share of its own maximum.
fn pair(row: &Row) -> Html {
    let length = |part: &Part| {
        let share = part.max.as_ref().and_then(|max| part.points.share_of(max));
        along(&share.unwrap_or_default()).to_string()
    };
    html! {
        <svg class="bar bar--pair" viewBox="0 0 1000 32" preserveAspectRatio="none" aria-hidden="true">
            <line class="bar__axis" x1="0" y1="0" x2="0" y2="32" />
            <line class="bar__axis" x1="1000" y1="0" x2="1000" y2="32" />
            <rect class="bar__before" y="2" width={length(&row.before)} height="12" />
            <rect class="bar__fill" y="18" width={length(&row.now)} height="12" />
        </svg>
    }
}

/// A bar to the right of the middle for more, to the left for less.
fn swing(more: Option<&Number>, most: &Number) -> Html {
    let picture = more.filter(|more| !more.is_zero()).map(|more| {
        let half = along(&more.magnitude().share_of(most).unwrap_or_default());
        let length = half
            .share_of(&Number::from(2_u32))
            .unwrap_or_default()
            .truncated();
        let middle = Number::from(500_u32);
        if more.is_negative() {
            html! { <rect class="bar__before" x={(&middle - &length).to_string()} y="2" width={length.to_string()} height="12" /> }
        } else {
            html! { <rect class="bar__fill" x={middle.to_string()} y="2" width={length.to_string()} height="12" /> }
        }
    });
    html! {
        <svg class="bar" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
            <line class="bar__axis" x1="500" y1="0" x2="500" y2="16" />
            { picture.into_iter().collect::<Html>() }
        </svg>
    }
}
