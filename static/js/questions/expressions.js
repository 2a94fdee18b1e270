// Expressions on the phone: the vendored xpath library parses and walks, operators and functions take our meaning, as on
// the server. The text it is given is what the server parsed.

import { FUNCTIONS } from "./functions.js";
import { differ, number, ordered, same, text, truth } from "./values.js";

const parsed = new Map();
let asked = null;

/** The library is a script of its own on pages that hold a questionnaire. */
const library = () => globalThis.xpath;

function plain(value) {
  const { XNodeSet, XNumber, XBoolean } = library();
  if (value instanceof XNodeSet) return value.toArray();
  if (value instanceof XNumber) return value.numberValue();
  return value instanceof XBoolean ? value.booleanValue() : value.stringValue();
}

function wrapped(value) {
  const { XNodeSet, XNumber, XBoolean, XString } = library();
  if (Array.isArray(value)) {
    const set = new XNodeSet();
    set.addArray(value);
    return set;
  }
  if (typeof value === "number") return new XNumber(value);
  return typeof value === "boolean" ? new XBoolean(value) : new XString(value);
}

function rest(over, under) {
  return under === 0 || !Number.isFinite(over) || Number.isNaN(under) ? NaN : over % under;
}

const BINARY = {
  EqualsOperation: same, NotEqualOperation: differ,
  LessThanOperation: (left, right) => ordered(left, right, (one, other) => one < other),
  GreaterThanOperation: (left, right) => ordered(left, right, (one, other) => one > other),
  LessThanOrEqualOperation: (left, right) => ordered(left, right, (one, other) => one <= other),
  GreaterThanOrEqualOperation: (left, right) => ordered(left, right, (one, other) => one >= other),
  PlusOperation: (left, right) => number(left) + number(right), MinusOperation: (left, right) => number(left) - number(right),
  MultiplyOperation: (left, right) => number(left) * number(right), DivOperation: (left, right) => number(left) / number(right),
  ModOperation: (left, right) => rest(number(left), number(right)),
};

function teach(kit) {
  for (const [name, work] of Object.entries(BINARY)) {
    kit[name].prototype.evaluate = function (context) {
      return wrapped(work(plain(this.lhs.evaluate(context)), plain(this.rhs.evaluate(context))));
    };
  }
  kit.UnaryMinusOperation.prototype.evaluate = function (context) {
    return wrapped(-number(plain(this.rhs.evaluate(context))));
  };
  for (const [name, stop] of [["AndOperation", false], ["OrOperation", true]]) {
    kit[name].prototype.evaluate = function (context) {
      const first = truth(plain(this.lhs.evaluate(context)));
      return wrapped(first === stop ? first : truth(plain(this.rhs.evaluate(context))));
    };
  }
  kit.taught = true;
}

const holds = (above, node) => above === node || above.contains(node);

function indexed(nodes, ...groups) {
  for (let at = 0; at < groups.length; at += 2) {
    const within = groups[at].filter((one) => nodes.some((node) => holds(one, node)));
    const chosen = within[Math.trunc(number(groups[at + 1])) - 1];
    nodes = nodes.filter((node) => chosen && holds(chosen, node));
  }
  return nodes;
}

const OF_THE_FORM = {
  current: (context) => [context.expressionContextNode],
  position: (context, nodes) => (nodes === undefined ? context.contextPosition : place(nodes)),
  last: (context) => context.contextSize,
  once: (context, value) => text([context.expressionContextNode]) || text(value),
  "choice-name": (_, value, path) => asked.choiceName(text(value), text(path)),
  "indexed-repeat": (_, ...given) => indexed(...given),
};

function place(nodes) {
  if (!nodes.length) return NaN;
  const brothers = [...(nodes[0].parentNode?.children ?? nodes)].filter((one) => one.nodeName === nodes[0].nodeName);
  return brothers.indexOf(nodes[0]) + 1;
}

function called(name) {
  if (OF_THE_FORM[name]) return (context, ...given) => wrapped(OF_THE_FORM[name](context, ...given.map(plain)));
  return FUNCTIONS[name] && ((_, ...given) => wrapped(FUNCTIONS[name](...given.map(plain))));
}

/** The value at a node: nodes, text, number or truth. `form` answers what an expression asks of it (choice-name). */
export function evaluate(expression, node, form) {
  const kit = library();
  if (!kit.taught) teach(kit);
  if (!parsed.has(expression)) parsed.set(expression, kit.parse(expression));
  const before = asked;
  asked = form;
  try {
    return plain(parsed.get(expression).evaluate({ node, functions: called }));
  } catch {
    return "";
  } finally {
    asked = before;
  }
}
