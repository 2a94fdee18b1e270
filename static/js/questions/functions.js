// The functions an expression may call, as webapp/casework/questionnaires/function_rules.py has them.

import { daysOf, isNodes, momentOf, number, text, truth } from "./values.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const HERE = 8 * 3600_000; // the district's zone, whatever the phone is set to

const words = (value) => text(value).split(/\s+/).filter(Boolean);
const letters = (value) => [...text(value)];
const each = (values) => values.flatMap((value) => (isNodes(value) ? value : [value])).map(text);
const two = (value) => String(value).padStart(2, "0");
export const halfUp = (value) => (Number.isFinite(value) ? Math.floor(value + 0.5) : value);
const local = () => new Date(Date.now() + HERE).toISOString();
const safe = (work) => (value) => work(number(value));

function numbers(values, pick) {
  const found = each(values).filter((one) => one !== "").map(number);
  return found.length && !found.some(Number.isNaN) ? pick(...found) : NaN;
}

function substring(value, start, length = Infinity) {
  const first = halfUp(number(start));
  const last = first + halfUp(number(length));
  return letters(value).filter((_, at) => first <= at + 1 && at + 1 < last).join("");
}

function substr(value, start, end = Infinity) {
  const [first, last] = [number(start), number(end)];
  if (Number.isNaN(first) || Number.isNaN(last)) return "";
  return letters(value).slice(Math.trunc(first), Number.isFinite(last) ? Math.trunc(last) : undefined).join("");
}

function translate(value, old, fresh) {
  const [olds, news] = [letters(old), letters(fresh)];
  return letters(value).map((letter) => (olds.includes(letter) ? (news[olds.indexOf(letter)] ?? "") : letter)).join("");
}

function matches(value, pattern) {
  try {
    return new RegExp(`^(?:${text(pattern)})$`).test(text(value));
  } catch {
    return false;
  }
}

function checklist(least, most, ...values) {
  const yes = (value) => (typeof value === "boolean" ? value : ["true", "1", "yes"].includes(text(value)));
  const met = values.flatMap((value) => (isNodes(value) ? value : [value])).filter(yes).length;
  return (number(least) < 0 || met >= number(least)) && (number(most) < 0 || met <= number(most));
}

function weighted(least, most, ...pairs) {
  const yes = (value) => (typeof value === "boolean" ? value : ["true", "1", "yes"].includes(text(value)));
  const met = pairs.reduce((total, value, at) => (at % 2 === 0 && at + 1 < pairs.length && yes(value) ? total + number(pairs[at + 1]) : total), 0);
  return (number(least) < 0 || met >= number(least)) && (number(most) < 0 || met <= number(most));
}

const momentIn = (value) => (Number.isFinite(number(value)) ? momentOf(number(value)) : null);

function formatDate(value, pattern) {
  const moment = momentIn(value);
  if (!moment) return "";
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()];
  const [hour, minute, second] = [moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds()];
  const said = {
    Y: String(year).padStart(4, "0"), y: two(year % 100), m: two(month), n: month, b: MONTHS[month - 1], d: two(day),
    e: day, H: two(hour), h: hour, M: two(minute), S: two(second), 3: "000", a: DAYS[moment.getUTCDay()], "%": "%",
  };
  return text(pattern).replace(/%(.)/g, (_, mark) => said[mark] ?? "");
}

function dayPart(value) {
  const found = /^(\d\d):(\d\d)(?::(\d\d))?/.exec(text(value));
  if (found) return (Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0)) / 86_400;
  const days = daysOf(text(value));
  return days === null ? NaN : days - Math.floor(days);
}

export const FUNCTIONS = {
  true: () => true, false: () => false, not: (value) => !truth(value), boolean: truth,
  if: (test, yes, no) => (truth(test) ? text(yes) : text(no)),
  "boolean-from-string": (value) => ["true", "1"].includes(text(value)), checklist,
  string: text, concat: (...values) => each(values).join(""), join: (mark, ...values) => each(values).join(text(mark)),
  "starts-with": (value, head) => text(value).startsWith(text(head)),
  "ends-with": (value, tail) => text(value).endsWith(text(tail)),
  contains: (value, part) => text(value).includes(text(part)), substring, substr,
  "substring-before": (value, mark) => (text(mark) && text(value).includes(text(mark)) ? text(value).split(text(mark))[0] : ""),
  "substring-after": (value, mark) => (text(mark) ? text(value).split(text(mark)).slice(1).join(text(mark)) : text(value)),
  "string-length": (value) => letters(value).length, "normalize-space": (value) => words(value).join(" "),
  translate, regex: matches, coalesce: (...values) => text(values.find((value) => text(value) !== "") ?? ""),
  selected: (value, choice) => words(value).includes(text(choice).trim()),
  "selected-at": (value, place) => words(value)[Math.trunc(number(place))] ?? "",
  "count-selected": (value) => words(value).length,
  number, int: safe(Math.trunc), floor: safe(Math.floor), ceiling: safe(Math.ceil), abs: safe(Math.abs),
  round: (value, digits = 0) => halfUp(number(value) * 10 ** Math.trunc(number(digits))) / 10 ** Math.trunc(number(digits)),
  pow: (value, exponent) => number(value) ** number(exponent), sqrt: safe(Math.sqrt), exp: safe(Math.exp),
  log: safe(Math.log), log10: safe(Math.log10), exp10: safe((value) => 10 ** value), pi: () => Math.PI,
  sin: safe(Math.sin), cos: safe(Math.cos), tan: safe(Math.tan), asin: safe(Math.asin), acos: safe(Math.acos), atan: safe(Math.atan),
  atan2: (y, x) => Math.atan2(number(y), number(x)), "weighted-checklist": weighted,
  sum: (nodes) => each([nodes]).filter((one) => one !== "").reduce((total, one) => total + number(one), 0),
  min: (...values) => numbers(values, Math.min), max: (...values) => numbers(values, Math.max),
  count: (nodes) => (isNodes(nodes) ? nodes.length : NaN),
  "count-non-empty": (nodes) => each([nodes]).filter((one) => one !== "").length,
  today: () => local().slice(0, 10), now: () => local().slice(0, 19),
  date: (value) => momentIn(value)?.toISOString().slice(0, 10) ?? "",
  "date-time": (value) => momentIn(value)?.toISOString().slice(0, 19) ?? "",
  "decimal-date-time": number, "decimal-time": dayPart, "format-date": formatDate, "format-date-time": formatDate,
};

