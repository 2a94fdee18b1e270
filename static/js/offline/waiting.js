// A change of a household that still waits on this phone: its form goes on from there, or it would clash with itself.

import { putBack } from "./fields.js";
import { say } from "./form_words.js";
import { read, unsent } from "./outbox.js";
import { word } from "./words.js";

/** The newest change of this home that is on its way; null where none is. */
export async function waitingChange(home) {
  const rows = (await unsent()).filter(({ kind, state }) => kind === "household" && ["queued", "sending"].includes(state));
  const mine = (await Promise.all(rows.map(read))).filter(({ fields }) => fields.household_id[0] === home);
  return mine.pop()?.fields ?? null;
}

/** What will stand once these fields have arrived, as the next change says what it saw. */
export function standing({ flags = [], is_rented = [], note = [""] }) {
  return JSON.stringify({ flags: [...flags].sort(), is_rented: is_rented.length > 0, note: note[0] });
}

/** The server's page does not know of it yet: the form starts from it, and says so. */
export async function goOn(form) {
  if (form.dataset.offline !== "household" || !form.elements.household_id.value) return;
  const fields = await waitingChange(form.elements.household_id.value);
  if (!fields) return;
  const { flags = [], is_rented = [], note = [""] } = fields;
  putBack(form, { flags, is_rented, note, base: [standing(fields)] });
  say(form, word("goes_on"));
}
