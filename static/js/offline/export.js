// The queue as a file: sealed with the owner's key, which only the server and this phone's owner hold.

import { device } from "./contact.js";
import { toBase64 } from "./ids.js";
import { age, read, unsent } from "./outbox.js";
import { blobsOf } from "./store.js";
import { owner, seal, unsealBytes } from "./vault.js";

/** Offers a file that the office computer or a colleague's phone can hand in; twice is once. */
export async function exportQueue() {
  const records = [];
  for (const row of await unsent()) {
    const { id, kind, version, fields, supersedes = null } = await read(row);
    const photos = [];
    for (const blob of await blobsOf(row.id)) photos.push({ id: blob.id, data: toBase64(await unsealBytes(blob.sealed)) });
    records.push({ id, kind, version, fields, supersedes, photos, captured_at: new Date(row.at).toISOString(), age: age(row) });
  }
  const sealed = await seal({ records });
  const file = {
    format: "fullgrid-queue-1", account: owner(), device: await device(), count: records.length, key: sealed.v,
    iv: toBase64(sealed.iv), data: toBase64(new Uint8Array(sealed.data)),
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
  link.download = `fullgrid-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, "")}-${records.length}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
