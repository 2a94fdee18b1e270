// What is wrong with an answer, in the words of the form, else in the page's own (data-say-… on the form).

import { truth } from "./values.js";

const SHAPES = {
  integer: /^-?\d{1,15}$/, decimal: /^-?(\d{1,15}(\.\d*)?|\.\d+)$/, date: /^\d{4}-\d\d-\d\d$/, time: /^\d\d:\d\d(:\d\d)?$/,
  datetime: /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?/,
};

/** The sentence that belongs to a node, or nothing. */
export function fault(filling, node, say) {
  const { question } = node;
  const value = (node.value ?? "").trim();
  if (!value) {
    if (question.required === undefined || !truth(filling.say(question.required, node))) return "";
    return filling.words(question.required_message ?? {}, node) || say.required;
  }
  if (SHAPES[question.kind] && !SHAPES[question.kind].test(value)) return say[question.kind];
  if (question.list !== undefined) {
    const offered = filling.offered(node);
    const chosen = question.kind === "many" ? value.split(/\s+/) : [value];
    if (!chosen.every((one) => offered.includes(one))) return say.choice;
  }
  if (question.start !== undefined && (Number(value) < Number(question.start) || Number(value) > Number(question.end))) return say.wrong;
  if (question.constraint !== undefined && !truth(filling.say(question.constraint, node))) {
    return filling.words(question.message ?? {}, node) || say.wrong;
  }
  return "";
}

/** Key → sentence for all that is asked now. */
export function faults(filling, say) {
  return new Map(filling.answered().map((node) => [node.key, fault(filling, node, say)]).filter(([, sentence]) => sentence));
}

/** A text with something reckoned into it changes while one types. */
export const isReckoned = (words) => Object.values(words ?? {}).some((parts) => parts.some((part) => typeof part !== "string"));
