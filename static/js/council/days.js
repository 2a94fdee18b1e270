// Words for a day, as webapp/council/sittings/deadline_rules.py reads them. The server judges; this shows it while there is no
// network. tests/browser/test_line_preview.py holds both to one table. Days are "2026-06-30", counted in UTC.
const DIGITS = "零一二三四五六七八九";
const WEEK = { 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6, 末: 6 };
const NEAR = { 今天: 0, 今晚: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 };
const D = "[0-9０-９]";
export const NUMBER = `(?:${D}{1,4}|[零一二两三四五六七八九十百半]{1,5})`;
const DAY = 86_400_000;
const LOOK_BACK = 183 * DAY;

const plain = (words) => words.replace(/[０-９]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
const text = (time) => new Date(time).toISOString().slice(0, 10);
const parts = (day) => day.split("-").map(Number);
const after = (day, count) => text(Date.parse(day) + count * DAY);

export function number(words) {
  const said = plain(words);
  if (/^\d+$/.test(said)) return Number(said);
  let total = 0;
  let last = 0;
  for (const mark of said.replaceAll("两", "二")) {
    if (DIGITS.includes(mark)) last = DIGITS.indexOf(mark);
    else if (mark === "十" || mark === "百") {
      total += (last || 1) * (mark === "十" ? 10 : 100);
      last = 0;
    } else return null;
  }
  return total + last;
}

/** The day, or nothing where the calendar has none (31 June). */
function day(year, month, date) {
  const made = new Date(Date.UTC(year, month - 1, date));
  return month >= 1 && date >= 1 && made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? text(made.getTime()) : null;
}

const monthEnd = (year, month) => text(Date.UTC(year, month, 0));

function laterMonth(today, months) {
  const [year, month] = parts(today);
  const place = year * 12 + month - 1 + months;
  return [Math.floor(place / 12), (place % 12) + 1];
}

function nextSuchDay({ m, d }, today) {
  const [year] = parts(today);
  const [month, date] = [number(m) ?? 0, number(d) ?? 0];
  const thisYear = day(year, month, date);
  if (thisYear && Date.parse(thisYear) >= Date.parse(today) - LOOK_BACK) return thisYear;
  return day(year + 1, month, date) ?? thisYear;
}

function endOfNamedMonth({ m }, today) {
  const [year] = parts(today);
  const month = number(m) ?? 0;
  if (month < 1 || month > 12) return null;
  return monthEnd(Date.parse(monthEnd(year, month)) >= Date.parse(today) - LOOK_BACK ? year : year + 1, month);
}

function dayOfMonth({ w, d }, today) {
  const ahead = { 下个月: 1, 下月: 1, 本月: 0, 这个月: 0 }[w ?? ""] ?? null;
  const date = number(d) ?? 0;
  const next = ahead === null && date < parts(today)[2] ? 1 : ahead ?? 0;
  return day(...laterMonth(today, next), date);
}

function weekday({ w, d }, today) {
  const monday = after(today, -((new Date(today).getUTCDay() + 6) % 7));
  const found = after(monday, ({ 下下: 14, 下: 7 }[w ?? ""] ?? 0) + WEEK[d]);
  return !w && found < today ? after(found, 7) : found;
}

function span({ n, u }, today) {
  const count = number(n);
  if (count === null || count > 999) return null;
  if (!u.includes("月")) return after(today, count * (["周", "星期", "个星期", "个礼拜"].includes(u) ? 7 : 1));
  const [year, month] = laterMonth(today, count);
  return day(year, month, parts(today)[2]) ?? monthEnd(year, month);
}

function ends({ w }, today) {
  const [year] = parts(today);
  if (["年底", "年前", "今年底"].includes(w)) return `${year}-12-31`;
  if (w === "明年底") return `${year + 1}-12-31`;
  return monthEnd(...laterMonth(today, w.startsWith("下") ? 1 : 0));
}

const SHAPES = [
  [`(?<y>20${D}${D})\\s?[年./-]\\s?(?<m>${D}{1,2})\\s?[月./-]\\s?(?<d>${D}{1,2})[日号]?`, ({ y, m, d }) => day(number(y), number(m), number(d))],
  [`(?<m>${NUMBER})月(?<d>${NUMBER})[日号]?`, nextSuchDay],
  [`(?<m>${D}{1,2})[./-](?<d>${D}{1,2})[日号]?`, nextSuchDay],
  [`(?<m>${NUMBER})月(?:底|末)`, endOfNamedMonth],
  [`(?<w>下个月|下月|本月|这个月)?(?<d>${NUMBER})[日号]`, dayOfMonth],
  ["(?<w>下下|下|本|这)?(?:个)?(?:周|星期|礼拜)(?<d>[一二三四五六日天末])", weekday],
  ["半个月", (_, today) => after(today, 15)],
  [`(?<n>${NUMBER})(?<u>天|日|周|星期|个星期|个礼拜|个月)(?=内|之内|以内|$)`, span],
  ["(?<w>大后天|后天|明天|明日|今天|今晚)", ({ w }, today) => after(today, NEAR[w])],
  ["(?<w>下个月底|下月底|下月末|本月底|这个月底|月底|月末|明年底|今年底|年底|年前)", ends],
];
const WHOLE = SHAPES.map(([shape, reader]) => [new RegExp(`^(?:${shape}(?:之前|以前|前|内|之内|以内)?)$`), reader]);
const INSIDE = SHAPES.map(([shape, reader]) => [new RegExp(`${shape}(?:之前|以前|前|之内|以内|内)`), reader]);
const WORKING = new RegExp(`^(?<n>${NUMBER})个?工作日(?:之前|以前|前|内|之内|以内)?$`);

export function workingDays(words) {
  const found = WORKING.exec(words);
  return found ? number(found.groups.n) : null;
}

function first(table, words, today) {
  for (const [shape, reader] of table) {
    const found = shape.exec(words);
    if (found) return reader(found.groups ?? {}, today);
  }
  return null;
}

export const readDay = (words, today) => first(WHOLE, words, today);
export const findDayInside = (words, today) => first(INSIDE, words, today);
export const looksLikeDay = (words) => WHOLE.some(([shape]) => shape.test(words)) || workingDays(words) !== null;
