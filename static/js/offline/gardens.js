// Micro-gardens on this phone: which there are, their plots, and one plot's care.

import { carried } from "./household.js";
import { read, unsent } from "./outbox.js";
import { fill } from "./words.js";

/** The last care tapped here that has not arrived, by plot, in the words of its button. */
async function tapped(root) {
  const rows = (await unsent()).filter((row) => row.kind === "care");
  const told = await Promise.all(rows.map(read));
  return new Map(told.map(({ fields }) => [fields.plot_id?.[0], root.querySelector(`[name=act][value="${CSS.escape(fields.act?.[0] ?? "")}"]`)?.textContent ?? ""]));
}

export async function gardens(root, titled) {
  const [, , garden, , plot] = location.pathname.split("/");
  const all = await carried("gardens");
  const here = all.find(({ id }) => id === garden);
  const bed = here?.plots.find(({ id }) => id === plot);
  const taps = await tapped(root);
  const plots = (here?.plots ?? []).map((one) => ({ ...one, of: here.id, tap: taps.get(one.id) ?? "", tapped: taps.has(one.id), looks: taps.has(one.id) ? "" : one.looks, says: taps.has(one.id) ? taps.get(one.id) : one.status }));
  fill(root, { gardens: garden ? [] : all, plots: plot ? [] : plots, choose: !garden, beds: here && !plot, bed: bed?.kept, free: bed && !bed.kept, gone: garden ? !here || (plot && !bed) : !all.length, ...bed, again: taps.has(plot), tap: taps.get(plot) ?? "" });
  if (here) titled(bed ? bed.title : here.name, bed ? here.name : here.place);
  const form = root.querySelector("form");
  if (!bed || form.elements.plot_id.value === bed.id) return;
  form.elements.plot_id.value = bed.id;
  Object.assign(form.dataset, { label: `${here.name} ${bed.n}`, next: `/gardens/${here.id}` });
}
