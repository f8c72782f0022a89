//! Taking files in: choosing and dropping them, the code on the paper, who is missing.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::clear::Clear;
use super::giving::{Asked, Giving};
use super::intake::{Dropped, Intake, Run, dropped};
use super::lists::List;
use super::passed::Passed;
use super::rows::{Aside, Refused, Taken};
use super::shared::archive;
use super::state::{Batch, Office, OfficeAction, Progress, day};
use crate::app::catalog::Catalog;
use crate::app::form::input_value;
use crate::app::form::text_area::TextArea;
use crate::app::text::{desk, expected as expected_text, intake as intake_text, office as text};

#[derive(Clone, PartialEq, Properties)]
pub struct ReceiveProps {
    pub office: Rc<Office>,
    pub catalog: Rc<Catalog>,
    pub list: Option<Rc<List>>,
    /// How many lists there are.
    pub lists: usize,
    pub run: Rc<Run>,
    pub giving: Rc<Giving>,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Receive(props: &ReceiveProps) -> Html {
    let ReceiveProps {
        office,
        list,
        run,
        act,
        ..
    } = props;
    let intake = Rc::new(Intake {
        frameworks: props.catalog.frameworks(),
        run: Rc::clone(run),
        is_opening: office.batch.is_some(),
        came: day(&office.day),
        act: act.clone(),
    });
    let refused: Vec<_> = office
        .work
        .items
        .iter()
        .filter(|item| item.read.is_err())
        .cloned()
        .collect();
    html! {
        <>
            { drop_zone(&intake, day_of_receipt(props)) }
            { passed(&office.passed) }
            { progress(office.batch.as_ref(), run) }
            if let Some(why) = office.not_restored {
                <p class="notice notice--error" role="alert">{ text::not_restored(why) }</p>
            }
            if !office.work.items.is_empty() && office.batch.is_none() {
                <p class="office__sum" role="status">{ sum(list.as_deref(), office.work.items.len(), refused.len()) }</p>
            }
            if let Some(list) = list {
                { paper(office, list, act) }
                { expected(props, list) }
                <Aside list={Rc::clone(list)} day={day(&office.day)} appraisals={Rc::clone(&office.work.appraisals)} {act} />
                <Taken list={Rc::clone(list)} day={day(&office.day)} appraisals={Rc::clone(&office.work.appraisals)} {act} />
            }
            if !refused.is_empty() {
                <Refused items={refused} />
            }
            if !office.work.items.is_empty() && office.batch.is_none() {
                if let Some(list) = list {
                    { share(list, &props.giving) }
                }
                <Clear count={office.work.items.len()} {act} />
            }
        </>
    }
}

/// Of all files: what became of those of the list looked at, and how many are in others or could not be read at all.
fn sum(list: Option<&List>, all: usize, refused: usize) -> String {
    let rows = list.map_or(&[][..], |list| &list.rows);
    let taken = rows.iter().filter(|row| row.is_taken).count();
    let others = all.saturating_sub(rows.len() + refused);
    text::received(taken, rows.len() - taken, others, refused)
}

fn drop_zone(intake: &Rc<Intake>, day: Html) -> Html {
    let ondrop = {
        let intake = Rc::clone(intake);
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            let intake = Rc::clone(&intake);
            if let Some(transfer) = event.data_transfer() {
                let dropped = dropped(&transfer);
                spawn_local(async move { intake.start(dropped.await) });
            }
        })
    };
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let onchange = {
        let intake = Rc::clone(intake);
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let files = input.files().map(gloo::file::FileList::from);
            let files = files.map_or_else(Vec::new, |files| files.to_vec());
            // So that choosing the same files again is a change again.
            input.set_value("");
            let folders = Vec::new();
            Rc::clone(&intake).start(Dropped { files, folders });
        })
    };
    html! {
        <section class="office__drop" aria-labelledby="office-drop" {ondrop} {ondragover}>
            <h2 id="office-drop" class="office__heading">{ "Thả tệp các đơn vị nộp vào đây" }</h2>
            <p class="field__hint">{ "Nhiều tệp JSON, tệp nén .zip, hoặc việc đã lưu trước đó; cả thư mục thì bấm “Chọn thư mục”. Tệp chỉ được đọc trên máy này." }</p>
            <p class="file-box office__files">
                <input class="visually-hidden" type="file" id="office-files" multiple=true accept=".json,.zip,.html,application/json,application/zip,text/html" onchange={onchange.clone()} />
                <label class="button button--main" for="office-files">{ "Chọn tệp" }</label>
                <input class="visually-hidden" type="file" id="office-folder" webkitdirectory=true multiple=true {onchange} />
                <label class="button" for="office-folder">{ "Chọn thư mục" }</label>
            </p>
            { day }
        </section>
    }
}

