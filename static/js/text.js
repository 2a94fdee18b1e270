// What people type, paste and scan, cleaned as webapp/core/text/cleaning.py does it; one table in the tests holds both.
const UNSEEN = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;
const BLANKS = /[\t\v\f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const LINE_END = /\r\n|[\r\n\x85\u2028\u2029]/;
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a＂＃＄％＆＇＊＋－／＜＝＞＠＼＾＿｀｜]/g;
// No look-behind here: older phones would refuse the whole file.
const DOT = /(\p{L})[•‧∙⋅・･᛫⸱·](?=\p{L})/gu;
const HAN_DOT = /([㐀-鿿])．(?=[㐀-鿿])/gu;
const DASHES = /[‐‑‒–—―−﹣－ー]/g;

/** @param {string} text words of any length: lines stay lines, each without odd blanks */
export function clean(text) {
  const plain = text.replace(UNSEEN, "").normalize("NFC").replace(WIDE, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
  const dotted = plain.replace(DOT, "$1·").replace(HAN_DOT, "$1·").replaceAll("．", ".").replace(/(\p{Nd})：(?=\p{Nd})/gu, "$1:");
  const lines = dotted.split(LINE_END).map((line) => line.replace(BLANKS, " ").replace(/^ +| +$/g, ""));
  return lines.join("\n").replace(/^\n+|\n+$/g, "");
}

/** @param {string} text what is looked up or counted with: numbers, days, search words */
export const fold = (text) => clean(clean(text).normalize("NFKC").replace(DASHES, "-")).replaceAll("\n", " ");
