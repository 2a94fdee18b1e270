// Photos: made small on the phone, kept sealed, sent after the words in pieces that carry their own hash.

import { announce } from "./bus.js";
import { newId, sha256, toBase64 } from "./ids.js";
import { backoff } from "./outbox.js";
import { alter, get, ofOwner } from "./store.js";
import { opens, owner, sealBytes, unsealBytes } from "./vault.js";

const LONGEST = 1600;
const ENOUGH = 200_000;
const PIECE = 128 * 1024;
const PATIENCE = 20_000;

/** Upright, at most 1,600 px, about 200 KB, without EXIF and place: only pixels go through a canvas. */
export async function shrink(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  let blob = null;
  for (const quality of [0.82, 0.7, 0.58, 0.46]) {
    blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob.size <= ENOUGH) break;
  }
  return blob;
}

/** A sealed row for the blobs store, to be kept in the same transaction as the record that names it. */
export async function blobRow(file, record) {
  const bytes = new Uint8Array(await (await shrink(file)).arrayBuffer());
  const now = Date.now();
  return {
    id: newId(), record, owner: owner(), state: "queued", sealed: await sealBytes(bytes), sha: await sha256(bytes),
    size: bytes.length, offset: 0, tries: 0, next: 0, updated: now, at: now,
  };
}

export async function picture(id) {
  const row = await get("blobs", id);
  return row && row.owner === owner() && opens(row) ? new Blob([await unsealBytes(row.sealed)], { type: "image/jpeg" }) : null;
}

/** Sends the photos whose words have arrived; one that fails waits by its own clock. */
export async function sendPhotos() {
  for (const row of await ofOwner("blobs", owner(), "queued")) {
    if (!opens(row)) continue;
    const record = await get("records", row.record);
    if (record && record.state !== "received") continue;
    if (row.next > Date.now() && row.next < Date.now() + 310_000) continue;
    const ending = await sendOne(row);
    await alter("blobs", row.id, (now) => ({ ...now, ...ending, updated: Date.now() }));
    announce("outbox");
    if (ending.state === "queued" && ending.silent) return;
  }
}

async function sendOne(row) {
  const bytes = await unsealBytes(row.sealed);
  let at = await askOffset(row);
  if (at?.refused) return { state: "refused", why: at.why };
  while (at !== null && !at.done) {
    if (at.offset >= row.size && at.offset > 0) return { state: "refused", why: "size" };
    at = await sendPiece(row, bytes, at.offset);
    if (at?.refused) return { state: "refused", why: at.why };
    if (at) await alter("blobs", row.id, (now) => ({ ...now, offset: at.offset }));
    announce("outbox");
  }
  if (at?.done && at.sha === row.sha) return { state: "received", offset: row.size };
  return { state: "queued", silent: at === null, tries: row.tries + 1, next: Date.now() + backoff(row.tries) };
}

const askOffset = (row) => talk(row, { method: "GET" }, `?size=${row.size}`);

async function sendPiece(row, bytes, offset) {
  const piece = bytes.slice(offset, offset + PIECE);
  const sum = toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", piece)));
  return talk(row, {
    method: "POST", body: piece,
    headers: {
      "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset),
      "Upload-Length": String(row.size), "Upload-Checksum": `sha256 ${sum}`,
    },
  });
}

/** {offset, done, sha} as the server sees it, {refused, why} by rule, or null for silence. */
async function talk(row, request, query = "") {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE);
  try {
    const answer = await fetch(`/photos/${row.id}/bytes${query}`, {
      ...request, signal: ending.signal, redirect: "error", cache: "no-store", credentials: "same-origin",
      headers: { Accept: "application/json", ...request.headers },
    });
    const said = await answer.json();
    if (answer.status === 422 || answer.status === 413) return { refused: true, why: said.message };
    if (typeof said.offset !== "number" || said.id !== row.id) return null;
    return { offset: said.offset, done: said.done, sha: said.sha };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
