//! The way up: what it takes to get to a higher rung, tried out before anything is changed; and how safe the present one is.

mod plan;
mod results;
mod room;

use std::rc::Rc;

use bac_thang::{Assessment, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::session::Action;
use super::session::climb::Climb;
use plan::PlanPanel;
use results::{Fragility, Results};
use room::{Groups, Losses};

#[derive(Clone, PartialEq, Properties)]
pub struct ClimbProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub climb: Rc<Climb>,
    pub act: Callback<Action>,
}

#[component]
pub fn ClimbView(props: &ClimbProps) -> Html {
    let ClimbProps {
        sheet,
        draft,
        scored,
        climb,
        act,
    } = props;
    html! {
        <div class="climb">
            <PlanPanel {sheet} {draft} {scored} {climb} {act} />
            <div class="climb__side">
                <Results {sheet} {scored} {act} />
                <Fragility {sheet} {draft} {scored} {act} />
            </div>
            <Losses {sheet} {scored} {act} />
            <Groups {sheet} {scored} />
        </div>
    }
}
