//! Where a text that is typed is cut into steps.

/// After how many letters of a text its next word begins a step.
pub const SENTENCE: usize = 40;

/// The letters of a text that came or went at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    pub count: usize,
    begins: Begins,
}

/// What letters that came begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begins {
    #[default]
    Nothing,
    Word,
    Line,
}

impl Letters {
    pub fn of(before: &str, after: &str) -> Letters {
        let is_same = |(one, other): &(char, char)| one == other;
        let same = before.chars().zip(after.chars()).take_while(is_same);
        let (start, last) = same.fold((0, None), |(count, _), (letter, _)| {
            (count + 1, Some(letter))
        });
        let rest = |text: &str| text.chars().skip(start).collect::<Vec<char>>();
        let (gone, come) = (rest(before), rest(after));
        let same_end = gone.iter().rev().zip(come.iter().rev());
        let end = same_end.take_while(|(one, other)| one == other).count();
        let (gone, come) = (gone.len() - end, &come[..come.len() - end]);
        let begins = match (last, come.first()) {
            (_, None) => Begins::Nothing,
            (_, Some(first)) if first.is_whitespace() => Begins::Nothing,
            (Some('\n'), _) => Begins::Line,
            (Some(last), _) if last.is_whitespace() => Begins::Word,
            _ => Begins::Nothing,
        };
        Letters {
            count: gone.max(come.len()),
            begins,
        }
    }

    /// Whether they begin a step after one that has changed so many.
    pub fn begin_a_step(self, before: usize) -> bool {
        let is_full = before + self.count > 2 * SENTENCE;
        match self.begins {
            Begins::Line => true,
            Begins::Word => before >= SENTENCE || is_full,
            Begins::Nothing => is_full,
        }
    }
}
