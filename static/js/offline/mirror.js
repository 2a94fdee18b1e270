// While there is signal the sealed draft goes up too: a store that the browser threw away then costs minutes.

import { contact } from "./contact.js";
import { fromBase64, toBase64 } from "./ids.js";
import { drafts } from "./outbox.js";
import { get, keep } from "./store.js";
import { owner } from "./vault.js";

const sentAt = new Map();

/** Each draft at most every ten seconds, and only when it changed. */
export async function mirror() {
  if (contact.state !== "online" || !owner()) return;
  for (const row of await drafts()) {
    if (sentAt.get(row.id) >= row.updated) continue;
    sentAt.set(row.id, row.updated);
    await lift(row).catch(() => sentAt.delete(row.id));
  }
}

/** One record goes up as it lies here, sealed; on its owner's next phone it is a draft again. */
export async function lift({ id, kind, version, slot, at, updated, sealed: { v, iv, data } }) {
  const body = JSON.stringify({ id, kind, version, slot, at, updated, v, iv: toBase64(iv), data: toBase64(new Uint8Array(data)) });
  const answer = await send(id, body);
  if (!answer.ok) throw new Error(`mirror ${answer.status}`);
}

export const unmirror = (id) => send(id, "").catch(() => {});

function send(id, body) {
  return fetch(`/sync/mirrors/${id}`, { method: "POST", body, headers: { "Content-Type": "text/plain" }, redirect: "error" });
}

/** Drafts the server remembers and this phone does not. Returns whether there were any. */
export async function restoreMirrors() {
  const missing = [];
  for (const id of contact.hello?.mirrors ?? []) if (!(await get("records", id))) missing.push(id);
  if (!missing.length) return false;
  const answer = await fetch("/sync/mirrors", { headers: { Accept: "application/json" }, redirect: "error" });
  const { mirrors } = await answer.json();
  for (const { id, sealed } of mirrors) {
    if (!missing.includes(id)) continue;
    const { v, iv, data, ...row } = JSON.parse(sealed);
    const bytes = fromBase64(data);
    const sealedRow = { v, iv: fromBase64(iv), data: bytes.buffer };
    await keep([["records", { ...row, owner: owner(), state: "draft", next: 0, tries: 0, size: bytes.length, errors: false, sealed: sealedRow }]]);
  }
  return true;
}
