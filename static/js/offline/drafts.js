// Forms marked data-offline="<kind>" are kept while they are typed and saved to the outbox instead of posted.
// Without scripts, or where nothing can be sealed, they post as any form does.

import { collect, putBack, recordOf } from "./fields.js";
import { failed, readOnly, showErrors, showPhotos } from "./form_words.js";
import { newId } from "./ids.js";
import { drafts, find, read, save } from "./outbox.js";
import { blobsOf } from "./store.js";
import { owner } from "./vault.js";

/** Which draft each form on this page is. */
export const open = new Map();

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
  if (event.target.type === "file") return;
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
