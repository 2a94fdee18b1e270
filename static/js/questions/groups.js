// Groups of a repeat: copied from the empty one the server wrote, numbered, taken away again.

const NAMED = ["name", "id", "for", "value", "data-q", "data-groups", "data-add", "data-drop", "data-answer", "aria-describedby"];
const KEY = /\b([qc]\d+)((?:_\d+)+)/g;

/** Every key inside `part` gets the numbers `tail` in front of what stands deeper. */
function renumber(part, tail) {
  const change = (said) => said.replace(KEY, (whole, head, own) => {
    const deep = own.split("_").slice(1);
    return deep.length < tail.length ? whole : [head, ...tail, ...deep.slice(tail.length)].join("_");
  });
  for (const element of [part, ...part.querySelectorAll("*")]) {
    for (const name of NAMED) {
      const said = name === "value" && !element.matches("[data-add], [data-drop]") ? null : element.getAttribute(name);
      if (said) element.setAttribute(name, change(said));
    }
  }
  const place = part.querySelector(":scope > legend [data-place]");
  if (place) place.textContent = tail.at(-1);
}

const groupsOf = (form, key) => form.querySelector(`[data-groups="${CSS.escape(key)}"]`);
const inside = (box) => [...box.children].filter((part) => part.dataset.q);

function recount(form, box, key) {
  const field = form.elements[`c${key.slice(1)}`];
  if (field) field.value = inside(box).length;
}

/** Adds one group; returns the keys that are new. */
export function addGroup(form, key) {
  const box = groupsOf(form, key);
  const spare = form.querySelector(`template[data-spare="${key.split("_")[0]}"]`);
  if (!box || !spare) return [];
  const part = spare.content.firstElementChild.cloneNode(true);
  const here = inside(box);
  renumber(part, [...key.split("_").slice(1), String(here.length + 1)]);
  if (here.length) here.at(-1).after(part);
  else box.prepend(part);
  recount(form, box, key);
  return [...part.querySelectorAll("[name]")].map((field) => field.name).filter((name) => name.startsWith("q"));
}

/** Takes one away; those after it move up. */
export function dropGroup(form, key) {
  const base = key.slice(0, key.lastIndexOf("_"));
  const box = groupsOf(form, base);
  form.querySelector(`[data-q="${CSS.escape(key)}"]`)?.remove();
  if (!box) return;
  inside(box).forEach((part, at) => renumber(part, [...base.split("_").slice(1), String(at + 1)]));
  recount(form, box, base);
}

/** Groups that an expression counts: as many on the page as it says. True when something changed. */
export function regroup(form, filling) {
  let changed = false;
  for (const [key, count] of Object.entries(filling.counts)) changed = setGroups(form, key, count) || changed;
  return changed;
}

/** As many groups as asked for, by what stands there, not by what the field says. True when something changed. */
export function setGroups(form, key, count) {
  const box = groupsOf(form, key);
  const before = box ? inside(box).length : count;
  for (let have = before; have < count; have += 1) addGroup(form, key);
  if (before > count) {
    for (const part of inside(box).slice(count)) part.remove();
    recount(form, box, key);
  }
  return before !== count;
}
