// What is wrong with a form: said on top and at the field, and no longer once it is mended.

import { clean } from "../text.js";
import { list, piece, word } from "./words.js";

/** What the summary of a form tells, line by line. */
const told = new WeakMap();

/** The server's own words, on top and at the field; the first wrong field is in view. */
export function showErrors(form, said) {
  const errors = Object.entries(said.errors ?? {});
  const all = errors.flatMap(([name, sentences]) => sentences.map((sentence) => ({ name, sentence })));
  if (said.message) all.push({ name: said.field ?? "", sentence: said.message });
  for (const one of all) one.line = named(fieldOf(form, one.name), one.sentence);
  told.set(form, all);
  form.prepend(piece("offline-errors", { errors: all }));
  let first = null;
  for (const { name, sentence } of all) {
    const field = fieldOf(form, name);
    if (!field) continue;
    const place = field.closest(".fld, fieldset") ?? field.closest("div");
    (field.type === "radio" ? place : field).setAttribute("aria-invalid", "true");
    field.closest(".folded")?.removeAttribute("hidden");
    stand(place, piece("offline-error", { sentence }));
    first ??= field;
  }
  (first ?? form.querySelector("[data-errors]")).scrollIntoView({ block: "center" });
  first?.focus({ preventScroll: true });
}

/** A fieldset may carry the name as its id; what is filled in is inside it. */
function fieldOf(form, name) {
  const found = name && form.elements[name];
  return (found?.tagName ? found : [...(found || [])].find((one) => one.tagName !== "FIELDSET")) ?? null;
}

/** As the server's summary names it: by the words above the field. */
function named(field, sentence) {
  const label = field?.closest(".fld, fieldset")?.querySelector(".lab, legend, .tick > span")?.cloneNode(true);
  label?.querySelector(".opt")?.remove();
  const words = label?.textContent.trim();
  return words ? word("at_field", { field: words, sentence }) : sentence;
}

/** Where the server's page has it too: under the field's label and hint, before what is filled in. */
function stand(place, error) {
  place.classList.add("bad");
  const head = [...place.children].filter((part) => part.matches(".lab, legend, .tick, .hint, .err")).pop();
  if (head) head.after(error);
  else place.prepend(error);
}

const has = (form, name) => new FormData(form).getAll(name).some((value) => clean(String(value)));

/** Whether what a part of the form asks for is there, in one of its ways. */
function isGiven(form, { dataset }) {
  const hasPhoto = () => dataset.orPhoto !== undefined && form.querySelector("[data-photo]");
  return Boolean(has(form, dataset.asked) || has(form, dataset.or) || hasPhoto());
}

/** What the pressed button asks for and is not there, in the page's own words: a phone must not keep what will be refused.
 * data-with: asked only with another field of that name. */
export function missing(form, submitter) {
  if (submitter?.dataset.asks === undefined) return null;
  const matters = (place) => !place.closest("[hidden]") && (!place.dataset.with || has(form, place.dataset.with));
  const empty = [...form.querySelectorAll("[data-asked]")].filter((place) => matters(place) && !isGiven(form, place));
  return empty.length ? { errors: Object.fromEntries(empty.map(({ dataset }) => [dataset.asked, [dataset.sentence]])) } : null;
}

/** Takes away what an earlier try left. */
export function clearErrors(form) {
  for (const old of form.querySelectorAll("[data-errors], .bad > .err")) old.remove();
  for (const place of form.querySelectorAll(".bad")) unmark(place);
}

function unmark(place) {
  place.querySelector(":scope > .err")?.remove();
  place.classList.remove("bad");
  place.removeAttribute("aria-invalid");
  for (const field of place.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

/** What was asked for and is there now is wrong no longer, and the summary says so less. `left`: a field that was filled
 * in and left; only the server knows whether it would refuse it again. */
export function mend(form, left = null) {
  for (const place of form.querySelectorAll(".bad")) if (isMended(form, place, left)) unmark(place);
  const summary = form.querySelector("[data-errors]");
  const still = (told.get(form) ?? []).filter(({ name }) => fieldOf(form, name)?.closest(".bad") !== null);
  if (!summary) return;
  if (still.length) list(summary, "errors", still);
  else summary.remove();
}

function isMended(form, place, left) {
  const error = place.querySelector(":scope > .err"); // a questionnaire's own words stand deeper, and it clears them itself
  if (!error) return false;
  const asked = place.closest("[data-asked]");
  if (asked?.dataset.sentence === error.textContent.trim()) return isGiven(form, asked);
  return place.contains(left) && Boolean(["radio", "checkbox"].includes(left.type) ? left.checked : clean(left.value));
}
