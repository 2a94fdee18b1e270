// The words on every page: the pill, the line beside each save button, the light, space left, undo.

import { listen } from "./bus.js";
import { contact } from "./contact.js";
import { drafts, received, undo, unsent } from "./outbox.js";
import { light } from "./ready.js";
import { getMeta, space } from "./store.js";
import { owner, possible } from "./vault.js";
import { clock, piece, word } from "./words.js";

const FRESH = 300_000;
const TIGHT = 20_000_000;

/** One sentence for where things stand; never ahead of the truth. */
export async function sentence() {
  if (!possible()) return ["off", word("plain_http")];
  if (!owner()) return ["locked", word((await getMeta("owner")) ? "locked" : "starting")];
  const rows = await unsent();
  const waiting = rows.filter((row) => ["queued", "sending"].includes(row.state)).length;
  const stuck = rows.length - waiting;
  if (contact.state === "signin") return ["signin", word("sign_in_first", { n: rows.length })];
  if (stuck && !waiting) return ["fix", word("to_fix", { n: stuck })];
  if (contact.state === "none") return ["none", word(rows.length ? "no_signal_n" : "no_signal", { n: rows.length })];
  if (waiting) return ["sending", word("sending_n", { n: waiting })];
  const last = (await received())[0];
  if (Date.now() - contact.at > FRESH) return ["quiet", word("quiet", { time: clock(contact.at) })];
  return ["sent", last ? word("all_sent", { time: clock(last.received) }) : word("nothing_waiting")];
}

async function show() {
  const [state, words] = await sentence();
  const pill = document.getElementById("send-state");
  if (pill) {
    pill.dataset.is = state;
    const place = pill.querySelector("[data-words]") ?? pill;
    if (place.textContent !== words) place.textContent = words;
  }
  for (const line of document.querySelectorAll("[data-connection]")) {
    const off = contact.state === "none" && possible();
    line.hidden = !off && state !== "signin" && possible();
    line.textContent = possible() ? word(state === "signin" ? "sign_in_later" : "off_line") : word("plain_http");
  }
  await showUndo();
}

/** Six seconds to take back the last one-tap door; the store says whether there is one. */
async function showUndo() {
  const old = document.querySelector("[data-undo-bar]");
  const row = owner() && (await unsent()).filter((one) => one.state === "queued" && one.next > Date.now() && !one.tries).pop();
  if (!row || row.next - Date.now() > 10_000) return old?.remove();
  if (old?.dataset.undoBar === row.id) return undefined;
  old?.remove();
  const bar = piece("offline-undo", {});
  bar.dataset.undoBar = row.id;
  bar.querySelector("button").addEventListener("click", async () => {
    const back = await undo(row.id);
    bar.querySelector("[data-words]").textContent = word(back ? "taken_back" : "too_late");
    if (back) document.dispatchEvent(new CustomEvent("visit-undone", { detail: row.id }));
  });
  document.body.append(bar);
  setTimeout(() => bar.remove(), row.next - Date.now());
  return undefined;
}

async function showLight() {
  for (const place of document.querySelectorAll("[data-ready]")) {
    place.dataset.is = light.state;
    const words = word(`ready_${light.state}`, { time: light.at ? clock(light.at) : "" });
    (place.querySelector("[data-words]") ?? place).textContent = words;
  }
}

/** Space, age of the oldest, and drafts, for the outbox and the phone's own page. */
export async function facts() {
  const [rows, { left }, open] = [await unsent(), await space(), await drafts()];
  const days = rows.length ? Math.floor((Date.now() - rows[0].at) / 86_400_000) : 0;
  return {
    unsent: rows.length, drafts: open.length, old: days >= 2 ? word("old_days", { n: days }) : "",
    tight: left < TIGHT ? word("tight", { n: Math.max(0, Math.floor(left / 50_000)) }) : "",
  };
}

export function watchWords() {
  for (const topic of ["outbox", "contact", "owner"]) listen(topic, show);
  listen("ready", showLight);
  show();
  showLight();
}
