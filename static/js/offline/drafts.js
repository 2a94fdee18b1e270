// Forms marked data-offline="<kind>" are kept while they are typed and saved to the outbox instead of posted.
// Without scripts, or where nothing can be sealed, they post as any form does.

import { collect, isTouched, putBack, recordOf } from "./fields.js";
import { showErrors } from "./form_errors.js";
import { failed, readOnly, showPhotos } from "./form_words.js";
import { newId } from "./ids.js";
import { drafts, find, read, save } from "./outbox.js";
import { blobsOf } from "./store.js";
import { owner } from "./vault.js";
import { goOn } from "./waiting.js";

/** Which draft each form on this page is. */
export const open = new Map();

/** Gives the form its draft: an older one of the same place is restored, `#fix=<id>` reopens a refused one. */
export function attach(form) {
  if (!owner()) return Promise.resolve();
  const known = open.get(form);
  if (known) return known.ready;
  const slot = `${form.dataset.offline}:${location.pathname}${form.dataset.slot ?? ""}`;
  const state = { id: newId(), slot, dirty: false, mine: false, timer: null };
  open.set(form, state);
  state.ready = navigator.locks ? claim(form, state) : begin(form, state);
  return state.ready;
}

/** One writer a place: the lock is held until this page is gone. */
function claim(form, state) {
  return new Promise((settled, failed) => {
    navigator.locks.request(`fullgrid-draft-${state.slot}`, { ifAvailable: true }, async (lock) => {
      if (!lock) {
        readOnly(form, true);
        queueUp(form, state);
        return settled();
      }
      await begin(form, state).then(settled, failed);
      return new Promise(() => {});
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
  try {
    await (row ? restore(form, state, row) : goOn(form));
  } finally {
    state.mine = true;
    form.dataset.open = "";
    meanwhile(form, state);
  }
}

async function restore(form, state, row) {
  const record = await read(row);
  Object.assign(state, { id: row.id, fixing: row.state !== "draft" });
  putBack(form, record.fields);
  showPhotos(form, await blobsOf(row.id));
  if (record.said) showErrors(form, record.said);
}

/** What was typed and which photos were chosen before this form was open. */
function meanwhile(form, state) {
  if (isTouched(form)) soon(form, state);
  for (const input of form.querySelectorAll("input[type=file]")) if (input.files.length) input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A draft came back from the server after its form was opened: shown where nothing was typed meanwhile. */
export async function reopen() {
  for (const [form, state] of open) if (state.mine && !state.dirty && !(await find(state.id))) await begin(form, state);
}

async function earlier(form, slot) {
  const fix = new URLSearchParams(location.hash.slice(1)).get("fix");
  const row = fix && (await find(fix));
  if (row && ["fix", "parked"].includes(row.state) && row.kind === form.dataset.offline) return row;
  const mine = (await drafts()).filter((one) => one.slot === slot);
  return mine.sort((one, other) => other.updated - one.updated)[0] ?? null;
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
  if (event.target.type !== "file") soon(form, state);
}

function soon(form, state) {
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(keepDraft, 300, form, state);
}

export const isDirty = async () => [...open.values()].some((state) => state.dirty) || (await drafts()).length > 0;

export function watch() {
  document.addEventListener("input", typed, true);
  document.addEventListener("change", typed, true);
  const flush = () => open.forEach((state, form) => keepDraft(form, state));
  document.addEventListener("visibilitychange", flush);
  window.addEventListener("pagehide", flush);
}
