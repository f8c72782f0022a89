//! The first screen: what one was at, which framework and kind of unit to begin with, or a file from before.

use bac_thang::engine::framework::{Framework, Kind};
use yew::prelude::*;

use super::catalog::Sheet;
use super::form::file_box::FileBox;
use super::form::input_value;
use super::keep_bar::SavePage;
use super::office::state::Kept;
use super::saved::SavedList;
use super::session::shelf::Id;
use super::session::{Action, Session};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct PickProps {
    pub session: UseReducerHandle<Session>,
    pub act: Callback<Action>,
}

#[component]
pub fn PickScreen(props: &PickProps) -> Html {
    let PickProps { session, act } = props;
    let found = |kind: Kind| {
        let of_kind = session.catalog.decisions().filter(move |sheets| {
            sheets
                .first()
                .is_some_and(|sheet| sheet.framework.kind == kind)
        });
        let decisions: Vec<Html> = of_kind
            .filter_map(|sheets| decision(session, sheets, act))
            .collect();
        decisions
    };
    let (official, training) = (found(Kind::Official), found(Kind::Training));
    let count = official.len() + training.len();
    let looked_for = Some(session.query.trim()).filter(|query| !query.is_empty());
    html! {
        <div class="pick">
            <h1 class="pick__title">{ "Đơn vị đang đứng ở bậc nào, còn thiếu gì để lên bậc trên?" }</h1>
            <p class="pick__lead">
                { "Chọn bộ tiêu chí và loại đơn vị, nhập điểm tự chấm, xem kết quả theo đúng văn bản, rồi tải tệp JSON để nộp." }
            </p>
            <div class="pick__tools">
                { search(session, act) }
                <FileBox label="Mở tệp đã lưu" act={act} />
                if !session.shelf.is_empty() {
                    <SavePage shelf={session.shelf.clone()} only={None::<Id>} now={session.now} label="Lưu trang kèm tất cả bài" {act} />
                }
            </div>
            <p class="pick__office">
                <button type="button" class="button" onclick={act.reform(|_: MouseEvent| Action::OfficeEntered)}>{ "Tiếp nhận và xếp hạng các đơn vị" }</button>
                <span class="field__hint">{ "Dành cho cơ quan nhận báo cáo: kiểm tra tệp các đơn vị nộp, tính lại, xếp hạng." }</span>
                { for waiting(session).map(|waiting| html! { <strong>{ waiting }</strong> }) }
            </p>
            <SavedList session={session.clone()} {act} />
            <h2 class="pick__heading">{ "Lập bài mới: chọn bộ tiêu chí" }</h2>
            <p class="pick__found" role="status">{ for looked_for.map(|query| text::found(query, count)) }</p>
            // Boxes of their own: among the others their number would decide which box above is drawn anew while one types in it.
            <div>{ official }</div>
            if !training.is_empty() {
                <h2 class="pick__heading">{ "Tập huấn: bài làm thử, không dùng để nộp" }</h2>
                <div>{ training }</div>
            }
            { for session.catalog.broken.iter().map(|(folder, error)| html! {
                <p class="notice notice--error">{ text::broken_framework(folder, error) }</p>
            }) }
        </div>
    }
}

/// What of the office's work there is to go on with.
fn waiting(session: &Session) -> Option<String> {
    let office = &session.office;
    let (count, facts) = match &office.kept {
        Kept::Waiting(head) if head.count > 0 => (head.count, &head.facts),
        _ if !office.is_empty() => (office.work.items.len(), &office.facts),
        _ => return None,
    };
    Some(text::desk::waiting(count, facts, session.now))
}

fn search(session: &Session, act: &Callback<Action>) -> Html {
    let oninput = act.reform(|event: InputEvent| Action::SearchTyped(input_value(&event)));
    html! {
        <div class="field pick__search">
            <label class="field__label" for="search">{ "Tìm theo tỉnh, số văn bản, loại đơn vị hoặc tên đơn vị (không cần gõ dấu)" }</label>
            <input class="field__input" type="search" id="search" value={session.query.clone()} autocomplete="off" {oninput} />
        </div>
    }
}

/// What a sheet can be found by.
pub fn words(sheet: &Sheet) -> String {
    let (framework, unit_group) = (&sheet.framework, sheet.unit_group());
    format!(
        "{} {} {} {}",
        framework.place,
        text::decision(framework),
        unit_group.name.value,
        text::level_of(unit_group.level)
    )
}

/// A decision with those of its sheets that are looked for.
fn decision(session: &Session, sheets: &[Sheet], act: &Callback<Action>) -> Option<Html> {
    let wanted = |sheet: &&Sheet| text::finds(&session.query, &words(sheet));
    let found: Vec<&Sheet> = sheets.iter().filter(wanted).collect();
    let framework = &found.first()?.framework;
    Some(html! {
        <section key={framework.id.clone()} class="decision" aria-labelledby={framework.id.clone()}>
            <h3 class="decision__place" id={framework.id.clone()}>{ &framework.place }</h3>
            <p class="decision__paper">{ text::decision(framework) }{ " · " }{ text::period(framework) }</p>
            <p class="decision__title">{ &framework.decision.title }</p>
            <ul class="decision__cards">
                { for found.iter().map(|sheet| card(session, sheet, act)) }
            </ul>
            { lacks(framework) }
        </section>
    })
}

fn card(session: &Session, sheet: &Sheet, act: &Callback<Action>) -> Html {
    let unit_group = sheet.unit_group();
    let pick = {
        let sheet = sheet.clone();
        act.reform(move |_| Action::SheetPicked(sheet.clone()))
    };
    let begun = session
        .shelf
        .values()
        .filter(|work| work.sheet == *sheet)
        .count();
    html! {
        <li key={sheet.key()}>
            <button type="button" class="card" aria-describedby={sheet.framework.id.clone()} onclick={pick}>
                <span class="card__name">{ &unit_group.name.value }</span>
                <span class="card__scale">{ text::level_of(unit_group.level) }{ " · " }{ text::scale(unit_group) }</span>
                if sheet.framework.kind == Kind::Training {
                    <span class="card__training">{ text::TRAINING }</span>
                }
                if begun > 0 {
                    <span class="card__draft">{ text::begun(begun) }</span>
                }
            </button>
        </li>
    }
}

fn lacks(framework: &Framework) -> Html {
    let count = framework.lacks.len() + framework.contradictions.len();
    if count == 0 {
        return Html::default();
    }
    html! {
        <details class="decision__lacks">
            <summary>{ text::lacks(count) }</summary>
            <ul>
                { for framework.lacks.iter().chain(&framework.contradictions).map(|statement| html! { <li>{ &statement.what }</li> }) }
            </ul>
        </details>
    }
}
