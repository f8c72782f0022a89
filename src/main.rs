//! The page: mounts the app.
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "Bậc Thang" }</h1> }
}

fn main() {
    // Not in <body>: what else stands there, the program itself, must be in the page when the browser saves it.
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<App>::with_root(root).render();
    }
}
