// Forms marked data-offline="<kind>" are kept while they are typed and saved to the outbox instead of posted.
// Without scripts, or where nothing can be sealed, they post as any form does.

import { ask } from "./contact.js";
import { collect, putBack } from "./fields.js";
import { failed, readOnly, showErrors, showPhotos, told } from "./form_words.js";
import { newId } from "./ids.js";
import { drafts, find, read, save } from "./outbox.js";
import { blobRow } from "./photos.js";
import { wake } from "./send.js";
import { blobsOf, drop } from "./store.js";
import { owner, possible } from "./vault.js";

const open = new Map();

/** Gives the form its draft: an older one of the same place is restored, `#fix=<id>` reopens a refused one. */
export async function attach(form) {
  if (open.has(form) || !owner()) return;
  const slot = `${form.dataset.offline}:${location.pathname}${form.dataset.slot ?? ""}`;
  const state = { id: newId(), slot, blobs: [], dirty: false, mine: false, timer: null };
  open.set(form, state);
  if (!navigator.locks) return begin(form, state);
  await new Promise((settled) => {
    navigator.locks.request(`fullgrid-draft-${slot}`, { ifAvailable: true }, async (lock) => {
      if (lock) await begin(form, state);
      else readOnly(form, true);
      settled();
      return lock ? new Promise(() => {}) : queueUp(form, state);
    });
  });
}

/** The other tab closed: this one may write now. */
function queueUp(form, state) {
  navigator.locks.request(`fullgrid-draft-${state.slot}`, async () => {
    readOnly(form, false);
    await begin(form, state);
    return new Promise(() => {});
  });
}

async function begin(form, state) {
  const row = await earlier(form, state.slot);
  state.mine = true;
  if (!row) return;
  const record = await read(row);
  Object.assign(state, { id: row.id, fixing: row.state !== "draft", blobs: [] });
  putBack(form, record.fields);
  showPhotos(form, await blobsOf(row.id));
  if (record.said) showErrors(form, record.said);
}

async function earlier(form, slot) {
  const fix = new URLSearchParams(location.hash.slice(1)).get("fix");
  const row = fix && (await find(fix));
  if (row && ["fix", "parked"].includes(row.state) && row.kind === form.dataset.offline) return row;
  const mine = (await drafts()).filter((one) => one.slot === slot);
  return mine.sort((one, other) => other.updated - one.updated)[0] ?? null;
}

function recordOf(form, state, fields) {
  const label = form.dataset.label ?? document.title;
  const ids = state.photos ?? [];
  if (ids.length) fields.photos = ids;
  return {
    id: state.id, kind: form.dataset.offline, version: Number(form.dataset.formVersion ?? 1), fields,
    slot: state.slot, label, path: location.pathname,
  };
}

async function keepDraft(form, state) {
  clearTimeout(state.timer);
  if (!state.dirty || !state.mine || !owner()) return;
  state.dirty = false;
  try {
    const row = await find(state.id);
    await save(recordOf(form, state, collect(form)), state.fixing && row ? row.state : "draft");
  } catch (error) {
    state.dirty = true;
    failed(form, error, collect(form));
  }
}

function typed(event) {
  const form = event.target.closest?.("form[data-offline]");
  const state = form && open.get(form);
  if (!state) return;
  if (event.target.type === "file") return event.type === "change" ? addPhotos(form, state, event.target) : null;
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(keepDraft, 300, form, state);
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
  showPhotos(form, await blobsOf(state.id));
}

/** Stops the browser's own post at once; a form met before the key was there waits for the key. */
function submitted(event) {
  const form = event.target.closest?.("form[data-offline]");
  if (!form || !possible() || form.dataset.plain !== undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
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
  try {
    state.photos = (await blobsOf(state.id)).map((blob) => blob.id);
    const wait = Number(submitter?.dataset.undo ?? form.dataset.undo ?? 0) * 1000;
    await save(recordOf(form, state, collect(form, submitter)), "queued", { wait });
    state.dirty = false;
  } finally {
    state.saving = false;
  }
  told(form, state.id);
  wake();
  after(form, state);
}

function after(form, state) {
  const to = form.dataset.next;
  if (to) return location.assign(to);
  Object.assign(state, { id: newId(), fixing: false, photos: [] });
  form.reset();
  return showPhotos(form, []);
}

export const isDirty = async () => [...open.values()].some((state) => state.dirty) || (await drafts()).length > 0;

export function watch() {
  document.addEventListener("input", typed, true);
  document.addEventListener("change", typed, true);
  document.addEventListener("submit", submitted, true);
  const flush = () => open.forEach((state, form) => keepDraft(form, state));
  document.addEventListener("visibilitychange", flush);
  window.addEventListener("pagehide", flush);
}
