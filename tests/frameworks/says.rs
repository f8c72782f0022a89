//! Whether a quotation says a value: a number as decisions print it, a day, words.

use std::fmt;

use bac_thang::Number;
use bac_thang::engine::calendar::Day;
use bac_thang::engine::vietnamese;

use crate::quotations::one_line;

#[derive(Debug)]
pub enum Says {
    /// These words, in capitals or not.
    Words(String),
    /// A number and sign such as `1872/KH-UBND`, however it was spaced.
    Sign(String),
    Points(Number),
    Share(Number),
    Count(u32),
    /// The day and the month.
    Day(Day),
    /// What is called so, by its name or its number: "nhóm III", "chỉ số 1.4".
    Named {
        name: String,
        code: Option<String>,
    },
}

impl Says {
    pub fn stands_in(&self, quote: &str) -> bool {
        match self {
            Says::Words(words) => has_words(quote, words),
            Says::Sign(sign) => without_spaces(quote).contains(&without_spaces(sign)),
            Says::Points(points) => has_points(quote, points),
            Says::Share(share) => numbers(quote).contains(&vietnamese::print_share(share)),
            Says::Count(count) => whole_numbers(quote).contains(&Some(*count)),
            Says::Day(day) => has_day(quote, *day),
            Says::Named { name, code } => {
                let is_told = |code: &String| has_code(quote, code);
                has_words(quote, name) || code.as_ref().is_some_and(is_told)
            }
        }
    }
}

impl fmt::Display for Says {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Says::Words(words) => write!(out, "“{words}”"),
            Says::Sign(sign) => write!(out, "{sign}"),
            Says::Points(points) => write!(out, "{}", vietnamese::print(points)),
            Says::Share(share) => write!(out, "{}", vietnamese::print_share(share)),
            Says::Count(count) => write!(out, "{count}"),
            Says::Day(Day { day, month, .. }) => write!(out, "{day}/{month}"),
            Says::Named { name, code: None } => write!(out, "“{name}”"),
            Says::Named {
                name,
                code: Some(code),
            } => write!(out, "“{name}” or its number {code}"),
        }
    }
}

pub fn has_words(text: &str, words: &str) -> bool {
    one_line(text)
        .to_lowercase()
        .contains(&one_line(words).to_lowercase())
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Points as decisions print them: `842,5`, and one thousand as `1.000` or `1000`.
fn has_points(text: &str, points: &Number) -> bool {
    let printed = vietnamese::print(points);
    let found = numbers(text);
    found.contains(&printed) || found.contains(&printed.replace('.', ""))
}

/// The whole numbers in a text, leading zeros aside; none for other numbers.
fn whole_numbers(text: &str) -> Vec<Option<u32>> {
    let numbers = numbers(text).into_iter();
    numbers.map(|number| number.parse().ok()).collect()
}

/// A day with its month behind it, as in `25/11` and `25 tháng 11`, or one number further, as in `6-12 tháng 12`. Where the
/// month is told of by what ends in it (`báo cáo 6 tháng`, `ngày 15 của tháng cuối quý`), it may stand anywhere.
fn has_day(text: &str, day: Day) -> bool {
    let said = [day.day, day.month].map(|number| Some(u32::from(number)));
    let found = whole_numbers(text);
    let mut from_each = (0..found.len()).map(|start| &found[start..]);
    let is_said = from_each
        .any(|rest| rest[0] == said[0] && rest.iter().skip(1).take(2).any(|next| *next == said[1]));
    let is_told = has_words(text, &format!("ngày {} của tháng", day.day));
    is_said || is_told && found.contains(&said[1])
}

/// Whether something is named by its number: `1.4`, `III`. A bare `3` could be a number of anything.
fn has_code(text: &str, code: &str) -> bool {
    let mut words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '.');
    code.parse::<u32>().is_err() && words.any(|word| word.trim_matches('.') == code)
}

/// The numbers in a text: `1.000`, `842,5` and `90%` are one each, `07/11/2023` is three.
pub fn numbers(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |index: usize| chars.get(index).is_some_and(char::is_ascii_digit);
    let joins = |index: usize| {
        matches!(chars[index], '.' | ',') && index > 0 && is_digit(index - 1) && is_digit(index + 1)
    };
    let mut numbers = Vec::new();
    let mut number = String::new();
    for (index, &c) in chars.iter().enumerate() {
        if is_digit(index) || joins(index) {
            number.push(c);
            continue;
        }
        if c == '%' && !number.is_empty() {
            number.push(c);
        }
        numbers.extend((!number.is_empty()).then(|| std::mem::take(&mut number)));
    }
    numbers.extend((!number.is_empty()).then_some(number));
    numbers
}
