// Saving: the form becomes a record in the outbox, read back before anything is claimed.

import { staysHere } from "./asking.js";
import { ask } from "./contact.js";
import { attach, open } from "./drafts.js";
import { collect, recordOf } from "./fields.js";
import { clearErrors, mend, missing, showErrors } from "./form_errors.js";
import { failed, forgetPhoto, showPhotos, told } from "./form_words.js";
import { newId } from "./ids.js";
import { find, save } from "./outbox.js";
import { blobRow } from "./photos.js";
import { wake } from "./send.js";
import { KEPT, showKept, undoAt } from "./status.js";
import { blobsOf, drop } from "./store.js";
import { owner, possible } from "./vault.js";

function picked(event) {
  const form = event.target.closest?.("form[data-offline]");
  const state = form && event.target.type === "file" && open.get(form);
  if (state) addPhotos(form, state, event.target);
}

/** The photo and the record that names it are kept in one transaction. */
async function addPhotos(form, state, input) {
  const files = [...input.files];
  input.value = "";
  try {
    const rows = [];
    for (const file of files) rows.push(await blobRow(file, state.id));
    const before = (await blobsOf(state.id)).map((blob) => blob.id);
    state.photos = [...before, ...rows.map((row) => row.id)];
    const answer = form.elements[input.dataset.answer];
    if (answer) answer.value = [answer.value, ...rows.map((row) => row.id)].filter(Boolean).join(" ");
    const row = await find(state.id);
    await save(recordOf(form, state, collect(form)), state.fixing && row ? row.state : "draft", { blobs: rows });
    showPhotos(form, await blobsOf(state.id));
  } catch (error) {
    failed(form, error, collect(form));
  }
}

export async function removePhoto(form, id) {
  await drop("blobs", id);
  const state = open.get(form);
  state.photos = (await blobsOf(state.id)).map((blob) => blob.id);
  forgetPhoto(form, id);
  showPhotos(form, await blobsOf(state.id));
}

function typed(event) {
  const form = event.target.closest?.("form[data-offline]");
  if (form) mend(form, event.type === "change" ? event.target : null);
}

/** Stops the browser's own post at once; a form met before the key was there waits for the key. */
function submitted(event) {
  const form = event.target.closest?.("form[data-offline]");
  if (!form || !possible() || form.dataset.plain !== undefined) return;
  event.preventDefault();
  if (event.submitter?.matches("[data-add], [data-drop]")) return; // a group of a questionnaire: nothing is saved by it
  event.stopImmediatePropagation();
  clearErrors(form);
  const lack = missing(form, event.submitter);
  if (lack) return showErrors(form, lack);
  if (!form.dispatchEvent(new Event("questions", { cancelable: true }))) return;
  saveForm(form, event.submitter).catch((error) => failed(form, error, collect(form, event.submitter)));
}

async function saveForm(form, submitter) {
  if (!owner()) await ask();
  if (!owner()) throw new Error("no key");
  await attach(form);
  const state = open.get(form);
  if (!state.mine || state.saving) return;
  state.saving = true;
  clearTimeout(state.timer);
  const undo = Number(submitter?.dataset.undo ?? form.dataset.undo ?? 0); // seconds in which a tap can be taken back
  try {
    state.photos = (await blobsOf(state.id)).map((blob) => blob.id);
    await save(recordOf(form, state, collect(form, submitter), submitter), "queued", { wait: undo * 1000 });
    state.dirty = false;
  } finally {
    state.saving = false;
  }
  told(form, state.id);
  wake();
  const to = (await staysHere(form, submitter)) ? location.pathname : form.dataset.next;
  after(form, state, { to, isFinal: !undo });
}

/** Where no worker stands in for the server, this page is all there is: it is left only while there is a network. */
const canLeave = async () => Boolean(navigator.serviceWorker?.controller) || (await ask()).state === "online";

/** What cannot be taken back is said once, here or on the next page; the other bar is the undo. */
async function after(form, state, { to, isFinal }) {
  if (to && (await canLeave())) {
    if (isFinal) sessionStorage.setItem(KEPT, "queued");
    else undoAt(state.id, to);
    return location.assign(to);
  }
  if (isFinal) showKept();
  else undoAt(state.id, location.pathname);
  Object.assign(state, { id: newId(), fixing: false, photos: [] });
  form.reset();
  return showPhotos(form, []);
}

export function watchSaving() {
  document.addEventListener("change", picked, true);
  document.addEventListener("submit", submitted, true);
  for (const way of ["input", "change"]) document.addEventListener(way, typed);
}
