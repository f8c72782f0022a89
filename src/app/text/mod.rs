//! Every sentence that is put together from facts, in Vietnamese. Fixed labels stand in their components.

mod climb;
mod concern;
mod finding;
mod item;
pub mod kept;
pub mod last_year;
mod law;
mod notice;
mod place;
pub mod report;
mod result;
mod shape;
mod slug;
pub mod trace;
mod view;

pub use climb::{
    asked, called, cells, concerned, level, named, obstacle, plan, rest_of_losses, unit, waterfall,
};
pub use concern::{concern_count, submission, whole_concern};
pub use finding::finding;
pub use item::{
    cell, check_evidence_file, choose_evidence_file, chosen_evidence_file, drop_evidence_file,
    edited, evidence, evidence_file, figure, held, item_plan, pasted, silence,
};
pub use law::{decision, found, level_of, period, scale, timing, when};
pub use notice::{clash, load_error, merge, merge_more, notice};
pub use place::{place as field_place, value as field_value};
pub use result::{
    capitalized, condition, group_points, known, lack, lacking_count, place, plain, points, signed,
    standing, total,
};
pub use slug::{finds, slug, unmarked};
pub use view::{filter, onward, view};
