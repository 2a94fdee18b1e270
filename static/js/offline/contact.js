// Is there a network? Only our own ping, answered with the nonce we sent, counts as one.

import { announce } from "./bus.js";
import { endedVersion, keepEnded } from "./ended.js";
import { hex, newId } from "./ids.js";
import { leaving, setLeaving } from "./lock.js";
import { getMeta, setMeta } from "./store.js";
import { accept, owner, possible } from "./vault.js";

/** asking: not known yet · none: no answer of ours · signin: reached, session over · online */
export const contact = { state: navigator.onLine ? "asking" : "none", at: 0, hello: null, told: null };
const PATIENCE = 1500;
let asking = null;

/** A first answer that is late is none, for what the page says. */
setTimeout(() => contact.state === "asking" && lost(), PATIENCE);

/** `report` is what the supervisor may know of this phone: counts and ages, never places. */
export function ask(report = {}) {
  asking ??= hello(report).finally(() => {
    asking = null;
  });
  return asking;
}

/** Ends the sign-in of whoever left; only our own answer counts as done. */
export async function sayLeft() {
  if ((await post("/sync/leave", {}, 8000))?.said?.left !== true) return false;
  await setLeaving(false);
  return true;
}

async function hello(report) {
  if (possible() && (await leaving()) && !(await sayLeft())) {
    lost();
    return contact;
  }
  const nonce = hex(crypto.getRandomValues(new Uint8Array(8)));
  const body = { nonce, device: await device(), owner: owner(), ended: endedVersion(), ...report };
  const answer = await post("/sync/hello", body, 8000);
  const ours = answer?.said?.nonce === nonce;
  if (ours && answer.status === 200) await greeted(answer.said, report.unsent ?? null);
  else contact.state = ours && answer.status === 401 ? "signin" : "none";
  announce("contact");
  return contact;
}

async function greeted(said, told) {
  Object.assign(contact, { state: "online", at: Date.now(), hello: said, told });
  if (!possible()) return;
  keepEnded(said.ended);
  await accept(said.account, said.keys, said.hours);
  await setMeta("contact", { at: contact.at, skew: said.time - contact.at });
}

export function lost() {
  contact.state = "none";
  announce("contact");
}

export function signedOut() {
  contact.state = "signin";
  announce("contact");
}

export async function device() {
  if (!possible()) return newId();
  const known = await getMeta("device");
  if (known) return known;
  const fresh = newId();
  await setMeta("device", fresh);
  return fresh;
}

/** Posts JSON and reads JSON within a limit. Anything else (a portal's page, half an answer) is null. */
export async function post(path, body, limit = 20_000) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), limit);
  try {
    const answer = await fetch(path, {
      method: "POST", body: JSON.stringify(body), signal: ending.signal, redirect: "error", cache: "no-store",
      headers: { "Content-Type": "application/json", Accept: "application/json" }, credentials: "same-origin",
    });
    const text = await answer.text();
    try {
      return { status: answer.status, said: JSON.parse(text) };
    } catch {
      return { status: answer.status, said: null };
    }
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
