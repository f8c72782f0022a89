//! The first screen: which framework, which kind of unit; or a file from before.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::Assessment;
use bac_thang::engine::framework::{Framework, Kind};
use yew::prelude::*;

use super::catalog::{Catalog, Sheet};
use super::form::file_box::FileBox;
use super::session::{Action, has_content};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct PickProps {
    pub catalog: Rc<Catalog>,
    pub drafts: BTreeMap<String, Rc<Assessment>>,
    pub act: Callback<Action>,
}

#[component]
pub fn PickScreen(props: &PickProps) -> Html {
    let PickProps {
        catalog,
        drafts,
        act,
    } = props;
    html! {
        <div class="pick">
            <h1 class="pick__title">{ "Đơn vị đang đứng ở bậc nào, còn thiếu gì để lên bậc trên?" }</h1>
            <p class="pick__lead">
                { "Chọn bộ tiêu chí và loại đơn vị, nhập điểm tự chấm, xem kết quả theo đúng văn bản, rồi tải tệp JSON để nộp." }
            </p>
            <FileBox label="Mở tệp đã kết xuất" act={act} />
            <h2 class="pick__heading">{ "Chọn bộ tiêu chí" }</h2>
            { for catalog.decisions().map(|sheets| decision(sheets, drafts, act)) }
            { for catalog.broken.iter().map(|(folder, error)| html! {
                <p class="notice notice--error">{ format!("Bộ tiêu chí “{folder}” trong trang này bị hỏng. {}", text::load_error(error)) }</p>
            }) }
        </div>
    }
}

fn decision(
    sheets: &[Sheet],
    drafts: &BTreeMap<String, Rc<Assessment>>,
    act: &Callback<Action>,
) -> Html {
    let Some(first) = sheets.first() else {
        return Html::default();
    };
    let framework = &first.framework;
    html! {
        <section class="decision" aria-labelledby={framework.id.clone()}>
            <h3 class="decision__place" id={framework.id.clone()}>{ &framework.place }</h3>
            <p class="decision__paper">{ text::decision(framework) }{ " · " }{ text::period(framework) }</p>
            <p class="decision__title">{ &framework.decision.title }</p>
            <ul class="decision__cards">
                { for sheets.iter().map(|sheet| card(sheet, drafts.get(&sheet.key()), act)) }
            </ul>
            { lacks(framework) }
        </section>
    }
}

fn card(sheet: &Sheet, draft: Option<&Rc<Assessment>>, act: &Callback<Action>) -> Html {
    let unit_group = sheet.unit_group();
    let pick = {
        let sheet = sheet.clone();
        act.reform(move |_| Action::SheetPicked(sheet.clone()))
    };
    let draft = draft.filter(|draft| has_content(draft));
    html! {
        <li key={sheet.key()}>
            <button type="button" class="card" aria-describedby={sheet.framework.id.clone()} onclick={pick}>
                <span class="card__name">{ &unit_group.name.value }</span>
                <span class="card__scale">{ text::level_of(unit_group.level) }{ " · " }{ text::scale(unit_group) }</span>
                if sheet.framework.kind == Kind::Training {
                    <span class="card__training">{ "Tập huấn, không dùng để nộp" }</span>
                }
                { for draft.map(|draft| html! { <span class="card__draft">{ text::draft(draft) }</span> }) }
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
            <summary>{ format!("Văn bản còn thiếu hoặc mâu thuẫn: {count} chỗ") }</summary>
            <ul>
                { for framework.lacks.iter().chain(&framework.contradictions).map(|statement| html! { <li>{ &statement.what }</li> }) }
            </ul>
        </details>
    }
}
