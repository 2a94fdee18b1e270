// What a form says about itself: read-only in a second tab, photos, saved, not saved.

import { mend } from "./form_errors.js";
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
  mend(form);
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
