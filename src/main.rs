//! The page: mounts the app.
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "Bậc Thang" }</h1> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
