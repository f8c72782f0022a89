//! The page: mounts the app.

mod app;

use time::{Date, Month, PrimitiveDateTime, Time};
use yew::Callback;

fn main() {
    // Not in <body>: what else stands there, the program itself, must be in the page when the browser saves it.
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        let clock = Callback::from(|()| now());
        yew::Renderer::<app::App>::with_root_and_props(root, app::AppProps { clock }).render();
    }
}

/// The day and time by the machine's clock: the one place that reads it.
fn now() -> PrimitiveDateTime {
    let now = js_sys::Date::new_0();
    let small = |number: u32| u8::try_from(number).ok();
    let date = || {
        let month = Month::try_from(small(now.get_month() + 1)?).ok()?;
        let year = i32::try_from(now.get_full_year()).ok()?;
        Date::from_calendar_date(year, month, small(now.get_date())?).ok()
    };
    let time = || {
        let (hour, minute) = (small(now.get_hours())?, small(now.get_minutes())?);
        Time::from_hms(hour, minute, small(now.get_seconds())?).ok()
    };
    PrimitiveDateTime::new(
        date().unwrap_or(Date::MIN),
        time().unwrap_or(Time::MIDNIGHT),
    )
}
