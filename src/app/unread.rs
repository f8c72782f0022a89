//! What the browser holds and this page cannot read: said, and to be taken out as a file.

use std::rc::Rc;

use yew::prelude::*;

use super::session::{Action, Unread, Unreadable};
use super::{hand_in, text};

#[derive(Clone, PartialEq, Properties)]
pub struct UnreadListProps {
    pub unread: Rc<[Unread]>,
    pub act: Callback<Action>,
}

#[component]
pub fn UnreadList(props: &UnreadListProps) -> Html {
    props
        .unread
        .iter()
        .enumerate()
        .map(|(index, unread)| one(index, unread, &props.act))
        .collect()
}

fn one(index: usize, unread: &Unread, act: &Callback<Action>) -> Html {
    let take_out = {
        let unread = unread.clone();
        let name = format!("bac-thang_ban-giu-rieng_{}.json", index + 1);
        let act = act.clone();
        Callback::from(move |_: MouseEvent| {
            if hand_in::download(&name, &unread.text).is_some() {
                act.emit(Action::UnreadTakenOut(unread.key.clone()));
            }
        })
    };
    let key = unread.key.clone();
    let remove = act.reform(move |_: MouseEvent| Action::UnreadRemoved(key.clone()));
    let label = match unread.why {
        Unreadable::Damaged => "Tải bản hỏng về",
        Unreadable::Newer | Unreadable::OtherFramework => "Tải bài đó về",
    };
    html! {
        <div key={unread.key.clone()} class="notice notice--warning" role="status">
            <p class="notice__text">{ text::kept::unread(unread.why) }</p>
            <button type="button" class="button button--quiet" onclick={take_out}>{ label }</button>
            // What was never taken out cannot be thrown away.
            if unread.is_out {
                <button type="button" class="button button--quiet" onclick={remove}>{ "Bỏ khỏi trình duyệt" }</button>
            }
        </div>
    }
}
