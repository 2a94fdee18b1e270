// What is typed into an office form survives a closed tab: sealed with the key of whoever is signed in where the browser
// holds one, else in this tab only. It is gone when the server has taken it. Forms of the stairwell have the outbox.
import { collect, isTouched, putBack } from "../offline/fields.js";
import { all, drop, getMeta, setMeta } from "../offline/store.js";
import { open, owner, possible, seal, unseal } from "../offline/vault.js";

const SENT = "draft-sent", BEFORE = "draft:", KEPT = 14 * 86_400_000, WAIT = 400, LEAST = 2;
const known = new WeakSet();
let settled = null;
/** Typed and not in the store yet: leaving now would lose it. */
const unsaved = new Set();
const ready = possible() ? open().catch(() => null) : Promise.resolve(null);
const mayKeep = async () => (await ready) && owner() === document.body.dataset.signedIn;

addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());

/** @param {HTMLElement} element a form or a box in one */
export function attach(element) {
  settled ??= settle().then(sweep).catch(() => {});
  const form = element.closest("form");
  if (!form || known.has(form) || !isLong(form)) return;
  known.add(form);
  const state = { name: nameOf(form), first: asSent(form), timer: 0 };
  const first = settled.then(() => restore(form, state)).catch(() => {});
  first.then(() => isTouched(form) && typed(form, state)); // before this script had come
  form.addEventListener("input", () => first.then(() => typed(form, state)));
  form.addEventListener("change", () => first.then(() => typed(form, state)));
  form.addEventListener("submit", () => {
    clearTimeout(state.timer);
    unsaved.delete(form);
    sessionStorage.setItem(SENT, state.name);
  });
  form.addEventListener("answered", ({ target, detail }) => { // a form that htmx sends stays on its page
    if (target !== form) return;
    sessionStorage.removeItem(SENT);
    if (detail > 0 && detail < 400) forget(state.name);
  });
}

function isLong(form) {
  if (form.method !== "post" || form.matches("[data-offline], [data-kept], #marks")) return false;
  if (form.querySelector("[type=password], [type=file]:only-of-type[required]")) return false;
  const boxes = [...form.elements].filter((one) => one.matches("textarea, select, input:not([type=hidden], [type=search], [type=submit], [type=file])"));
  return boxes.length >= LEAST && boxes.some((one) => one.matches("textarea, [type=text], :not([type])"));
}

const nameOf = (form) => `${BEFORE}${document.body.dataset.signedIn}:${location.pathname}:${new URL(form.action).pathname}`;
const said = (form) => JSON.stringify(collect(form));

/** What it says where nobody has touched it. */
function asSent(form) {
  if (!isTouched(form)) return said(form);
  const copy = form.cloneNode(true);
  copy.reset();
  return said(copy);
}

function typed(form, state) {
  unsaved.add(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(async () => {
    try {
      await (said(form) === state.first ? forget(state.name) : keep(state.name, collect(form)));
      unsaved.delete(form);
    } catch (error) {
      console.warn("draft", error);
    }
  }, WAIT);
}

async function keep(name, fields) {
  if (await mayKeep()) return setMeta(name, { at: Date.now(), sealed: await seal(fields) });
  return sessionStorage.setItem(name, JSON.stringify(fields));
}

async function find(name) {
  if (await mayKeep()) {
    const kept = await getMeta(name);
    if (kept) return unseal(kept.sealed);
  }
  return JSON.parse(sessionStorage.getItem(name) ?? "null");
}

async function forget(name) {
  sessionStorage.removeItem(name);
  if (await mayKeep()) await drop("meta", name);
}

/** What the server sent back with its errors is newer than any draft. */
async function restore(form, state) {
  if (form.querySelector(".errs, [aria-invalid]")) return;
  const fields = await find(state.name);
  if (!fields || JSON.stringify(fields) === state.first) return;
  putBack(form, fields);
  for (const box of form.querySelectorAll("textarea")) box.dispatchEvent(new Event("input"));
  const line = document.getElementById("draft-back")?.content.firstElementChild.cloneNode(true);
  if (!line) return;
  line.querySelector("button").addEventListener("click", async () => {
    unsaved.clear();
    await forget(state.name);
    location.reload();
  });
  form.before(line);
}

/** A page after a form was sent: was it taken? Not where we went back or read of errors. */
async function settle() {
  const name = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (!name) return;
  const [step] = performance.getEntriesByType("navigation");
  if (step?.type !== "back_forward" && !document.querySelector(".errs, [aria-invalid]")) await forget(name);
}

async function sweep() {
  if (!(await mayKeep())) return;
  for (const { name, value } of await all("meta")) {
    if (name.startsWith(BEFORE) && value.at < Date.now() - KEPT) await drop("meta", name);
  }
}
