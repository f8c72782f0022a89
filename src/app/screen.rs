//! What comes on screen: the focus goes to where its work begins, and whoever comes back to the sheet finds it where they
//! left it.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::focus;
use super::session::{Session, View};

/// The id of what holds a view.
const VIEW: &str = "view";
/// What one reads there, an item or a group.
const PARTS: &str = ".item[id], .group[id], .section[id]";

/// Where one was in the sheet.
#[derive(Debug, Default)]
struct Kept {
    screen: u32,
    view: View,
    /// The id of what was at the top of the window.
    read: Option<String>,
}

/// On another screen the button that led there is gone; the focus goes to where the new one's work begins.
#[hook]
pub fn use_focus_on_new_screen(session: &UseReducerHandle<Session>, main: &NodeRef) {
    let is_first = use_mut_ref(|| true);
    let kept = use_mut_ref(Kept::default);
    {
        let kept = kept.clone();
        // While this runs the view that is left is still on screen.
        use_memo((session.screen, session.view), move |_| {
            let mut kept = kept.borrow_mut();
            if kept.view == View::Score {
                kept.read = read_now();
            }
        });
    }
    let main = main.clone();
    use_effect_with((session.screen, session.view), move |(screen, view)| {
        let read = {
            let mut kept = kept.borrow_mut();
            if kept.screen != *screen {
                *kept = Kept::default();
            }
            (kept.screen, kept.view) = (*screen, *view);
            kept.read.clone().filter(|_| *view == View::Score)
        };
        if is_first.replace(false) {
            return;
        }
        let shown = gloo::utils::document().get_element_by_id(VIEW);
        match shown.and_then(|shown| shown.dyn_into::<HtmlElement>().ok()) {
            Some(shown) => {
                let _ = shown.focus();
            }
            None => focus(&main),
        }
        gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        let read = read.and_then(|id| gloo::utils::document().get_element_by_id(&id));
        if let Some(read) = read {
            read.scroll_into_view();
        }
    });
}

/// What stands at the top of the window, below the bar that stays there; nothing where that is above all items and groups.
fn read_now() -> Option<String> {
    let document = gloo::utils::document();
    let view: HtmlElement = document.get_element_by_id(VIEW)?.dyn_into().ok()?;
    let left = i16::try_from(view.offset_left()).unwrap_or_default();
    let read = document.element_from_point(left.saturating_add(24).into(), 120.0)?;
    Some(read.closest(PARTS).ok()??.id())
}
