//! The file that a record of evidence is about: its name and digest. The file itself stays where it is.

use bac_thang::EvidenceFile;
use bac_thang::engine::load::hexadecimal;
use gloo::file::File;
use gloo::file::futures::read_as_bytes;
use sha2::{Digest as _, Sha256};
use yew::prelude::*;

use super::file_box::file_input;
use crate::app::session::{Action, Spot};
use crate::app::text;

/// How much of a file is held at a time: a scanned decision may be larger than a page may hold.
const PART: u64 = 4_000_000;

#[derive(Clone, PartialEq, Properties)]
pub struct EvidenceFileBoxProps {
    /// Of the box; its parts' begin with it.
    pub id: AttrValue,
    /// Whose evidence it is, and the place of the record.
    pub of: Spot,
    pub index: usize,
    pub file: Option<EvidenceFile>,
    pub act: Callback<Action>,
}

/// What became of the file chosen last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    Reading,
    NotRead,
    /// It was compared with the one that is written down.
    Same,
    Other,
}

#[component]
pub fn EvidenceFileBox(props: &EvidenceFileBoxProps) -> Html {
    let EvidenceFileBoxProps {
        id,
        of,
        index,
        file,
        act,
    } = props;
    let chosen = use_state_eq(|| None::<Chosen>);
    let onchosen = {
        let (chosen, file, of, index, act) = (
            chosen.clone(),
            file.clone(),
            of.clone(),
            *index,
            act.clone(),
        );
        Callback::from(move |from: File| {
            chosen.set(Some(Chosen::Reading));
            let (chosen, file, of, act) = (chosen.clone(), file.clone(), of.clone(), act.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let name = from.name();
                let outcome = match (digest(from).await, file) {
                    (None, _) => Some(Chosen::NotRead),
                    (Some(sha256), Some(file)) if sha256 == file.sha256 => Some(Chosen::Same),
                    (Some(_), Some(_)) => Some(Chosen::Other),
                    (Some(sha256), None) => {
                        let file = EvidenceFile { name, sha256 };
                        act.emit(Action::EvidenceFileChosen(of, index, Some(file)));
                        None
                    }
                };
                chosen.set(outcome);
            });
        })
    };
    let remove = {
        let (of, index, chosen) = (of.clone(), *index, chosen.clone());
        act.reform(move |_: MouseEvent| {
            chosen.set(None);
            Action::EvidenceFileChosen(of.clone(), index, None)
        })
    };
    let (input, number) = (format!("{id}-input"), index + 1);
    html! {
        <div class="evidence__file" id={id.clone()} tabindex="-1">
            if let Some(file) = file {
                <p class="evidence__digest">{ text::evidence_file(file) }</p>
                { file_input(input, "", &text::check_evidence_file(number).into(), onchosen) }
                <button type="button" class="button button--small button--quiet" onclick={remove}>{ text::drop_evidence_file(number) }</button>
            } else {
                { file_input(input, "", &text::choose_evidence_file(number).into(), onchosen) }
            }
            <p class="field__hint" role="status">{ text::chosen_evidence_file((*chosen).filter(|chosen| file.is_some() || !matches!(chosen, Chosen::Same | Chosen::Other)), file.is_some()) }</p>
        </div>
    }
}

/// The digest of a file, read part by part; `None` where it cannot be read.
async fn digest(file: File) -> Option<String> {
    let mut hasher = Sha256::new();
    let mut start = 0;
    while start < file.size() {
        let end = (start + PART).min(file.size());
        hasher.update(read_as_bytes(&file.slice(start, end)).await.ok()?);
        start = end;
    }
    Some(hexadecimal(&hasher.finalize()))
}
