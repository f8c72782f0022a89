//! The result for those who hear the page: said politely, once typing has paused.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Long enough that a number typed digit by digit is said once.
const PAUSE_MILLISECONDS: u32 = 1_200;

#[derive(Clone, PartialEq, Properties)]
pub struct AnnouncementProps {
    pub said: String,
}

#[component]
pub fn Announcement(props: &AnnouncementProps) -> Html {
    let heard = use_state(|| props.said.clone());
    {
        let heard = heard.setter();
        use_effect_with(props.said.clone(), move |said| {
            let said = said.clone();
            let timeout = Timeout::new(PAUSE_MILLISECONDS, move || heard.set(said));
            move || drop(timeout)
        });
    }
    html! { <p class="visually-hidden" role="status">{ (*heard).clone() }</p> }
}
