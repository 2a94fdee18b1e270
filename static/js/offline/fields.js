// What a form holds, as the outbox keeps it: every value a list of strings, never a token or a session.

import { wellFormed } from "./ids.js";

const SKIP = new Set(["csrf_token", "id", "next"]);

/** What somebody typed or tapped on this page, perhaps before its script had come over a slow line: nothing that is put
 *  back or filled in later goes over it. */
const touched = new WeakSet();

function touch(one) {
  const group = one.type === "radio" && one.form ? one.form.querySelectorAll(`[type=radio][name="${CSS.escape(one.name)}"]`) : [one];
  group.forEach((each) => touched.add(each));
}

/** Otherwise than the server sent it. */
function differs(one) {
  if (one.type === "hidden" || one.type === "file") return false;
  if (["radio", "checkbox"].includes(one.type)) return one.checked !== one.defaultChecked;
  if (one.tagName !== "SELECT") return one.value !== one.defaultValue;
  const options = [...one.options];
  return options.some((option) => option.defaultSelected) ? options.some((option) => option.selected !== option.defaultSelected) : one.selectedIndex > 0;
}

for (const kind of ["input", "change"]) document.addEventListener(kind, ({ target, isTrusted }) => isTrusted && target.matches?.("input, textarea, select") && touch(target), true);
document.addEventListener("reset", ({ target }) => [...target.elements].forEach((one) => touched.delete(one)), true);
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") { // on the way back the browser itself fills in what stood there
  for (const one of document.querySelectorAll("form :is(input, textarea, select)")) if (differs(one)) touch(one);
}

export const isTouched = (form) => [...form.elements].some((one) => touched.has(one));

export function collect(form, submitter = null) {
  const fields = {};
  const posted = new FormData(form, submitter?.name ? submitter : null);
  for (const [name, value] of posted) {
    if (SKIP.has(name) || typeof value !== "string") continue;
    (fields[name] ??= []).push(wellFormed(value));
  }
  return fields;
}

/** A questionnaire makes the groups of its draft first; it may wake after the draft came back, and finds it here. */
export function putBack(form, fields) {
  if (form.dataset.questions === undefined) return put(form, fields);
  Object.assign(form, { kept: fields, puts: put });
  put(form, fields);
  return form.dispatchEvent(new Event("putback"));
}

function put(form, fields) {
  for (const element of form.elements) {
    if (!element.name || SKIP.has(element.name) || touched.has(element) || ["file", "submit", "button"].includes(element.type)) continue;
    const values = fields[element.name] ?? [];
    if (["radio", "checkbox"].includes(element.type)) element.checked = values.includes(element.value);
    else if (values.length) [element.value] = values;
  }
  for (const group of form.querySelectorAll("[data-reveal]")) group.dispatchEvent(new Event("change"));
  for (const part of form.querySelectorAll(".folded[hidden]")) {
    if ([...part.querySelectorAll("textarea")].some((box) => box.value)) part.hidden = false;
  }
}

export function recordOf(form, state, fields, submitter = null) {
  const what = submitter?.dataset.says ?? submitter?.textContent.trim() ?? "";
  const place = form.dataset.label ?? document.querySelector("h1")?.firstChild?.textContent.trim() ?? document.title;
  const label = [place, what.length < 5 ? what : ""].filter(Boolean).join("，");
  const ids = state.photos ?? [];
  if (ids.length) fields.photos = ids;
  return {
    id: state.id, kind: form.dataset.offline, version: Number(form.dataset.formVersion ?? 1), fields,
    slot: state.slot, label, path: location.pathname,
  };
}
