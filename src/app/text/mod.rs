//! Every sentence that is put together from facts, in Vietnamese. Fixed labels stand in their components.

pub mod analysis;
pub mod aside;
mod climb;
pub mod code_page;
mod concern;
pub mod desk;
pub mod entered;
pub mod expected;
mod finding;
pub mod form;
pub mod intake;
mod item;
pub mod kept;
pub mod last_year;
mod law;
mod letters;
pub mod lowering;
pub mod merge;
mod notice;
pub mod office;
mod place;
pub mod publish;
pub mod received;
pub mod record;
pub mod report;
pub mod request;
mod result;
mod seal;
mod shape;
mod slug;
pub mod trace;
mod view;

pub use climb::{
    RANKED, asked, cells, changed, concerned, effort_of, efforts, fragile, fragile_at_most,
    highest, level, lowest, mistake_in_trial, named, needed_of, obstacle, open_blanks, plan,
    plan_blanks, plan_leaves_out, plan_not_found, planned, rest_of_losses, stands_now, unit,
    waterfall, would_stand,
};
pub use concern::{concern_count, submission, whole_concern};
pub use finding::{finding, share_finding};
pub use item::{
    cell, check_evidence_file, choose_evidence_file, chosen_evidence_file, drop_evidence_file,
    edited, evidence, evidence_file, figure, held, item_plan, silence,
};
pub use law::{
    TRAINING, award, begun, calendar, date, decision, due, edition, found, lacks, level_of, on,
    period, scale,
};
pub use letters::{capitalized, capitals, small};
pub use notice::{
    DIFFERENCES, broken_framework, clash, load_error, merge, merge_more, notice, take_chosen,
};
pub use place::{called, coded, place as field_place, value as field_value};
pub use result::{
    APPRAISED, BACKED, CLAIMED, PROVISIONAL, RANKED_ONLY, UNDETERMINED, WHOLE_MAY_BE_ZERO,
    all_totals, announcement, block_begun, comes_to, condition, conditions_of, granted, group_code,
    group_points, group_points_of_max, group_share, have, is_complete, known, lack, lacking,
    lacking_count, ladder_and_level, left_out, next_step, nothing_scored, place, plain, points,
    reading, scored_of, signed, sources_of, standing, total, total_names, totals,
};
pub use seal::broken;
pub use slug::{finds, slug, unmarked};
pub use view::{filter, not_scored, onward, printed, view};
