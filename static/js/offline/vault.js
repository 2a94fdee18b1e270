// Keys: everything stored is sealed with the key of the person who is signed in on this phone.
// The key comes from the server after sign-in, is kept where no script can read it out, and ends with the
// offline allowance. A copy wrapped with the password opens it again without a network.

import { fromBase64 } from "./ids.js";
import { drop, getMeta, setMeta } from "./store.js";
import { announce } from "./bus.js";

const ROUNDS = 310_000;
let held = null;

export const possible = () => Boolean(globalThis.isSecureContext && crypto.subtle && globalThis.indexedDB);

/** The signed-in person's id, or null while locked. */
export const owner = () => held?.owner ?? null;

/** Opens with the key kept on the phone, if its allowance has not run out. */
export async function open() {
  if (!possible()) return null;
  const current = await getMeta("owner");
  const kept = current && (await getMeta(`key:${current}`));
  held = kept && kept.until > Date.now() ? { owner: current, key: kept.key } : null;
  return owner();
}

/** Takes the key the server delivered. Whoever was here before is locked out of this page. */
export async function accept(account, key, hours) {
  const raw = fromBase64(key);
  const usable = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const before = await getMeta("owner");
  if (before && before !== account) await drop("meta", `key:${before}`);
  await setMeta(`key:${account}`, { key: usable, until: Date.now() + hours * 3_600_000 });
  await setMeta("owner", account);
  held = { owner: account, key: usable };
  const wrap = await getMeta("wrap");
  if (wrap && Date.now() - wrap.at < 600_000) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, wrap.key, raw);
    await setMeta(`wrapped:${account}`, { iv, data, salt: wrap.salt });
  }
  if (wrap) await drop("meta", "wrap");
  raw.fill(0);
  if (before !== account) announce("owner");
}

/** Before the sign-in form leaves: a wrapping key from the password, used once when the key arrives. */
export async function prepare(password) {
  if (!possible()) return;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await setMeta("wrap", { key: await wrapping(password, salt), salt, at: Date.now() });
}

/** Opens with the password, without a network, for the person who was last here. */
export async function unlock(password, hours = 12) {
  const account = await getMeta("owner");
  const wrapped = account && (await getMeta(`wrapped:${account}`));
  if (!wrapped) return null;
  try {
    const way = { name: "AES-GCM", iv: wrapped.iv };
    const raw = await crypto.subtle.decrypt(way, await wrapping(password, wrapped.salt), wrapped.data);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    await setMeta(`key:${account}`, { key, until: Date.now() + hours * 3_600_000 });
    held = { owner: account, key };
    return account;
  } catch {
    return null;
  }
}

export async function canUnlock() {
  const account = await getMeta("owner");
  return Boolean(account && (await getMeta(`wrapped:${account}`)));
}

/** Nothing can be read on this phone until its owner signs in (or unlocks) again. */
export async function lock() {
  const account = await getMeta("owner");
  if (account) await drop("meta", `key:${account}`);
  held = null;
  announce("owner");
}

export async function forget(account) {
  for (const name of [`key:${account}`, `wrapped:${account}`]) await drop("meta", name);
  if ((await getMeta("owner")) === account) await drop("meta", "owner");
  if (held?.owner === account) held = null;
}

export const seal = (value) => sealBytes(new TextEncoder().encode(JSON.stringify(value)));

export async function unseal(sealed) {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(sealed)));
}

export async function sealBytes(bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, held.key, bytes) };
}

export async function unsealBytes({ iv, data }) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, held.key, data));
}

async function wrapping(password, salt) {
  const start = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", salt, iterations: ROUNDS, hash: "SHA-256" };
  return crypto.subtle.deriveKey(way, start, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
