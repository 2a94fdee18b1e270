// The one entry. A behaviour is fetched only when the page holds an element that asks for it.
const BEHAVIOURS = [
  ["[data-focus]", "focus"],
  ["[data-snackbar]", "snackbar"],
  ["[data-reveal]", "reveal"],
  ["[data-opens]", "opens"],
  ["[data-autosize]", "autosize"],
  ["[data-dates]", "dates"],
  ["[data-choice]", "choice"],
  ["[data-keys]", "keys"],
  ["[data-cells]", "cells"],
  ["[data-copy]", "copy"],
  ["[data-read]", "read"],
  ["[data-hall]", "hall"],
  ["[data-line]", "line"],
  ["[data-kept]", "kept"],
  ["[data-scan]", "scan"],
  ["form[data-questions]", "questions"],
  ["[data-draw]", "draw"],
  ["[data-passkey]", "passkey"],
  ["[data-list]", "list"],
  ["[data-menu]", "menu"],
  ["[data-pane]", "pane"],
  ["[data-palette]", "palette"],
  ["[data-everywhere]", "everywhere"],
  ["[data-signed-in] form.form:not([data-offline]), [data-signed-in] form.stack:not([data-offline]), [data-signed-in] form:not([data-offline]) textarea", "draft"],
];

/** @type {Map<string, WeakSet<Element>>} */
const awake = new Map();
/** @type {Map<string, (element: Element) => void>} */
const fetched = new Map();

/** @param {string} name @param {Element} element */
function isNew(name, element) {
  const known = awake.get(name) ?? awake.set(name, new WeakSet()).get(name);
  if (known.has(element)) return false;
  known.add(element);
  return true;
}

/** At once when it is here already: between a fresh form and its behaviour there must be no room for an Enter.
 *  @param {string} name @param {Element[]} elements */
async function attachAll(name, elements) {
  if (!fetched.has(name)) fetched.set(name, (await import(`./behaviours/${name}.js`)).attach);
  elements.forEach(fetched.get(name));
}

/** Resolves when every behaviour that this part of the page asks for is attached, or could not be fetched.
 *  @param {Element | Document} root */
export function wake(root) {
  const coming = [];
  for (const form of root.querySelectorAll("form")) form.noValidate = true; // the page's own words, not the browser's bubble
  for (const [selector, name] of BEHAVIOURS) {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.unshift(root);
    const fresh = found.filter((element) => isNew(name, element));
    if (fresh.length) coming.push(attachAll(name, fresh));
  }
  return Promise.allSettled(coming);
}

// A second tap on the same button sends nothing; the server would refuse it as well.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.classList.contains("busy")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (form.method === "post") {
    if (form.matches("[data-sign-out]")) sessionStorage.clear(); // what was typed in this tab is nobody else's
    form.classList.add("busy");
    setTimeout(() => form.classList.remove("busy"), form.matches("[data-local]") ? 700 : 4000);
  }
}, true);
addEventListener("pageshow", () => document.querySelectorAll(".busy").forEach((form) => form.classList.remove("busy")));

// The bar at the bottom grows and shrinks, and what arrives late (a strip, a notice) pushes the page down, perhaps by more
// than a screen at once and in the very frame of the step: what has the focus must not end under the bar, unless
// somebody has moved it out of sight by hand.
let [byHand, stepped, inSight] = [false, false, false];
const isShown = () => {
  const box = document.activeElement?.getBoundingClientRect();
  return Boolean(box) && box.top < innerHeight && box.bottom > 0;
};
for (const move of ["wheel", "touchmove"]) addEventListener(move, () => { byHand = true; }, { passive: true });
addEventListener("keydown", ({ key }) => {
  stepped = key === "Tab"; // the browser brings it into sight, whatever arrives meanwhile
  byHand ||= /^(Page|Home|End|Arrow| )/.test(key);
});
addEventListener("focusin", () => { [byHand, stepped, inSight] = [false, false, stepped || isShown()]; });
addEventListener("scroll", () => { inSight = byHand ? isShown() : inSight || isShown(); }, { passive: true });
const pushed = new ResizeObserver(() => {
  const [focused, foot] = [document.activeElement, document.querySelector(".foot")];
  const bar = foot?.getBoundingClientRect().top ?? 0;
  if (bar < innerHeight / 2) return; // at a desk it is a column at the side
  document.documentElement.style.scrollPaddingBottom = `${Math.max(180, innerHeight - bar + 16)}px`;
  if (!inSight || focused === document.body || foot.contains(focused)) return;
  const box = focused.getBoundingClientRect();
  if (box.bottom > bar && box.height < bar) scrollBy(0, box.bottom - bar + 16);
});
for (const part of [document.body, document.getElementById("main"), document.querySelector(".foot")]) if (part) pushed.observe(part);

/** @param {"server" | "network"} kind */
function tellTrouble(kind) {
  const words = document.getElementById(`trouble-${kind}`);
  if (words instanceof HTMLTemplateElement) document.getElementById("notice")?.replaceChildren(words.content.cloneNode(true));
}

// Every htmx listener of the page frame lives here, for the day htmx renames them.
document.addEventListener("htmx:load", (event) => wake(event.target));
document.addEventListener("htmx:beforeSwap", (event) => {
  // A refusal is said in the notice line; the region that asked keeps what it shows.
  const notice = document.getElementById("notice");
  const { xhr } = event.detail;
  if (!notice || xhr.status < 400 || !xhr.responseText.includes('id="trouble"')) return;
  Object.assign(event.detail, { shouldSwap: true, target: notice, swapOverride: "innerHTML" });
});
document.addEventListener("htmx:beforeRequest", (event) => {
  document.getElementById("notice")?.replaceChildren();
  event.detail.elt.dispatchEvent(new CustomEvent("asked"));
});
document.addEventListener("htmx:afterRequest", (event) => {
  event.target.closest?.("form")?.classList.remove("busy");
  event.detail.requestConfig.elt.dispatchEvent(new CustomEvent("answered", { detail: event.detail.xhr.status })); // gone by now, perhaps
});
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status >= 500 && !event.detail.xhr.responseText.includes('id="trouble"') && tellTrouble("server"));
document.addEventListener("htmx:sendError", () => tellTrouble("network"));

// A form that met a trouble or a sign-in was not taken: its draft stays (behaviours/draft.js).
if (document.querySelector("#trouble") || !("signedIn" in document.body.dataset)) sessionStorage.removeItem("draft-sent");

wake(document).then(() => { document.documentElement.dataset.script = ""; });
