// Numbers as people write them in a sentence, as webapp/council/sittings/numeral_rules.py reads them.
const DIGITS = "零一二三四五六七八九";
const TENS = { 十: 10, 百: 100, 千: 1000 };
export const HAN = "零一二两三四五六七八九十百千半";
export const NUMBER = `(?:\\p{Nd}{1,4}|[${HAN}]{1,7})`;

/** @param {string} words */
export function number(words) {
  if (/^\p{Nd}+$/u.test(words)) return Number(words);
  let total = 0;
  let last = 0;
  for (const mark of words.replaceAll("两", "二")) {
    if (DIGITS.includes(mark)) last = DIGITS.indexOf(mark);
    else if (mark in TENS) {
      total += (last || 1) * TENS[mark];
      last = 0;
    } else return null;
  }
  return total + last;
}
