// What a form says about itself: read-only in a second tab, refused fields, photos, saved, not saved.

import { clean } from "../text.js";
import { picture } from "./photos.js";
import { piece, word } from "./words.js";

export function readOnly(form, is) {
  for (const element of form.elements) element.disabled = is;
  say(form, is ? word("elsewhere_open") : "");
}

export function told(form, id) {
  form.dataset.saved = id;
  say(form, word("queued"));
}

/** The sentence beside the save button; read out politely. */
export function say(form, sentence) {
  const place = form.querySelector("[data-said]") ?? addPlace(form);
  place.textContent = sentence;
  place.hidden = !sentence;
}

function addPlace(form) {
  const place = piece("offline-said", {});
  form.append(place);
  return place;
}

/** The server's own words, on top and at the field; the first wrong field is in view. */
export function showErrors(form, said) {
  const errors = Object.entries(said.errors ?? {});
  const all = errors.flatMap(([name, sentences]) => sentences.map((sentence) => ({ name, sentence })));
  if (said.message) all.push({ name: said.field ?? "", sentence: said.message });
  form.prepend(piece("offline-errors", { errors: all }));
  let first = null;
  for (const { name, sentence } of all) {
    const element = name && form.elements[name];
    const field = element?.length && !element.tagName ? element[0] : element;
    if (!field) continue;
    field.setAttribute("aria-invalid", "true");
    field.closest(".folded")?.removeAttribute("hidden");
    stand(field.closest(".fld, fieldset, div"), piece("offline-error", { sentence }));
    first ??= field;
  }
  (first ?? form.querySelector("[data-errors]")).scrollIntoView({ block: "center" });
  first?.focus({ preventScroll: true });
}

/** Where the server's page has it too: under the field's label and hint, before what is filled in. */
function stand(place, error) {
  place.classList.add("bad");
  const head = [...place.children].filter((part) => part.matches(".lab, legend, .tick, .hint, .err")).pop();
  if (head) head.after(error);
  else place.prepend(error);
}

/** What the pressed button asks for and is not there, in the page's own words: a phone must not keep what will be refused.
 * data-with: asked only with another field of that name. */
export function missing(form, submitter) {
  if (submitter?.dataset.asks === undefined) return null;
  const given = new FormData(form);
  const has = (name) => given.getAll(name).some((value) => clean(String(value)));
  const matters = (place) => !place.closest("[hidden]") && (!place.dataset.with || has(place.dataset.with));
  const places = [...form.querySelectorAll("[data-asked]")].filter(matters);
  const told = ({ dataset }) => has(dataset.asked) || has(dataset.or);
  const shown = ({ dataset }) => dataset.orPhoto !== undefined && form.querySelector("[data-photo]");
  const empty = places.filter((place) => !told(place) && !shown(place));
  return empty.length ? { errors: Object.fromEntries(empty.map(({ dataset }) => [dataset.asked, [dataset.sentence]])) } : null;
}

/** Takes away what an earlier try left. */
export function clearErrors(form) {
  for (const old of form.querySelectorAll("[data-errors], .bad > .err")) old.remove();
  for (const place of form.querySelectorAll(".bad")) place.classList.remove("bad");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

/** The field in which a question keeps the names of its own photos; none on a form that simply has photos. */
const answerOf = (form, shelf) => form.elements[shelf.querySelector("[data-answer]")?.dataset.answer];
const names = (answer) => answer?.value.split(" ") ?? [];

/** Each photo on the shelf of the question it answers. */
export async function showPhotos(form, blobs) {
  const shelves = [...form.querySelectorAll("[data-photos]")];
  for (const old of form.querySelectorAll("[data-photo]")) old.remove();
  for (const blob of blobs) {
    const shelf = shelves.find((one) => names(answerOf(form, one)).includes(blob.id)) ?? shelves[0];
    if (!shelf) return;
    const tile = piece("offline-photo", { id: blob.id });
    const image = tile.querySelector("img");
    image.src = URL.createObjectURL(await picture(blob.id));
    image.onload = () => URL.revokeObjectURL(image.src);
    shelf.prepend(tile);
  }
}

/** A photo taken away is no answer any more. */
export function forgetPhoto(form, id) {
  for (const shelf of form.querySelectorAll("[data-photos]")) {
    const answer = answerOf(form, shelf);
    if (answer) answer.value = names(answer).filter((one) => one && one !== id).join(" ");
  }
}

/** Not kept: the form stays as it is, says why, and offers itself as a file. */
export function failed(form, error, fields) {
  console.warn("not kept", error);
  const reasons = { QuotaExceededError: "full", NotKept: "not_kept", EncodingError: "bad_photo", InvalidStateError: "bad_photo" };
  say(form, word(reasons[error.name] ?? (error.message === "no key" ? "no_key" : "not_kept")));
  const text = JSON.stringify({ kind: form.dataset.offline, path: location.pathname, fields }, null, 1);
  const link = form.querySelector("[data-rescue]") ?? piece("offline-rescue", {});
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${form.dataset.offline}-${Date.now()}.json`;
  form.append(link);
}
