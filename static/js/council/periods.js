// Stretches of time, each meant until its last day, as webapp/council/sittings/period_rules.py reads them.
import { NUMBER, number } from "./numerals.js";

const DAY = 86_400_000;
export const text = (time) => new Date(time).toISOString().slice(0, 10);
export const parts = (day) => day.split("-").map(Number);
export const after = (day, count) => text(Date.parse(day) + count * DAY);
export const monthEnd = (year, month) => text(Date.UTC(year, month, 0));
const first = (year, month) => text(Date.UTC(year, month - 1, 1));
export const WITHIN = "(?:之内|以内|内(?!部(?!署)|容|科|务))";
const BEFORE = "(?<b>之前|以前|前)";
const YEAR = "(?:(?<y>20\\p{Nd}\\p{Nd})年|(?<yw>今年|明年))";

const FIRST_YEAR = 2024;
const MOVING = {
  春节: "0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123",
  清明: "0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0404 0405 0404 0404 0404 0405 0404 0404 0404",
  端午: "0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610 0530 0618 0607 0527 0614 0603 0622 0611 0531 0619 0608 0529 0615 0604 0623",
  中秋: "0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916 1004 0924 0913 1002 0920 0910 0928 0917 1005 0925 0915 1004 0922 0911 0930",
};
const FIXED = { 元旦: "0101", 五一: "0501", 劳动: "0501", 六一: "0601", 儿童: "0601", 七一: "0701", 八一: "0801", 国庆: "1001", 十一: "1001" };
const SPRING = { 过年: 0, 除夕: -1, 元宵: 14 };
export const FEASTS = [MOVING, FIXED, SPRING].flatMap(Object.keys).join("|").replace("十一", "(?<![一二三四五六七八九])十一");

export function laterMonth(today, months) {
  const [year, month] = parts(today);
  const place = year * 12 + month - 1 + months;
  return [Math.floor(place / 12), (place % 12) + 1];
}

function feast(name, year) {
  const said = FIXED[name] ?? MOVING[name in SPRING ? "春节" : name].split(" ")[year - FIRST_YEAR];
  return said ? after(`${year}-${said.slice(0, 2)}-${said.slice(2)}`, SPRING[name] ?? 0) : null;
}

export function namedYear({ y, yw }, today) {
  const [year] = parts(today);
  return y ? number(y) : { 今年: year, 明年: year + 1 }[yw] ?? null;
}

/** In the year that was said, else the next one that is not over. */
function lastDay(ends, said, today) {
  const year = namedYear(said, today);
  if (year !== null) return ends(year);
  const found = ends(parts(today)[0]);
  return found && found >= today ? found : ends(parts(today)[0] + 1);
}

function beforeFeast(said, today) {
  return lastDay((year) => { const day = feast(said.f, year); return day && after(day, -1); }, said, today);
}

const yearEnd = (said, today) => `${namedYear(said, today) ?? parts(today)[0]}-12-31`;
const halfYear = (said, today) => lastDay((year) => monthEnd(year, said.h === "下" ? 12 : 6), said, today);

function quarter(said, today) {
  const { q, w, b } = said;
  const close = (year, month) => (b ? after(first(year, month), -1) : monthEnd(...laterMonth(first(year, month), 2)));
  if (q) return lastDay((year) => close(year, number(q) * 3 - 2), said, today);
  const [year, month] = parts(today);
  return close(...laterMonth(first(year, Math.floor((month - 1) / 3) * 3 + 1), (w ?? "").startsWith("下") ? 3 : 0));
}

function week({ w }, today) {
  const ahead = { 下下: 14, 下: 7 }[(w ?? "").replace(/个$/, "")] ?? 0;
  return after(today, 6 + ahead - ((new Date(today).getUTCDay() + 6) % 7));
}

function months(said, today) {
  if (!said.m) return [laterMonth(today, (said.w ?? "").startsWith("下") ? 1 : 0)];
  const month = number(said.m) ?? 0;
  if (month < 1 || month > 12) return [];
  const year = namedYear(said, today);
  return year !== null ? [[year, month]] : [[parts(today)[0], month], [parts(today)[0] + 1, month]];
}

function until(said, today, ends) {
  const found = months(said, today).map(([year, month]) => ends(year, month));
  return found.find((day) => day >= today) ?? found.at(-1) ?? null;
}

const beforeMonth = (said, today) => until(said, today, (year, month) => after(first(year, month), -1));
const withinMonth = (said, today) => until(said, today, monthEnd);
const middle = (said, today) => until(said, today, (year, month) => after(first(year, month), 14));

function tenDays(said, today) {
  const place = "上中下".indexOf(said.t);
  return until(said, today, (year, month) => {
    if (said.b) return after(first(year, month), place * 10 - 1);
    return place === 2 ? monthEnd(year, month) : after(first(year, month), place * 10 + 9);
  });
}

const MONTH = `(?:${YEAR}?(?<m>${NUMBER})月份?|(?<w>本|这个|下个?)?月)`;
const NAMED = `${YEAR}?(?<m>${NUMBER})月份?`;
/** pattern, reader, what must follow it inside a sentence */
export const SHAPES = [
  [`${YEAR}?(?<f>${FEASTS})节?(?:之前|以前|前)`, beforeFeast, ""],
  [`${YEAR}?(?<h>[上下])半年(?:末|底)?${WITHIN}?`, halfYear, WITHIN],
  [`${YEAR}?年中`, halfYear, "前"],
  [`${YEAR}?第?(?<q>[一二三四1-4])季度(?:末|底)?(?:${WITHIN}|${BEFORE})?`, quarter, ""],
  ["(?<w>本|这个?|下个?)?季度?(?:末|底)", quarter, "前"],
  [`(?<w>本|这个?|下个?)季度(?:${WITHIN}|${BEFORE})?`, quarter, ""],
  [`季度${WITHIN}`, quarter, ""],
  [`(?:${YEAR}|今年|(?<![少青成百])(?:本)?年)${WITHIN}`, yearEnd, ""],
  [`${YEAR}年?(?:底|末)`, yearEnd, "前"],
  [`${MONTH}?(?<t>[上中下])旬(?:末|底)?(?:${WITHIN}|${BEFORE})?`, tenDays, ""],
  [`${MONTH}中`, middle, "前"],
  [`${NAMED}${BEFORE}`, beforeMonth, ""],
  [`${NAMED}${WITHIN}?`, withinMonth, WITHIN],
  [`${YEAR}(?<m>${NUMBER})月(?:底|末)`, withinMonth, "前"],
  [`(?<w>本|这个|下个?)月${WITHIN}?`, withinMonth, WITHIN],
  [`月${WITHIN}`, withinMonth, ""],
  [`(?<w>本|这个?|下下个?|下个?)(?:周|星期|礼拜)${WITHIN}?`, week, WITHIN],
  [`(?:周|星期|礼拜)${WITHIN}`, week, ""],
];