/// The files taken in, for others to see.
fn share(list: &Rc<List>, giving: &Rc<Giving>) -> Html {
    let (list, giving) = (Rc::clone(list), Rc::clone(giving));
    let onclick = Callback::from(move |_: MouseEvent| {
        let (list, giving) = (Rc::clone(&list), Rc::clone(&giving));
        spawn_local(async move {
            let asked = Asked {
                name: format!("bac-thang_tep-da-nhan_{}.zip", list.framework.id),
                kind: "application/zip",
                count: list.taken().count(),
                portions: Box::new(archive(&list)),
            };
            giving.give(giving.write(asked).await, OfficeAction::Given);
        });
    });
    html! {
        <section class="office__keep" aria-labelledby="share-title">
            <h2 class="office__heading" id="share-title">{ "Chia sẻ các tệp đã nhận" }</h2>
            <p class="field__hint">{ "Tệp nén có đủ các tệp đã nhận, bỏ họ tên, chức vụ, điện thoại, hộp thư của người lập biểu; mã biên nhận giữ nguyên." }</p>
            <p class="ranking__tools">
                <button type="button" class="button" {onclick}>{ "Tải các tệp, không có thông tin người lập (.zip)" }</button>
            </p>
        </section>
    }
}

/// The day of receipt, which goes before the day in a file.
fn day_of_receipt(props: &ReceiveProps) -> Html {
    let ReceiveProps {
        office, list, act, ..
    } = props;
    let oninput = act.reform(|event: InputEvent| OfficeAction::DayTyped(input_value(&event)));
    let typed = day(&office.day);
    let wrong = typed.is_none() && !office.day.trim().is_empty();
    let of_all = list.as_ref().zip(typed).map(|(list, day)| {
        let files: Rc<[usize]> = list.rows.iter().map(|row| row.item).collect();
        let label = desk::state_day_of_all(day, files.len());
        let onclick = act.reform(move |_: MouseEvent| OfficeAction::Came {
            files: Rc::clone(&files),
            is_stated: true,
        });
        html! { <button type="button" class="button button--small" {onclick}>{ label }</button> }
    });
    html! {
        <div class="field">
            <label class="field__label" for="came">{ "Ngày cơ quan nhận tệp (như 05/11/2026)" }</label>
            <p class="field__hint" id="came-hint">{ "Để trống thì xét đúng hạn theo ngày ghi trong tệp. Gõ trước khi thả tệp thì ghi cho các tệp đó; với tệp đã có, bấm “Ghi ngày nhận”." }</p>
            <input class="field__input office__receipt" type="text" inputmode="numeric" id="came" data-own-undo="" autocomplete="off" aria-describedby="came-hint came-wrong" aria-invalid={wrong.then_some("true")} value={office.day.clone()} {oninput} />
            <p id="came-wrong" class="appraise__wrong" role="status">{ wrong.then_some(desk::NO_DAY) }</p>
            // A box of its own: the one above is not drawn anew while one types in it.
            <div>{ for of_all }</div>
        </div>
    }
}

/// What of what was dropped last is not read.
fn passed(passed: &[Passed]) -> Html {
    if passed.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notice notice--warning" id="passed" role="status">
            { for passed.iter().map(|it| html! { <p class="notice__text">{ intake_text::passed(it) }</p> }) }
        </div>
    }
}

