// What expressions reckon with: nodes, text, numbers, truth. The same rules as webapp/casework/questionnaires/value_rules.py;
// tests/casework/questionnaires/expressions.json holds both to the same answers.

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const NUMBER = /^\s*-?(\d+(\.\d*)?|\.\d+)\s*$/;
const DAY = 86_400;

export const isNodes = Array.isArray;

export function text(value) {
  if (isNodes(value)) return value.length ? text(value[0]) : "";
  if (value instanceof Node) return value.textContent ?? "";
  return typeof value === "number" && Object.is(value, -0) ? "0" : String(value);
}

export function number(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const said = text(value);
  if (NUMBER.test(said)) return Number(said);
  return daysOf(said) ?? NaN;
}

export function truth(value) {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return !Number.isNaN(value) && value !== 0;
  return text(value) !== "";
}

export function daysOf(said) {
  const found = DATE.exec(said);
  if (!found) return null;
  const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const whole = new Date(Date.UTC(2000, month - 1, day));
  whole.setUTCFullYear(year, month - 1, day);
  if (whole.getUTCMonth() !== month - 1 || whole.getUTCDate() !== day) return null;
  return whole.getTime() / 1000 / DAY + (hour * 3600 + minute * 60 + second) / DAY;
}

export function momentOf(days) {
  const whole = Math.floor(days);
  const moment = new Date(whole * DAY * 1000 + Math.round((days - whole) * DAY) * 1000);
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999 || moment.getUTCFullYear() < 1 ? null : moment;
}

function pairs(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return [[truth(left), truth(right)]];
  const ones = isNodes(left) ? left : [left];
  const others = isNodes(right) ? right : [right];
  return ones.flatMap((one) => others.map((other) => [one, other]));
}

function alike(one, other) {
  if (typeof one === "boolean") return one === other;
  if (typeof one === "number" || typeof other === "number") return number(one) === number(other);
  return text(one) === text(other);
}

export const same = (left, right) => pairs(left, right).some(([one, other]) => alike(one, other));
export const differ = (left, right) => pairs(left, right).some(([one, other]) => !alike(one, other));

export function ordered(left, right, test) {
  if (typeof left === "boolean" || typeof right === "boolean") return test(Number(truth(left)), Number(truth(right)));
  return pairs(left, right).some(([one, other]) => test(number(one), number(other)));
}
