// Signing in and out on a phone that others use too.

import { listen } from "./bus.js";
import { contact, device, post, sayLeft } from "./contact.js";
import { remove, received, drafts, shut, unsent } from "./outbox.js";
import { forgetGrid } from "./household.js";
import { leaving, setLeaving } from "./lock.js";
import { lift } from "./mirror.js";
import { report } from "./report.js";
import { sendNow } from "./send.js";
import { getMeta } from "./store.js";
import { owner, lock, forget, prepare, recheck, unlock } from "./vault.js";
import { piece, word } from "./words.js";

/** Sent copies and the grid go; what was not sent stays, unreadable until its owner is back. */
async function wipe(account) {
  for (const row of await received()) await remove(row.id);
  await forgetGrid(account);
}

export async function leave() {
  const account = owner();
  if (account) await wipe(account);
  await lock();
}

let going = false;

/** Also without a network: the phone is shut at once, and the server hears of it as soon as it can be reached. */
async function handOver() {
  going = true;
  await setLeaving(true);
  await leave();
  location.replace((await sayLeft()) ? "/sign-in" : "/me");
}

/** Neither a page from the browser's own memory nor another tab must show who was here before. */
export function watchReturns() {
  addEventListener("pageshow", async ({ persisted }) => persisted && (await leaving()) && location.reload());
  listen("owner", async () => {
    await recheck();
    if (!going && !owner() && (await leaving())) location.replace("/me");
  });
}

/** Marked lost: first everything unsent leaves (what is refused, and drafts, as sealed mirrors), then nothing of this
 *  person remains, and the server ends this phone's sign-in. */
export async function wipeIfLost() {
  if (!contact.hello?.wipe || !owner()) return;
  await sendNow(["queued", "parked"]);
  const account = owner();
  const left = [...(await unsent()), ...(await drafts()), ...(await shut())];
  if ((await unsent()).some((row) => ["queued", "sending"].includes(row.state))) return;
  for (const row of left) await lift(row);
  for (const row of left) await remove(row.id);
  await wipe(account);
  await post("/sync/hello", { nonce: "wiped", device: await device(), wiped: true, ...(await report()) });
  await forget(account);
  location.assign("/sign-in");
}

async function signOut(event) {
  const form = event.target.closest?.("form[data-sign-out]");
  if (!form || !owner()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const waiting = (await unsent()).length;
  if (!waiting) return handOver();
  if (document.querySelector("[data-leaving]")) return undefined;
  const ask = piece("offline-leave", { n: waiting });
  ask.addEventListener("click", async ({ target }) => {
    const way = target.closest("[data-leave]")?.dataset.leave;
    if (!way) return;
    if (way === "send") await sendNow(["queued", "parked"]);
    if (way === "send" && (await unsent()).length) return void (ask.querySelector("p").textContent = word("no_signal_n", { n: (await unsent()).length }));
    await handOver();
  });
  form.before(ask);
  return ask.scrollIntoView({ block: "center" });
}

/** The password makes the key that opens this phone again without a network; it is kept nowhere. */
async function signIn(event) {
  const form = event.target;
  const password = form.action?.endsWith("/sign-in") && form.elements.password?.value;
  if (!password || form.dataset.prepared) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dataset.prepared = "1";
  await prepare(password).catch(() => {});
  form.requestSubmit();
}

async function open(event) {
  const form = event.target.closest?.("form[data-unlock]");
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const before = await getMeta("owner");
  const now = await unlock(form.elements["unlock-word"].value);
  if (now && now !== before) await setLeaving(true); // the server still takes this phone for the one before
  if (now) return location.reload();
  const place = form.querySelector("[data-said]");
  place.textContent = word("unlock_wrong");
  place.hidden = false;
}

export function watchLeaving() {
  for (const ear of [signOut, signIn, open]) document.addEventListener("submit", ear, true);
}