fn progress(batch: Option<&Batch>, run: &Rc<Run>) -> Html {
    let Some(batch) = batch else {
        return Html::default();
    };
    let Progress { done, of, can_stop } = batch.progress();
    let run = Rc::clone(run);
    let onclick = Callback::from(move |_: MouseEvent| run.stop());
    html! {
        <p class="office__progress">
            <progress id="office-progress" max={of.to_string()} value={done.to_string()} aria-label="Đang đọc các tệp" />
            { " " }{ text::reading(batch) }{ " " }
            if can_stop {
                <button type="button" class="button button--small" {onclick}>{ "Dừng" }</button>
            }
        </p>
    }
}

/// The code that stands on a signed paper.
fn paper(office: &Office, list: &Rc<List>, act: &Callback<OfficeAction>) -> Html {
    let oninput = act.reform(|event: InputEvent| OfficeAction::ReceiptTyped(input_value(&event)));
    let typed = office.receipt.trim();
    let said = (!typed.is_empty()).then(|| text::paper(list, &list.paper(typed)));
    html! {
        <section class="office__paper" aria-labelledby="office-paper">
            <h2 id="office-paper" class="office__heading">{ "Đối chiếu bản giấy" }</h2>
            <div class="field">
                <label class="field__label" for="receipt">{ "Mã biên nhận in trên bản giấy (gõ liền hay cách đều được)" }</label>
                <input class="field__input office__receipt" type="text" id="receipt" data-own-undo="" autocomplete="off" spellcheck="false" value={office.receipt.clone()} {oninput} />
            </div>
            <p id="receipt-said" role="status">{ said }</p>
        </section>
    }
}

/// Who was to hand in, and who has not.
fn expected(props: &ReceiveProps, list: &Rc<List>) -> Html {
    let ReceiveProps {
        office, lists, act, ..
    } = props;
    let key = list.key.clone();
    let ontyped = act.reform(move |text: String| OfficeAction::ExpectedTyped(key.clone(), text));
    let value = office
        .work
        .expected
        .get(&list.key)
        .cloned()
        .unwrap_or_default();
    let rule = list.unit_group().and_then(expected_text::late_rule);
    html! {
        <section class="office__expected" aria-label="Đơn vị phải nộp">
            <details>
                <summary>{ "Danh sách đơn vị phải nộp" }</summary>
                <TextArea id="expected" label="Tên các đơn vị, mỗi dòng một tên (dán được từ Excel)" value={value} rows={5} {ontyped} />
            </details>
            if list.expected > 0 {
                <div role="status">
                    { for expected_text::none_missing(list, *lists).map(|said| html! { <p>{ said }</p> }) }
                    if !list.missing.is_empty() {
                        <p>{ expected_text::missing(list.missing.len(), list.expected) }</p>
                        { units("missing", list.missing.iter().map(|name| expected_text::missing_unit(list, name))) }
                    }
                    if !list.not_taken.is_empty() {
                        <p>{ expected_text::not_taken(list.not_taken.len(), list.expected) }</p>
                        { units("not-taken", list.not_taken.iter().cloned()) }
                    }
                    { for expected_text::elsewhere(list).map(|said| html! { <p>{ said }</p> }) }
                    { for expected_text::twice(list).map(|said| html! { <p>{ said }</p> }) }
                    { for expected_text::headings(list).map(|said| html! { <p class="field__hint">{ said }</p> }) }
                    { for expected_text::read_as(list).map(|said| html! { <p class="field__hint">{ said }</p> }) }
                </div>
            }
            { for rule.map(|rule| html! { <p class="field__hint">{ rule }</p> }) }
        </section>
    }
}

fn units(id: &'static str, names: impl Iterator<Item = String>) -> Html {
    html! { <ul {id} class="office__missing">{ for names.map(|unit| html! { <li>{ unit }</li> }) }</ul> }
}
