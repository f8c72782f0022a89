//! Whether a quotation says a value: a number as decisions print it, a day, words.

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
}

impl Says {
    pub fn stands_in(&self, quote: &str) -> bool {
        match self {
            Says::Words(words) => has_words(quote, words),
            Says::Sign(sign) => without_spaces(quote).contains(&without_spaces(sign)),
            Says::Points(points) => has_points(quote, points),
            Says::Share(share) => numbers(quote).contains(&vietnamese::print_share(share)),
            Says::Count(count) => has_whole_numbers(quote, &[*count]),
            Says::Day(day) => has_whole_numbers(quote, &[day.day.into(), day.month.into()]),
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

/// Each of them, leading zeros aside, in a place of its own: both halves of `12/12` have to be there.
fn has_whole_numbers(text: &str, wanted: &[u32]) -> bool {
    let mut found = numbers(text);
    wanted.iter().all(|wanted| {
        let place = found
            .iter()
            .position(|number| number.parse() == Ok(*wanted));
        place.map(|place| found.remove(place)).is_some()
    })
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
