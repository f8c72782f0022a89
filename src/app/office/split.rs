//! Takes the text of work that was saved apart as it comes: its files one by one, and all the rest. No DOM.
//!
//! Read at once, all that ten thousand units handed in would keep the page from answering, and take its memory twice.

/// Whatever is JSON comes out as it is, a file as `null` in its place, so that whoever reads the rest reads all the grammar.
#[derive(Default)]
pub struct Splitter {
    rest: Vec<u8>,
    /// The file that is not all there yet.
    file: Vec<u8>,
    /// How many brackets are open.
    depth: usize,
    /// Whether the list of files is.
    is_in_files: bool,
    is_in_text: bool,
    /// Whether the next letter of the text stands for itself.
    is_escaped: bool,
}

/// Within the work, and within the list.
const OF_WORK: usize = 1;
const OF_FILES: usize = 2;

impl Splitter {
    /// Takes what comes next, and gives the files that are all there now.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let (mut files, mut coming) = (Vec::new(), bytes);
        while !coming.is_empty() {
            let (plain, more) = coming.split_at(self.plain(coming));
            if self.is_in_file() {
                self.file.extend_from_slice(plain);
            } else {
                self.rest.extend_from_slice(plain);
            }
            let Some((byte, more)) = more.split_first() else {
                break;
            };
            files.extend(self.take(*byte));
            coming = more;
        }
        files
    }

    /// How much of it is letters of a text, of which none ends it.
    fn plain(&self, bytes: &[u8]) -> usize {
        if !self.is_in_text || self.is_escaped {
            return 0;
        }
        let end = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\'));
        end.unwrap_or(bytes.len())
    }

    /// All but the files.
    pub fn rest(&self) -> &[u8] {
        &self.rest
    }

    fn take(&mut self, byte: u8) -> Option<Vec<u8>> {
        let was_in_file = self.is_in_file();
        if self.is_in_text {
            let ends = byte == b'"' && !self.is_escaped;
            self.is_in_text = !ends;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
        } else {
            match byte {
                b'"' => self.is_in_text = true,
                b'[' | b'{' => {
                    let is_files = byte == b'[' && self.depth == OF_WORK && self.names_files();
                    self.is_in_files |= is_files;
                    self.depth += 1;
                }
                b']' | b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.is_in_files &= self.depth >= OF_FILES;
                }
                _ => {}
            }
        }
        match (was_in_file, self.is_in_file()) {
            (false, false) => self.rest.push(byte),
            (_, true) => self.file.push(byte),
            (true, false) => {
                self.file.push(byte);
                self.rest.extend_from_slice(b"null");
                return Some(std::mem::take(&mut self.file));
            }
        }
        None
    }

    fn is_in_file(&self) -> bool {
        self.is_in_files && self.depth > OF_FILES
    }

    /// Whether what comes next is the list of files.
    fn names_files(&self) -> bool {
        let before = self.rest.trim_ascii_end().strip_suffix(b":");
        before.is_some_and(|name| name.trim_ascii_end().ends_with(b"\"files\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However it is cut, the same comes out.
    fn split(text: &str) -> (Vec<String>, String) {
        let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut results = [1, 3, text.len().max(1)].map(|portion| {
            let mut splitter = Splitter::default();
            let portions = text.as_bytes().chunks(portion);
            let files: Vec<Vec<u8>> = portions.flat_map(|some| splitter.push(some)).collect();
            let files = files.iter().map(|file| string(file)).collect();
            (files, string(splitter.rest()))
        });
        assert_eq!(results[0], results[1]);
        assert_eq!(results[0], results[2]);
        std::mem::take(&mut results[0])
    }

    #[test]
    fn files_come_out_one_by_one() {
        let one = r#"{"name": "a \" ]} \\", "text": "{\"files\": [{}]}", "more": [{"b": []}]}"#;
        let text =
            format!("{{ \"x\": \"[{{\", \"files\" :\n[{one}, {{}}] , \"lists\": [{{\"y\": 1}}]}}");
        let (files, rest) = split(&text);
        assert_eq!(files, [one, "{}"]);
        assert_eq!(
            rest,
            "{ \"x\": \"[{\", \"files\" :\n[null, null] , \"lists\": [{\"y\": 1}]}"
        );
    }

    #[test]
    fn what_is_no_list_of_files_stays_where_it_is() {
        for text in [
            r#"{"files": {"a": [{}]}}"#,
            r#"{"work": {"files": [{}]}}"#,
            r#"[{"files": [{}]}]"#,
            r#"{"more": "files", "b": [{}]}"#,
            r#"{"files": [1, "{"]}"#,
            "]}]}{",
            "",
        ] {
            assert_eq!(split(text), (Vec::new(), text.to_owned()));
        }
        // What breaks off is no file.
        assert_eq!(
            split(r#"{"files": [{"a""#),
            (vec![], r#"{"files": ["#.to_owned())
        );
    }
}
