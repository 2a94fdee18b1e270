// The light: green only after every file the pages need and the worker's grid were read back from this phone.

import { announce } from "./bus.js";
import { sha256 } from "./ids.js";
import { proven, pull } from "./household.js";
import { getMeta, setMeta } from "./store.js";
import { owner, possible } from "./vault.js";

/** off: no service worker here · getting · green · stale: something the browser threw away */
export const light = { state: "getting", at: null };

export async function prepare() {
  if (!("serviceWorker" in navigator) || !possible()) return shine("off");
  try {
    if (!navigator.serviceWorker.controller) await handOver();
    const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    await active(registration);
  } catch {
    return shine(navigator.serviceWorker.controller ? "getting" : "off");
  }
  return prove();
}

/** What this page has loaded goes onto a shelf for the worker: nothing comes over the line twice. */
async function handOver() {
  const shelf = await caches.open("fullgrid-page");
  for (const { name } of performance.getEntriesByType("resource")) {
    const { origin, pathname } = new URL(name);
    if (origin !== location.origin || !/^\/(static|sync\/code)\//.test(pathname)) continue;
    await fetch(pathname, { cache: "force-cache" }).then((found) => found.ok && shelf.put(pathname, found)).catch(() => {});
  }
}

/** Reads everything back; refills what is missing when there is a network. */
export async function prove() {
  if (!owner()) return shine("getting");
  await pull().catch(() => false);
  const files = (await filesRead()) || ((await refill()) && (await filesRead()));
  const whole = files && (await proven().catch(() => false));
  if (!whole) return shine((await getMeta(`ready:${owner()}`)) ? "stale" : "getting");
  await setMeta(`ready:${owner()}`, Date.now());
  return shine("green", Date.now());
}

async function filesRead() {
  const name = (await caches.keys()).filter((one) => one.startsWith("fullgrid-")).pop();
  const cache = name && (await caches.open(name));
  const listed = await cache?.match("/sync/manifest");
  if (!listed) return false;
  const manifest = await listed.json();
  for (const file of manifest.files) {
    const found = await cache.match(file.url);
    if (!found || (await sha256(await found.arrayBuffer())) !== file.sha) return false;
  }
  for (const shell of manifest.shells) if (!(await cache.match(shell.url))) return false;
  return true;
}

/** The browser threw files away: the worker fetches its whole list again. */
function refill() {
  return new Promise((done) => {
    const worker = navigator.serviceWorker.controller;
    if (!worker) return done(false);
    const answer = new MessageChannel();
    answer.port1.onmessage = (message) => done(message.data === "refilled");
    worker.postMessage("refill", [answer.port2]);
    setTimeout(() => done(false), 30_000);
  });
}

async function active(registration) {
  const worker = registration.active ?? registration.installing ?? registration.waiting;
  if (registration.active || !worker) return;
  await new Promise((done, fail) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done();
      if (worker.state === "redundant") fail(new Error("not installed"));
    });
  });
}

/** A waiting release takes over only while no form in any tab holds typed words. */
export async function update(isAnyFormDirty) {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.waiting && !(await isAnyFormDirty())) registration.waiting.postMessage("take-over");
}

function shine(state, at = null) {
  Object.assign(light, { state, at });
  announce("ready");
  return light;
}
