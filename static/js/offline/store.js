// The phone's own database: opening, upgrades that only add, writes that are read back.

import { openDB } from "../../vendor/idb-8.0.4.js";
import { announce } from "./bus.js";

const NAME = "fullgrid";
const VERSION = 1;
let opening = null;

export class NotKept extends Error {
  constructor() {
    super("read back differs");
    this.name = "NotKept";
  }
}

function open() {
  opening ??= openDB(NAME, VERSION, {
    upgrade(base, old) {
      if (old < 1) {
        const records = base.createObjectStore("records", { keyPath: "id" });
        records.createIndex("owner", ["owner", "state"]);
        const blobs = base.createObjectStore("blobs", { keyPath: "id" });
        blobs.createIndex("record", "record");
        blobs.createIndex("owner", ["owner", "state"]);
        base.createObjectStore("grid", { keyPath: ["owner", "id"] });
        base.createObjectStore("meta", { keyPath: "name" });
      }
    },
    blocked: () => announce("store-blocked"),
    blocking(_current, _wanted, event) {
      event.target.close();
      opening = null;
    },
    terminated() {
      opening = null;
    },
  }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** A connection that the browser closed behind our back is opened once more. */
async function within(work) {
  try {
    return await work(await open());
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error;
    opening = null;
    return work(await open());
  }
}

/** Writes rows of several stores in one transaction on disk, then reads every one back. */
export async function keep(rows) {
  await within(async (base) => {
    const names = [...new Set(rows.map(([name]) => name))];
    const writing = base.transaction(names, "readwrite", { durability: "strict" });
    for (const [name, row] of rows) writing.objectStore(name).put(row).catch(() => {});
    await writing.done;
    for (const [name, row] of rows) {
      const found = await base.get(name, keyOf(name, row));
      if (!found || !same(found, row)) throw new NotKept();
    }
  });
}

/** Reads and changes one row in one transaction; `change` gets the row and returns the new one, or null. */
export async function alter(name, key, change) {
  return within(async (base) => {
    const writing = base.transaction(name, "readwrite", { durability: "strict" });
    const row = await writing.store.get(key);
    const next = row ? change(row) : null;
    if (next) writing.store.put(next).catch(() => {});
    await writing.done;
    return next;
  });
}

export const get = (name, key) => within((base) => base.get(name, key));
export const all = (name) => within((base) => base.getAll(name));
export const drop = (name, key) => within((base) => base.delete(name, key));

export function ofOwner(name, owner, state) {
  const range = state ? IDBKeyRange.only([owner, state]) : IDBKeyRange.bound([owner, ""], [owner, "\uffff"]);
  return within((base) => base.getAllFromIndex(name, "owner", range));
}

export const blobsOf = (record) => within((base) => base.getAllFromIndex("blobs", "record", record));

export async function grid(owner) {
  return within((base) => base.getAll("grid", IDBKeyRange.bound([owner, ""], [owner, "\uffff"])));
}

/** Replaces what changed of the grid and forgets what was taken away, all or nothing. */
export async function keepGrid(owner, rows, gone) {
  await within(async (base) => {
    const writing = base.transaction("grid", "readwrite", { durability: "strict" });
    for (const id of gone) writing.store.delete([owner, id]).catch(() => {});
    for (const row of rows) writing.store.put(row).catch(() => {});
    await writing.done;
  });
}

export async function getMeta(name) {
  return (await get("meta", name))?.value;
}

export async function setMeta(name, value) {
  await within((base) => base.put("meta", { name, value }));
}

export async function space() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return { usage, left: Math.max(0, quota - usage) };
}

function keyOf(name, row) {
  if (name === "grid") return [row.owner, row.id];
  return name === "meta" ? row.name : row.id;
}

function same(found, row) {
  if (found.state !== row.state || found.updated !== row.updated) return false;
  const [mine, theirs] = [row.sealed, found.sealed];
  if (!mine || !theirs) return mine === theirs;
  const [left, right] = [new Uint8Array(mine.data), new Uint8Array(theirs.data)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
