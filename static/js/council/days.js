// Words for a day, as webapp/council/sittings/deadline_rules.py reads them. The server judges; this shows it while there
// is no network. tests/browser/test_line_preview.py holds both to one table. Days are "2026-06-30", counted in UTC.
import { NUMBER, number } from "./numerals.js";
import { after, FEASTS, laterMonth, monthEnd, namedYear, parts, SHAPES as PERIODS, text, WITHIN } from "./periods.js";

const WEEK = { 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6, 末: 6 };
const NEAR = { 今天: 0, 今晚: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 };
const LOOK_BACK = 183;
const D = "\\p{Nd}";

/** The day, or nothing where the calendar has none (31 June). */
function day(year, month, date) {
  const made = new Date(Date.UTC(year, month - 1, date));
  return month >= 1 && date >= 1 && made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? text(made.getTime()) : null;
}

function nextSuchDay({ m, d }, today) {
  const [year] = parts(today);
  const [month, date] = [number(m) ?? 0, number(d) ?? 0];
  const thisYear = day(year, month, date);
  return thisYear && thisYear >= after(today, -LOOK_BACK) ? thisYear : day(year + 1, month, date) ?? thisYear;
}

function endOfNamedMonth({ m }, today) {
  const [year] = parts(today);
  const month = number(m) ?? 0;
  if (month < 1 || month > 12) return null;
  return monthEnd(monthEnd(year, month) >= after(today, -LOOK_BACK) ? year : year + 1, month);
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

function monthsOn(today, months) {
  const [year, month] = laterMonth(today, months);
  return day(year, month, parts(today)[2]) ?? monthEnd(year, month);
}

function span({ n, u }, today) {
  const count = number(n);
  if (count === null || count > 999) return null;
  if (u.includes("时")) return after(today, Math.ceil(count / 24));
  if (/[月年]/.test(u)) return monthsOn(today, count * (u.includes("年") ? 12 : 1));
  return after(today, count * (["周", "星期", "个星期", "个礼拜"].includes(u) ? 7 : 1));
}

function ends({ w }, today) {
  const [year] = parts(today);
  if (["年底", "年前", "今年底"].includes(w)) return `${year}-12-31`;
  if (w === "明年底") return `${year + 1}-12-31`;
  return monthEnd(...laterMonth(today, w.startsWith("下") ? 1 : 0));
}

const inSaidYear = (said, today) => day(namedYear(said, today), number(said.m) ?? 0, number(said.d) ?? 0);
const BEFORE = "(?:之前|以前|前|内|之内|以内)?";
const DUE = "(?:之前|以前|前|之内|以内|内)";
const SHAPES = [
  [`(?<y>20${D}${D})\\s?[年./\\-]\\s?(?<m>${D}{1,2})\\s?[月./\\-]\\s?(?<d>${D}{1,2})[日号]?`, ({ y, m, d }) => day(number(y), number(m), number(d)), DUE],
  [`(?<yw>今年|明年)(?<m>${NUMBER})月(?<d>${NUMBER})[日号]?`, inSaidYear, DUE],
  [`(?<m>${NUMBER})月(?<d>${NUMBER})[日号]?`, nextSuchDay, DUE],
  [`(?<m>${D}{1,2})[./\\-](?<d>${D}{1,2})[日号]?`, nextSuchDay, DUE],
  [`(?<m>${NUMBER})月(?:底|末)`, endOfNamedMonth, DUE],
  [`(?<w>下个月|下月|本月|这个月)(?<d>${NUMBER})[日号]`, dayOfMonth, DUE],
  [`(?<n>${NUMBER})(?<u>日|个?小时)${WITHIN}`, span, ""],
  [`(?<d>${NUMBER})[日号]`, dayOfMonth, DUE],
  ["(?<w>下下|下|本|这)?(?:个)?(?:周|星期|礼拜)(?<d>[一二三四五六日天末])", weekday, DUE],
  ["半个月", (_, today) => after(today, 15), DUE],
  [`(?<![上下])半年${WITHIN}`, (_, today) => monthsOn(today, 6), ""],
  [`(?<n>${D}{1,2}|[一二两三五十]{1,2})(?<u>年)${WITHIN}`, span, ""],
  [`(?<n>${NUMBER})(?<u>天|日|周|星期|个星期|个礼拜|个月|个?小时)(?=内|之内|以内|$)`, span, DUE],
  ["(?<w>大后天|后天|明天|明日|今天|今晚)", ({ w }, today) => after(today, NEAR[w]), DUE],
  ["(?<w>下个月底|下月底|下月末|本月底|这个月底|月底|月末|明年底|今年底|年底|年前)", ends, DUE],
  ...PERIODS,
];
const WHOLE = SHAPES.map(([shape, reader, follows]) => [new RegExp(`^(?:${shape}${[DUE, "前"].includes(follows) ? BEFORE : ""})$`, "u"), reader]);
const INSIDE = SHAPES.map(([shape, reader, follows]) => [new RegExp(shape + follows, "u"), reader]);
const WORKING = new RegExp(`^(?<n>${NUMBER})个?工作日${BEFORE}$`, "u");
const UNITS = `年|月|周|星期|礼拜|季度|旬|日|号|天|小时|工作日|${FEASTS}|节`;
const TURNS = `今|明|后|本|这|上|下|个|第|初|中|末|底|前|内|之|以|左右|几|[${D}.零一二两三四五六七八九十百半]`;
const TIME_WORD = new RegExp(`^(?=.*(?:${UNITS}))(?=.*(?:${TURNS}))(?:${UNITS}|${TURNS}){2,}$`, "u");

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
export const speaksOfTime = (words) => TIME_WORD.test(words);
