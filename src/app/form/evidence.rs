//! What proves an item, why it holds where nothing does, and a note.

use bac_thang::Evidence;
use yew::prelude::*;

use super::evidence_file::EvidenceFileBox;
use super::text_area::TextArea;
use super::text_box::TextBox;
use super::use_focus_on_added;
use crate::app::session::{Action, AnswerText, EvidenceField, Spot};
use crate::app::{focus, text};

#[derive(Clone, PartialEq, Properties)]
pub struct EvidenceBoxProps {
    /// Before the ids of its boxes.
    pub id: AttrValue,
    /// Whose it is.
    pub of: Spot,
    pub evidence: Vec<Evidence>,
    pub explanation: String,
    /// What the reader is told; `None` where there is no place for that.
    #[prop_or_default]
    pub note: Option<String>,
    pub act: Callback<Action>,
}

const FIELDS: [(EvidenceField, &str, &str); 5] = [
    (EvidenceField::Number, "number", "Số, ký hiệu"),
    (EvidenceField::Form, "form", "Tên loại văn bản"),
    (EvidenceField::Date, "date", "Ngày ban hành"),
    (EvidenceField::Abstract, "abstract", "Trích yếu"),
    (
        EvidenceField::Link,
        "link",
        "Liên kết hoặc tên tệp đơn vị giữ",
    ),
];

#[component]
pub fn EvidenceBox(props: &EvidenceBoxProps) -> Html {
    let EvidenceBoxProps {
        id,
        of,
        evidence,
        explanation,
        note,
        act,
    } = props;
    let is_added = {
        let id = id.clone();
        use_focus_on_added(evidence.len(), move |last| {
            format!("{id}-evidence-{last}-number")
        })
    };
    let add = {
        let of = of.clone();
        act.reform(move |_| {
            is_added.set(true);
            Action::EvidenceAdded(of.clone())
        })
    };
    let add_button = use_node_ref();
    html! {
        <div class="evidence">
            if !evidence.is_empty() {
                <ol class="evidence__list">{ for (0..evidence.len()).map(|index| record(props, index, &add_button)) }</ol>
            }
            <button ref={add_button} type="button" class="button button--quiet" onclick={add}>{ "Thêm văn bản, tài liệu" }</button>
            { area(props, &format!("{id}-explanation"), "Giải trình (khi không có tài liệu, hoặc tài liệu chưa nói hết)", explanation, AnswerText::Explanation) }
            { for note.iter().map(|note| area(props, &format!("{id}-note"), "Ghi chú cho cơ quan nhận báo cáo", note, AnswerText::Note)) }
        </div>
    }
}

fn record(props: &EvidenceBoxProps, index: usize, add_button: &NodeRef) -> Html {
    let EvidenceBoxProps {
        id,
        of,
        evidence: all,
        act,
        ..
    } = props;
    let evidence = &all[index];
    let removed = of.clone();
    // With the last record its button goes; the next record has the others' then.
    let (add_button, is_last) = (add_button.clone(), index + 1 == all.len());
    let act_removed = act.clone();
    let remove = Callback::from(move |_: MouseEvent| {
        if is_last {
            focus(&add_button);
        }
        act_removed.emit(Action::EvidenceRemoved(removed.clone(), index));
    });
    html! {
        <li class="evidence__record" key={index}>
            <div class="evidence__fields">
                { for FIELDS.iter().map(|(field, name, label)| {
                    let (of, field) = (of.clone(), *field);
                    html! {
                        <TextBox id={format!("{id}-evidence-{index}-{name}")} label={*label} value={value(evidence, field).to_owned()}
                            ontyped={act.reform(move |text| Action::EvidenceTyped(of.clone(), index, field, text))} />
                    }
                }) }
            </div>
            <EvidenceFileBox id={format!("{id}-evidence-{index}-file")} of={of.clone()} {index} file={evidence.file.clone()} {act} />
            <button type="button" class="button button--small" onclick={remove}>{ text::form::drop_evidence(index + 1) }</button>
        </li>
    }
}

fn value(evidence: &Evidence, field: EvidenceField) -> &str {
    match field {
        EvidenceField::Number => &evidence.number,
        EvidenceField::Form => &evidence.form,
        EvidenceField::Date => &evidence.date,
        EvidenceField::Abstract => &evidence.r#abstract,
        EvidenceField::Link => &evidence.link,
    }
}

fn area(
    props: &EvidenceBoxProps,
    id: &str,
    label: &'static str,
    value: &str,
    field: AnswerText,
) -> Html {
    let of = props.of.clone();
    html! {
        <TextArea id={id.to_owned()} {label} value={value.to_owned()} rows=2
            ontyped={props.act.reform(move |text| Action::AnswerTextTyped(of.clone(), field, text))} />
    }
}
