// Forms of pages that opened without a server: filled from what this phone keeps and from what still waits on it.

import { putBack } from "./fields.js";
import { buildings, household, lots } from "./household.js";
import { read, received, unsent } from "./outbox.js";
import { standing, waitingChange } from "./waiting.js";
import { fill } from "./words.js";

const asked = (name) => new URLSearchParams(location.search).get(name) ?? "";
const records = (kind, rows) => Promise.all(rows.filter((row) => row.kind === kind).map(read));

/** Of what is open in the building, as the phone last heard, those of the chosen kind may be what is reported. */
export async function hazard(root) {
  const select = root.querySelector("[name=building_id]");
  const [chosen, same] = [select.value || asked("building"), root.querySelector("[name=same_as]:checked")?.value];
  const all = await buildings();
  const kind = root.querySelector("[name=category]:checked")?.parentElement.textContent.trim();
  const cases = (all.find(({ id }) => id === chosen)?.cases ?? []).filter(({ title }) => title === kind);
  fill(root, { buildings: all, cases, near: cases.length > 0 });
  select.value = chosen;
  const kept = cases.some(({ id }) => id === same) ? same : "";
  for (const one of root.querySelectorAll("[name=same_as]")) one.checked = one.value === kept;
  if (root.dataset.watched) return;
  root.dataset.watched = "";
  root.addEventListener("change", ({ target }) => target.matches("[name=category], [name=building_id]") && hazard(root));
}

export async function relay(root) {
  const homes = (await buildings()).flatMap((one) => one.households);
  homes.sort((one, other) => one.label.localeCompare(other.label, "zh", { numeric: true }));
  offer(root, "household_id", { homes }, asked("household"));
}

/** Choices made anew keep the one that was chosen. */
function offer(root, name, values, otherwise) {
  const chosen = root.querySelector(`[name=${name}]:checked`)?.value ?? otherwise;
  fill(root, values);
  for (const one of root.querySelectorAll(`[name=${name}]`)) one.checked = one.value === chosen;
}

/** Filled once: what is typed stays. What was changed here and waits is what stands, or it would clash with itself. */
export async function details(root) {
  const home = await household(location.pathname.split("/")[3]);
  const known = home?.note !== undefined;
  fill(root, { known, away: !known });
  const form = root.querySelector("form");
  if (!known || form.elements.household_id.value === home.id) return;
  const kept = { flags: home.flags, is_rented: home.rented ? ["y"] : [], note: [home.note] };
  const fields = (await waitingChange(home.id)) ?? kept;
  const { flags = [], is_rented = [], note = [""] } = fields;
  putBack(form, { household_id: [home.id], base: [standing(fields)], flags, is_rented, note });
  Object.assign(form.dataset, { label: home.label, next: `/doors/${home.id}` });
}

export async function stall(root) {
  const { time, rows } = await lots();
  root.dataset.since = time;
  offer(root, "allocation_id", { lots: rows, some: rows.length, none: !rows.length });
  await recount(root);
}

/** What is left of each lot: as the server last said, less what was sold on this phone and it had not heard of. */
export async function recount(root) {
  const fresh = (await received()).filter((row) => row.received >= root.dataset.since);
  const sold = await records("counter_sale", [...(await unsent()), ...fresh]);
  let some = false;
  for (const place of root.querySelectorAll("[data-lot]")) {
    const chip = place.closest("label");
    const mine = sold.filter(({ fields }) => fields.allocation_id?.[0] === chip.control.value);
    place.dataset.of ??= place.textContent;
    const left = mine.reduce((rest, { fields }) => rest - fields.quantity?.[0], place.dataset.of);
    place.textContent = left;
    chip.hidden = left <= 0;
    some ||= left > 0;
  }
  for (const part of root.querySelectorAll("[data-if]")) part.hidden = some !== (part.dataset.if === "some");
}
