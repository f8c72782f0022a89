// Bytes as what a page in windows-1252 may hold, a byte a letter: 1 % more than there were, where base64 has 33 %.
// boot.js reads them back. (In UTF-8, where half of all letters take two bytes or more, no way of writing stays under 11 %.)

// What does not come back from a page as it was written, or not from every editor: NUL, backspace, tab, the ends of lines,
// the end of a file and of a screen's control sequence; and what could end the script they stand in.
export const UNSAFE = [0, 8, 9, 10, 13, 26, 27, 60];

const SAFE = Array.from({ length: 256 }, (_, letter) => letter).filter((letter) => !UNSAFE.includes(letter));

// There are too few letters for each to say eight bits. The first ones, as many as are unsafe, say seven; the others say
// those eight that do not begin so.
export function letters(bytes) {
  const written = [];
  let [bits, count] = [0, 0];
  function write() {
    const eight = (bits >> (count - 8)) & 255;
    const isSeven = eight >> 1 < UNSAFE.length;
    written.push(SAFE[isSeven ? eight >> 1 : eight - UNSAFE.length]);
    count -= isSeven ? 7 : 8;
  }
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= 8) write();
  }
  if (count > 0) {
    bits <<= 8 - count;
    count = 8;
    write();
  }
  return Buffer.from(written);
}
