// Bytes as letters that a page may hold: 7 bits a letter, so 14 % more than the bytes, where base64 takes 33 %.
// boot.js reads them back.

// What does not come back from a page as it was written, or not from every editor: NUL, backspace, tab, the ends of lines,
// the end of a file and of a screen's control sequence; and what could end the script they stand in.
export const UNSAFE = [0, 8, 9, 10, 13, 26, 27, 60];

// An unsafe letter and the next one become a letter from U+0100 on, which takes two bytes as the two would have.
export function letters(bytes) {
  const sevens = inSevens(bytes);
  let text = "";
  for (let i = 0; i < sevens.length; i++) {
    const unsafe = UNSAFE.indexOf(sevens[i]);
    text += String.fromCharCode(unsafe < 0 ? sevens[i] : 256 + unsafe * 128 + (sevens[++i] ?? 0));
  }
  return text;
}

function inSevens(bytes) {
  const sevens = [];
  let [bits, count] = [0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 7; count -= 7) sevens.push((bits >> (count - 7)) & 127);
  }
  if (count > 0) sevens.push((bits << (7 - count)) & 127);
  return sevens;
}
