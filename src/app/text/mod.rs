//! Every sentence that is put together from facts, in Vietnamese. Fixed labels stand in their components.

mod finding;
mod law;
mod notice;
mod result;
mod shape;
mod slug;
mod view;

pub use finding::finding;
pub use law::{decision, level, period, scale, timing, when};
pub use notice::{draft, keeping, load_error, notice};
pub use result::{
    capitalized, condition, group_points, known, lack, lacking_count, place, plain, points, total,
};
pub use slug::slug;
pub use view::view;
