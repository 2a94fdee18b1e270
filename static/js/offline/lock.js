// Handed over without a network: until the server has ended the sign-in of whoever left, no page comes from it and
// nothing is sent. The mark stands twice, for the pages in the store and for the worker on its shelf.

import { getMeta, setMeta } from "./store.js";

const SHELF = "leaving-fullgrid";

export const leaving = () => getMeta("leaving");

export async function setLeaving(is) {
  await setMeta("leaving", is);
  if (!globalThis.caches) return;
  if (is) await (await caches.open(SHELF)).put("/sync/leaving", new Response(""));
  else await caches.delete(SHELF);
}
