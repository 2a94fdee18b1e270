// Sending. One sender among all tabs; each record has its own clock; only a receipt with the record's id and
// the hash of what the server stored lets it go.

import { listen } from "./bus.js";
import { ask, contact, lost, post, signedOut } from "./contact.js";
import { digest } from "./ids.js";
import { age, backoff, due, mark, move, read, requeueOrphans, unsent } from "./outbox.js";
import { sendPhotos } from "./photos.js";
import { recount, report } from "./report.js";
import { getMeta } from "./store.js";
import { owner } from "./vault.js";

const MOST = 20;
const MOST_BYTES = 200_000;
const PATIENCE = 5;
let timer = null;
let again = false;
let running = null;

/** Looks at once; several callers share one run, and whoever came meanwhile gets another look after it. */
export function wake() {
  clearTimeout(timer);
  if (running) {
    again = true;
    return running;
  }
  running = alone(run).catch((error) => console.warn("send", error)).finally(() => {
    running = null;
    schedule(again ? 0 : null);
    again = false;
  });
  return running;
}

async function schedule(wait) {
  if (!owner()) return;
  const rows = (await unsent()).filter((row) => row.state === "queued");
  const soonest = Math.min(...rows.map((row) => row.next - Date.now()), 240_000);
  clearTimeout(timer);
  timer = setTimeout(wake, wait ?? Math.min(300_000, Math.max(500, soonest)));
}

/** Without Web Locks two tabs may send the same record: the server answers both with one receipt. */
async function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request("fullgrid-send", { ifAvailable: true }, (lock) => lock && work());
}

/** What a page left in "sending" when it was closed says so no longer, network or not. */
export const takeBack = () => alone(async () => owner() && requeueOrphans());

async function run() {
  if (!owner()) return;
  await requeueOrphans();
  let sent = false;
  for (let rows = await due(); rows.length; rows = await due()) {
    sent = true;
    if (!(await sendSome(pick(rows)))) break;
  }
  if (sent) await recount();
  if (contact.state !== "none" || !(await due()).length) await sendPhotos();
}

/** A record that made the server stumble travels alone; the others go together. */
function pick(rows) {
  const steady = rows.filter((row) => !row.suspect);
  if (!steady.length) return rows.slice(0, 1);
  let bytes = 0;
  return steady.slice(0, MOST).filter((row, at) => (bytes += row.size) < MOST_BYTES || at === 0);
}

/** Locks the rows, posts them, and believes nothing but receipts. Returns whether to go on. */
async function sendSome(rows) {
  const skew = (await getMeta("contact"))?.skew ?? null;
  const sent = [];
  for (const row of rows) {
    const locked = await move(row.id, ["queued"], { state: "sending" });
    if (locked) sent.push({ row: locked, body: body(await read(locked), locked, skew) });
  }
  const answer = await post("/sync", { records: sent.map(({ body: one }) => one) });
  if (answer?.status === 401 && answer.said?.message) return release(sent, signedOut);
  if ([400, 403, 413, 500].includes(answer?.status) && answer.said?.message) return wait(sent, true);
  if (answer?.status !== 200 || !Array.isArray(answer.said?.results)) return wait(sent, false);
  const results = new Map(answer.said.results.map((one) => [one.id, one]));
  for (const { row, body: one } of sent) await settle(row, one, results.get(row.id));
  return true;
}

function body(record, row, skew) {
  const { id, kind, version, fields, supersedes = null } = record;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  return { id, kind, version, fields, supersedes, captured_at: new Date(row.at).toISOString(), age: age(row), skew, zone };
}

async function settle(row, sent, result) {
  const from = ["sending"];
  if (result?.state === "receipt" && result.hash === (await digest(sent))) {
    const received = Date.parse(result.received_at);
    return move(row.id, from, { state: "received", received, review: Boolean(result.review), suspect: false });
  }
  if (["invalid", "refused", "both"].includes(result?.state)) return mark(row.id, from, "fix", result);
  return stumble(row);
}

async function wait(sent, serverSpoke) {
  for (const { row } of sent) {
    if (serverSpoke) await stumble(row);
    else await move(row.id, ["sending"], { state: "queued", tries: row.tries + 1, next: Date.now() + backoff(row.tries) });
  }
  if (!serverSpoke) lost();
  return serverSpoke;
}

/** After several failures on its own a record is set aside: visible, exportable, never dropped. */
async function stumble(row) {
  const tries = row.tries + 1;
  if (tries >= PATIENCE && row.suspect) return move(row.id, ["sending"], { state: "parked", tries, stumbled: true });
  return move(row.id, ["sending"], { state: "queued", tries, suspect: true, next: Date.now() + backoff(tries) });
}

async function release(sent, tell) {
  for (const { row } of sent) await move(row.id, ["sending"], { state: "queued" });
  tell();
  return false;
}

/** Sends what waits, now and whatever its clock says; for the button and for signing out. */
export async function sendNow(states = ["queued"]) {
  for (const row of await unsent()) {
    if (states.includes(row.state)) await move(row.id, states, { state: "queued", next: 0, tries: 0, suspect: false });
  }
  await ask(await report());
  return wake();
}

/** Takes a record that was set aside up again. */
export async function retry(id) {
  await move(id, ["parked", "fix"], { state: "queued", next: 0, tries: 0, suspect: false, stumbled: false });
  return wake();
}

listen("outbox", () => running || schedule(null));
