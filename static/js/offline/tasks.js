// Tasks on this phone: which ride on a door, and the sheet of each, written by the server and kept sealed.

import { household } from "./household.js";
import { newId } from "./ids.js";
import { read, received, unsent } from "./outbox.js";
import { getMeta } from "./store.js";
import { owner, unseal } from "./vault.js";
import { fill } from "./words.js";

export async function carried() {
  const kept = owner() && (await getMeta(`tasks:${owner()}`));
  return kept ? unseal(kept.sealed) : { tasks: [], sheets: {} };
}

/** One task at one door, on one version of its form: an order that changed asks again, for what is new. */
const asking = (task, home, form) => `${task ?? ""} ${home ?? ""} ${form ?? ""}`;

/** What was answered here and when, whether or not it has arrived. */
async function answered() {
  const rows = [...(await unsent()), ...(await received())].filter((row) => row.kind === "task_answer");
  const told = await Promise.all(rows.map(read));
  const known = new Map();
  told.forEach(({ fields }, n) => {
    const key = asking(fields.task_id?.[0], fields.household_id?.[0], fields.form_id?.[0]);
    known.set(key, Math.max(known.get(key) ?? 0, rows[n].at));
  });
  return (task, home) => (known.get(asking(task.id, home, task.form_id)) ?? -1) >= (task.again?.at ?? 0);
}

/** Doors that are left, and doors that answered an older form: those are done, but asked for what is new when one is there. */
export async function tasksAt(home) {
  const done = await answered();
  const { tasks } = await carried();
  return tasks.filter((task) => (task.homes.includes(home) || task.kept[home]) && !done(task, home)).map((task) => ({ ...task, home }));
}

/** For today: where to go with each. */
export async function tasksToday() {
  const done = await answered();
  const { tasks } = await carried();
  return tasks.map((task) => {
    const left = task.homes.filter((home) => !done(task, home));
    const back = task.by_home && Boolean(task.again);
    return { ...task, home: left[0] ?? "", once: !task.by_home, back, walk: task.by_home && !back, why: task.again?.why ?? "",
      open: back || (task.by_home ? left.length > 0 : !done(task, "")) };
  }).filter(({ open }) => open);
}

/** The page of one task that was sent back: why, and which doors; which of them need it only the worker knows. */
export async function taskDoors(root, titled) {
  const done = await answered();
  const task = (await carried()).tasks.find(({ id }) => id === location.pathname.split("/")[2]);
  if (task) titled(task.title, task.sender);
  const row = async (id) => ({ ...(await household(id)), id, task: task.id, done: done(task, id), open: !done(task, id) });
  const [left, redo] = await Promise.all([task?.homes ?? [], task?.redo ?? []].map((ids) => Promise.all(ids.map(row))));
  const dark = left.filter(({ open }) => open);
  fill(root, { words: task?.words ?? "", why: task?.again?.why ?? "", gone: !task, left: dark, some_left: dark.length > 0, redo, some_redo: redo.length > 0 });
}

function prefill(form, held, home) {
  const known = { head_name: home.head, label: home.label, people: String(home.people.length || ""), rented: home.rented ? "yes" : "no" };
  for (const { key, name, said } of held) {
    const fields = form.elements[key];
    const value = said[known[name]] ?? known[name];
    if (!fields) continue;
    for (const field of fields.tagName ? [fields] : fields) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (!field.value) field.value = value ?? "";
    }
  }
}

/** What this home answered on an older form is there, and not asked again. */
function putOld(form, kept) {
  for (const [key, values] of Object.entries(kept ?? {})) {
    const fields = form.elements[key];
    if (!fields) continue;
    for (const field of fields.tagName ? [fields] : fields) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else [field.value] = values;
    }
    const place = form.querySelector(`[data-q="${CSS.escape(key)}"]`);
    if (place) Object.assign(place, { hidden: true }).dataset.unseen = "";
  }
}

/** The page of one task: at a door, or once for the grid. */
export async function taskPage(root, titled) {
  const [, first, ...rest] = location.pathname.split("/");
  const atDoor = first === "doors";
  const { tasks, sheets } = await carried();
  const task = tasks.find(({ id }) => id === (atDoor ? rest[2] : rest[0]));
  const home = atDoor ? await household(rest[0]) : null;
  fill(root, { words: task?.words ?? "", why: task?.again?.why ?? "", gone: !task || (atDoor && !home), bare: task && !task.form_id });
  const form = root.querySelector("form");
  form.hidden = !task || (atDoor && !home);
  if (form.hidden || form.elements.task_id.value === task.id) return;
  titled(task.title, home ? `${home.label} ${home.head}` : "");
  const sheet = sheets[task.form_id];
  if (sheet) {
    const page = new DOMParser().parseFromString(sheet.html, "text/html");
    for (const script of page.querySelectorAll("script[src]")) script.remove();
    form.querySelector("[data-sheet]").replaceChildren(...page.body.childNodes);
    if (home) prefill(form, sheet.held, home);
    putOld(form, task.kept[home?.id]);
    form.dataset.questions = "";
  }
  const told = { id: newId(), task_id: task.id, form_id: task.form_id, household_id: home?.id ?? "" };
  for (const [name, value] of Object.entries(told)) form.elements[name].value = value;
  form.dataset.label = home ? `${home.room} ${task.title}` : task.title;
  form.dataset.next = task.redo?.includes(home?.id) ? `/tasks/${task.id}` : home ? `/doors/${home.id}` : "/today";
  form.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
}
