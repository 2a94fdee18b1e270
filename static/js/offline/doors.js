// A door as people write it: 3-602, 3#2-602, 三号楼二门602, as webapp/register/register/search_rules.py reads it.
import { fold } from "../text.js";

const DIGITS = "零一二三四五六七八九";
const BETWEEN = "[号楼栋幢座单元门室\\-/#.、\\s]+";
const DOOR = new RegExp(`^([^\\d\\-/#]*)(\\d+[A-Za-z]?(?:${BETWEEN}\\d+[A-Za-z]?)*(?:${BETWEEN})?)$`);
const HAN = /[一二三四五六七八九十]{1,3}(?=号|栋|幢|座|楼|单元|门|#)/g;

function counted(han) {
  const at = han.lastIndexOf("十");
  const tens = at < 0 ? 0 : at === 0 ? 1 : DIGITS.indexOf(han.slice(0, at));
  const ones = han.slice(at + 1);
  return tens * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}

/** @param {string} words @returns {((home: {door: string, label: string, room: string}) => boolean) | null} */
export function doorMeant(words) {
  const text = fold(words).replace(HAN, (han) => String(counted(han)));
  const found = DOOR.exec(text);
  if (!found || /^\d+$/.test(text)) return null;
  const [, before, parts] = found;
  const [estate, numbers] = [before.trim(), parts.match(/\d+[A-Za-z]?/g)];
  const here = (home) => home.label.includes(estate);
  if (numbers.length === 2 && /^\d{3,}[A-Za-z]?$/.test(numbers[1])) {
    const tail = /^\d+[A-Za-z]?\s*(?:单元|门)/.test(parts) ? `-${numbers.join("-")}` : null;
    return (home) => here(home) && home.room === numbers[1] && (tail ? home.door.endsWith(tail) : home.door.startsWith(`${numbers[0]}-`));
  }
  const said = numbers.join("-");
  return (home) => here(home) && (home.door === said || home.door.startsWith(numbers.length > 2 ? said : `${said}-`));
}
