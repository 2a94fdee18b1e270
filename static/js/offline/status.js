// The words on every page: the pill, the line beside each save button, the light, space left, undo.

import { listen } from "./bus.js";
import { contact } from "./contact.js";
import { drafts, read, received, shut, undo, unsent } from "./outbox.js";
import { light } from "./ready.js";
import { getMeta, space } from "./store.js";
import { owner, possible } from "./vault.js";
import { clock, piece, say, word } from "./words.js";

const FRESH = 300_000;
const TIGHT = 20_000_000;

/** One sentence for where things stand; never ahead of the truth. */
export async function sentence() {
  if (!possible()) return ["off", word("plain_http")];
  if (!owner()) return ["locked", word((await getMeta("owner")) ? "locked" : "starting")];
  const rows = await unsent();
  const waiting = rows.filter((row) => ["queued", "sending"].includes(row.state)).length;
  const stuck = rows.length - waiting;
  const closed = (await shut()).length;
  if (contact.state === "signin") return ["signin", word("sign_in_first", { n: rows.length })];
  if (stuck && !waiting) return ["fix", word("to_fix", { n: stuck })];
  if (contact.state === "asking") return ["asking", ""];
  if (contact.state === "none") return ["none", word(rows.length ? "no_signal_n" : "no_signal", { n: rows.length })];
  if (waiting) return ["sending", word("sending_n", { n: waiting })];
  if (closed) return ["fix", word("shut_n", { n: closed })];
  const last = (await received())[0];
  if (Date.now() - contact.at > FRESH) return ["quiet", word("quiet", { time: clock(contact.at) })];
  return ["sent", last ? word(last.review ? "all_sent_review" : "all_sent", { time: clock(last.received) }) : word("nothing_waiting")];
}

async function show() {
  const [state, words] = await sentence();
  const pill = document.getElementById("send-state");
  if (pill && state !== "asking") {
    pill.hidden = false;
    pill.dataset.is = state;
    pill.classList.toggle("wait", ["none", "sending", "signin", "quiet", "off"].includes(state));
    pill.classList.toggle("bad", state === "fix");
    const place = pill.querySelector("span") ?? pill;
    if (place.textContent !== words) place.textContent = words;
  }
  for (const line of document.querySelectorAll("[data-connection]")) {
    line.hidden = possible() && contact.state !== "none" && state !== "signin";
    line.querySelector("[data-words]").textContent = possible() ? word(state === "signin" ? "sign_in_later" : "off_line") : word("plain_http");
  }
  await showUndo();
  askOnce(state);
}

/** Session over: asked once on a page, in its place; what is written stays and is restored after. */
function askOnce(state) {
  const asked = document.querySelector("[data-ask-signin]");
  if (state !== "signin" || asked) return state !== "signin" && asked?.remove();
  const strip = piece("offline-signin", {});
  strip.querySelector("a").href += `?next=${encodeURIComponent(location.pathname)}`;
  return document.getElementById("notice")?.append(strip);
}

const UNDO = "undo";

/** The record that can be taken back, and the one page where: whoever goes elsewhere has let it go. */
export function undoAt(id, to) {
  sessionStorage.setItem(UNDO, JSON.stringify([id, new URL(to, location).pathname]));
  if (to === location.pathname) show();
}

function undoable() {
  const [id, path] = JSON.parse(sessionStorage.getItem(UNDO) ?? "[]");
  return path === location.pathname ? id : null;
}

/** Six seconds to take back the last one-tap door; the store says whether there is one. */
async function showUndo() {
  const id = undoable();
  const row = id && owner() && (await unsent()).find((one) => one.id === id && one.state === "queued" && one.next > Date.now() && !one.tries);
  const { path, label } = row ? await read(row) : {};
  const old = document.querySelector("[data-undo-bar]"); // looked for last: two calls may be under way
  if (!row || row.next - Date.now() > 10_000) return old?.remove();
  if (old?.dataset.undoBar === row.id) return undefined;
  old?.remove();
  const bar = piece("offline-undo", {});
  bar.dataset.undoBar = row.id;
  say(bar.querySelector("[data-words]"), `${label} · ${word("queued")}`);
  bar.querySelector("button").addEventListener("click", async () => {
    const back = await undo(row.id);
    bar.querySelector("[data-words]").textContent = word(back ? "taken_back" : "too_late");
    if (!back || !(navigator.serviceWorker?.controller || path.split("?")[0] !== location.pathname)) return;
    sessionStorage.setItem(KEPT, "taken_back"); // said where it leads to: nobody can read it on a page that leaves
    location.assign(path);
  });
  (document.getElementById("snack") ?? document.body).append(bar);
  setTimeout(() => bar.remove(), row.next - Date.now());
  return undefined;
}

export const KEPT = "kept";

/** No name in it: what is in the browser's own storage may be read by anybody who holds the phone. */
export function showKept(said = "queued") {
  document.querySelector("[data-kept-bar]")?.remove();
  const bar = piece("offline-undo", {});
  bar.removeAttribute("data-undo-bar");
  bar.dataset.keptBar = "";
  bar.querySelector("button").remove();
  bar.querySelector("[data-words]").textContent = word(said);
  (document.getElementById("snack") ?? document.body).append(bar);
  setTimeout(() => bar.remove(), 5000);
}

async function showLight() {
  for (const place of document.querySelectorAll("[data-ready-off]")) place.hidden = !possible() || light.state !== "off";
  for (const place of document.querySelectorAll("[data-ready]")) {
    place.dataset.is = light.state;
    const words = word(`ready_${light.state}`, { time: light.at ? clock(light.at) : "" });
    (place.querySelector("[data-words]") ?? place).textContent = words;
  }
}

/** Space, age of the oldest, and drafts, for the outbox and the phone's own page. */
export async function facts() {
  const [rows, { left }, open, closed] = [await unsent(), await space(), await drafts(), await shut()];
  const days = rows.length ? Math.floor((Date.now() - rows[0].at) / 86_400_000) : 0;
  return {
    shut: closed.length ? word("shut_why", { n: closed.length }) : "",
    unsent: rows.length, drafts: open.length, old: days >= 2 ? word("old_days", { n: days }) : "",
    tight: left < TIGHT ? word("tight", { n: Math.max(0, Math.floor(left / 50_000)) }) : "",
  };
}

export function watchWords() {
  const said = sessionStorage.getItem(KEPT);
  if (said) showKept(said);
  sessionStorage.removeItem(KEPT);
  if (!undoable()) sessionStorage.removeItem(UNDO);
  for (const topic of ["outbox", "contact", "owner"]) listen(topic, show);
  listen("ready", showLight);
  show();
  showLight();
}
