//! The page: mounts the app.

mod app;

use time::{Date, Month};

fn main() {
    // Not in <body>: what else stands there, the program itself, must be in the page when the browser saves it.
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<app::App>::with_root_and_props(root, app::AppProps { today: today() })
            .render();
    }
}

/// The day by the machine's clock: the one place that reads it.
fn today() -> Date {
    let now = js_sys::Date::new_0();
    let month = u8::try_from(now.get_month() + 1)
        .ok()
        .and_then(|month| Month::try_from(month).ok());
    let year = i32::try_from(now.get_full_year()).ok();
    let day = u8::try_from(now.get_date()).ok();
    let date = year
        .zip(month)
        .zip(day)
        .and_then(|((year, month), day)| Date::from_calendar_date(year, month, day).ok());
    date.unwrap_or(Date::MIN)
}
