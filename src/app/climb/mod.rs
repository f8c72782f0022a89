//! The way up: what it takes to get to a higher rung, tried out before anything is changed; and how safe the present one is.

mod efforts;
mod last_year;
mod losses;
mod plan;
mod results;
mod room;
mod waterfall;

use std::rc::Rc;

use bac_thang::{Assessment, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::session::Action;
use super::session::climb::{Climb, Efforts};
use super::session::last_year::LastYear;
use super::session::paste::Pasted;
use last_year::Beside;
use losses::Losses;
use plan::PlanPanel;
use results::{Fragility, Results};
use room::Groups;
pub use room::bar;

#[derive(Clone, PartialEq, Properties)]
pub struct ClimbProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub climb: Rc<Climb>,
    pub efforts: Rc<Efforts>,
    /// What this year is compared with, and figures of it that are to be taken over.
    pub last_year: Option<Rc<LastYear>>,
    pub pasted: Option<Rc<Vec<Pasted>>>,
    pub act: Callback<Action>,
}

#[component]
pub fn ClimbView(props: &ClimbProps) -> Html {
    let ClimbProps {
        sheet,
        draft,
        scored,
        climb,
        efforts,
        last_year,
        pasted,
        act,
    } = props;
    html! {
        <div class="climb">
            <PlanPanel {sheet} {draft} {scored} {climb} {efforts} {act} />
            <div class="climb__side">
                <Results {sheet} {scored} {act} />
                <Fragility {sheet} {draft} {scored} {act} />
            </div>
            <Losses {sheet} {scored} {act} />
            <Groups {sheet} {scored} />
            <Beside {sheet} {draft} {scored} last={last_year.clone()} pasted={pasted.clone()} {act} />
        </div>
    }
}
