// Keys: everything stored is sealed with a key of the person who is signed in on this phone, and names it.
// The keys come from the server after sign-in (one is current, older ones still open), are kept where no script can
// read them out, and end with the offline allowance. A copy wrapped with the password opens them without a network.

import { fromBase64 } from "./ids.js";
import { all, drop, getMeta, setMeta } from "./store.js";
import { announce } from "./bus.js";

const ROUNDS = 310_000;
let held = null;

export const possible = () => Boolean(globalThis.isSecureContext && crypto.subtle && globalThis.indexedDB);

/** The signed-in person's id, or null while locked. */
export const owner = () => held?.owner ?? null;

/** Opens with the keys kept on the phone, if their allowance has not run out. */
export async function open() {
  if (!possible()) return null;
  const current = await getMeta("owner");
  const kept = current && (await getMeta(`key:${current}`));
  held = kept?.keys && kept.until > Date.now() ? { owner: current, ...kept } : null;
  return owner();
}

/** Takes the keys the server delivered; one it has no longer still opens here. Whoever was here before is locked out. */
export async function accept(account, keys, hours) {
  const before = await getMeta("owner");
  const earlier = (await getMeta(`key:${account}`)) ?? {};
  if (before && before !== account) await drop("meta", `key:${before}`);
  await hold(account, keys, hours, earlier.keys);
  const wrap = await getMeta("wrap");
  if (wrap && Date.now() - wrap.at < 600_000) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, wrap.key, bytesOf(keys));
    await setMeta(`wrapped:${account}`, { iv, data, salt: wrap.salt });
  }
  if (wrap) await drop("meta", "wrap");
  if (before !== account) announce("owner");
}

async function hold(account, { current, all }, hours, earlier = {}) {
  const keys = { ...earlier };
  for (const [name, text] of Object.entries(all)) {
    keys[name] = await crypto.subtle.importKey("raw", fromBase64(text), "AES-GCM", false, ["encrypt", "decrypt"]);
  }
  await setMeta(`key:${account}`, { keys, current, until: Date.now() + hours * 3_600_000 });
  await setMeta("owner", account);
  held = { owner: account, keys, current };
}

/** Before the sign-in form leaves: a wrapping key from the password, used once when the key arrives. */
export async function prepare(password) {
  if (!possible()) return;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await setMeta("wrap", { key: await wrapping(password, salt), salt, at: Date.now() });
}

const WRAPPED = "wrapped:";
const wrappings = async () => (await all("meta")).filter(({ name, value }) => name.startsWith(WRAPPED) && value);

/** Opens with the password, without a network, for whoever has signed in on this phone before. */
export async function unlock(password, hours = 12) {
  for (const { name, value } of await wrappings()) {
    try {
      const way = { name: "AES-GCM", iv: value.iv };
      const raw = await crypto.subtle.decrypt(way, await wrapping(password, value.salt), value.data);
      await hold(name.slice(WRAPPED.length), JSON.parse(new TextDecoder().decode(raw)), hours);
      return owner();
    } catch {
      continue; // somebody else's
    }
  }
  return null;
}

export const canUnlock = async () => (await wrappings()).length > 0;

/** Nothing can be read on this phone until its owner signs in (or unlocks) again. */
export async function lock() {
  const account = await getMeta("owner");
  if (account) await drop("meta", `key:${account}`);
  held = null;
  announce("owner");
}

/** Another tab locked the phone: this one forgets its key too. */
export async function recheck() {
  const current = await getMeta("owner");
  if (held && !(current && (await getMeta(`key:${current}`)))) held = null;
}

export async function forget(account) {
  for (const name of [`key:${account}`, `wrapped:${account}`]) await drop("meta", name);
  if ((await getMeta("owner")) === account) await drop("meta", "owner");
  if (held?.owner === account) held = null;
}

const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value));

export const seal = (value) => sealBytes(bytesOf(value));

export async function unseal(sealed) {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(sealed)));
}

/** Whether the key it was sealed with is here: what is not stays on the phone as it is. */
export const opens = ({ sealed }) => Boolean(held && sealed?.v in held.keys);

export async function sealBytes(bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const v = held.current;
  return { v, iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, held.keys[v], bytes) };
}

export async function unsealBytes({ v, iv, data }) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, held.keys[v], data));
}

async function wrapping(password, salt) {
  const start = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", salt, iterations: ROUNDS, hash: "SHA-256" };
  return crypto.subtle.deriveKey(way, start, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
