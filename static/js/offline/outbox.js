// The outbox: one row a record, one state a row, one transaction a change.
//   draft → queued → sending → received;  needs fixing → fix;  set aside → parked.

import { announce } from "./bus.js";
import { newId } from "./ids.js";
import { alter, blobsOf, drop, get, keep, ofOwner } from "./store.js";
import { opens, owner, seal, unseal } from "./vault.js";

export const UNSENT = ["queued", "sending", "fix", "parked"];
const LONGEST_WAIT = 300_000;
const KEPT_DAYS = 14;
const born = new Map();

/** Writes a record (and its fresh photos) and reads it back; returns only when it is really there. */
export async function save(record, state, { wait = 0, blobs = [] } = {}) {
  const now = Date.now();
  const { id, kind, version, ...inside } = record;
  const before = await get("records", id);
  if (before && !["draft", "fix", "parked"].includes(before.state)) throw new Error("already on its way");
  const at = state === "draft" ? (before?.at ?? now) : now;
  const sealed = await seal(inside);
  const row = {
    id, kind, version, owner: owner(), state, at, updated: now, next: now + wait, tries: 0, sealed,
    slot: record.slot ?? null, size: sealed.data.byteLength, errors: false,
  };
  if (state === "queued") born.set(id, performance.now());
  await keep([["records", row], ...blobs.map((blob) => ["blobs", blob])]);
  announce("outbox");
  return row;
}

export async function read(row) {
  return { id: row.id, kind: row.kind, version: row.version, ...(await unseal(row.sealed)) };
}

export async function find(id) {
  const row = await get("records", id);
  return row && row.owner === owner() ? row : null;
}

/** Moves a row on, only from the states named: a late answer cannot pull a record back. */
export async function move(id, from, changes) {
  const moved = await alter("records", id, (row) =>
    from.includes(row.state) ? { ...row, ...changes, updated: Date.now() } : null);
  announce("outbox");
  return moved;
}

/** Puts an answer beside the record's own words: what the server said, at which field, its other version. */
export async function mark(id, from, state, said) {
  const row = await find(id);
  if (!row) return null;
  const sealed = await seal({ ...(await unseal(row.sealed)), said });
  return move(id, from, { state, sealed, errors: state === "fix" });
}

/** A person's rows of these states whose key is here: nothing else can be read, sent or replayed. */
async function rows(...states) {
  if (!owner()) return [];
  return (await Promise.all(states.map((state) => ofOwner("records", owner(), state)))).flat().filter(opens);
}

export const unsent = async () => (await rows(...UNSENT)).sort((one, other) => one.at - other.at);

export const received = async () => (await rows("received")).sort((one, other) => other.received - one.received);

export const drafts = () => rows("draft");

/** Not sent and not to be opened, since the key they were sealed with is not here. They stay, and are counted. */
export async function shut() {
  if (!owner()) return [];
  const all = await Promise.all([...UNSENT, "draft"].map((state) => ofOwner("records", owner(), state)));
  return all.flat().filter((row) => !opens(row));
}

/** Due now, oldest first. A clock that jumped back must not make a record wait for days; and what the network failed
 * goes along with the first later record that is due, or a second change of a household would arrive before the first. */
export async function due(now = Date.now()) {
  const queued = await rows("queued");
  const ready = queued.filter((row) => row.next <= now || row.next > now + LONGEST_WAIT + 10_000);
  const newest = Math.max(...ready.map((row) => row.at));
  const overtaken = queued.filter((row) => !ready.includes(row) && row.tries > 0 && !row.suspect && row.at < newest);
  return [...ready, ...overtaken].sort((one, other) => one.at - other.at);
}

export function backoff(tries) {
  const wait = Math.min(LONGEST_WAIT, 2000 * 2 ** Math.min(tries, 8));
  return Math.round(wait * (0.5 + Math.random() / 2));
}

/** Whatever a killed page left in "sending" is simply queued again; nobody else holds it (the caller has the lock). */
export async function requeueOrphans() {
  for (const row of await ofOwner("records", owner(), "sending")) await move(row.id, ["sending"], { state: "queued" });
}

/** Seconds since capture where this page saw it itself: true whatever the clock says. */
export function age(row) {
  return born.has(row.id) ? Math.round((performance.now() - born.get(row.id)) / 1000) : null;
}

/** The undo of the first seconds: only what has not begun to leave. */
export async function undo(id) {
  const gone = await move(id, ["queued"], { state: "undone" });
  if (!gone) return false;
  await remove(id);
  return true;
}

export async function remove(id) {
  for (const blob of await blobsOf(id)) await drop("blobs", blob.id);
  await drop("records", id);
  announce("outbox");
}

/** Changes what the server refused because its id is taken: a new record that names the one before. */
export async function renew(row, fields) {
  const record = await read(row);
  const fresh = { ...record, id: newId(), fields, supersedes: row.id, said: null };
  await save(fresh, "queued");
  await move(row.id, ["fix", "parked"], { state: "received", received: Date.now(), replaced: true });
}

/** All sent copies are offered again: the server was restored from an older day. */
export async function replay() {
  for (const row of await received()) {
    if (!row.replaced) await move(row.id, ["received"], { state: "queued", next: 0, tries: 0 });
  }
  for (const blob of await ofOwner("blobs", owner(), "received")) {
    await alter("blobs", blob.id, (row) => ({ ...row, state: "queued", next: 0, tries: 0 }));
  }
}

/** `now` is the server's clock, so that a phone whose clock leapt ahead keeps its copies. */
export async function purge(now) {
  for (const row of await received()) {
    if (row.received < now - KEPT_DAYS * 86_400_000) await remove(row.id);
  }
}
