// Wakes the rooms in their order: the key, the forms, the words, the network, the light.

import { listen } from "./bus.js";
import { ask, contact } from "./contact.js";
import { attach, isDirty, reopen, watch } from "./drafts.js";
import { watchLeaving, watchReturns, wipeIfLost } from "./leave.js";
import { leaving } from "./lock.js";
import { mirror, restoreMirrors } from "./mirror.js";
import { purge, received, replay } from "./outbox.js";
import { watchOutbox } from "./outbox_page.js";
import { showPage } from "./pages.js";
import { prepare, prove, update } from "./ready.js";
import { watchSaving } from "./saving.js";
import { report } from "./report.js";
import { takeBack, wake } from "./send.js";
import { watchWords } from "./status.js";
import { getMeta, setMeta } from "./store.js";
import { canUnlock, open, owner, possible } from "./vault.js";
import { piece } from "./words.js";

const EVERY = 240_000;

/** A page that has just heard from the server need not ask again because it came into view. */
const stale = () => contact.state !== "online" || Date.now() - contact.at > 10_000;

async function forms() {
  for (const form of document.querySelectorAll("form[data-offline]")) await attach(form);
}

let touching = null;

/** Once at a time: the page begins and comes into view together, and a lost phone must not wipe itself twice at once. */
function touch() {
  touching ??= greet().catch((error) => console.warn("hello", error)).finally(() => {
    touching = null;
  });
  return touching;
}

/** Says hello, and does what the answer asks for. */
async function greet() {
  const last = owner() ? (await received())[0]?.id : null;
  await ask({ ...(owner() ? await report() : {}), last });
  if (contact.state !== "online") return offline();
  const { epoch, known, time, name } = contact.hello;
  if (owner()) await setMeta(`name:${owner()}`, name);
  const before = await getMeta(`epoch:${owner()}`);
  await setMeta(`epoch:${owner()}`, epoch);
  if ((before && before !== epoch) || !known) await replay();
  await purge(time);
  const restored = await restoreMirrors().catch(() => false);
  await wipeIfLost();
  await forms();
  if (restored) await reopen();
  return wake();
}

async function offline() {
  await takeBack();
  return askToUnlock();
}

async function askToUnlock() {
  if (owner() || contact.state === "signin" || document.querySelector("[data-unlock]")) return;
  if (await canUnlock()) document.getElementById("notice")?.append(piece("offline-unlock", {}));
}

async function begin() {
  if (!document.getElementById("offline-said")) return;
  const left = await leaving();
  await open();
  await takeBack();
  await showPage();
  await forms();
  watchWords();
  watchOutbox();
  await touch();
  if (left && !(await leaving()) && !owner()) return location.replace("/sign-in");
  if (!document.querySelector("[data-shell]")) await showPage();
  await prepare();
  await update(isDirty);
}

watchLeaving();
if (possible()) {
  watch();
  watchSaving();
  watchReturns();
  navigator.storage?.persist?.().catch(() => {});
  for (const name of ["focus", "pageshow"]) window.addEventListener(name, () => owner() && stale() && touch());
  window.addEventListener("online", () => owner() && touch());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stale() && touch());
  setInterval(() => document.visibilityState === "visible" && touch(), EVERY);
  setInterval(mirror, 10_000);
  listen("contact", () => contact.state === "online" && wake());
  listen("update", prove);
}
begin().catch((error) => console.warn("offline", error));
