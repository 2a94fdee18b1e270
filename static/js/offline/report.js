// What the supervisor may know of this phone: how many records are unsent and how old they are, never what or where.

import { ask, contact } from "./contact.js";
import { shut, unsent } from "./outbox.js";

export async function report() {
  const rows = [...(await unsent()), ...(await shut())].sort((one, other) => one.at - other.at);
  return { unsent: rows.length, oldest: rows.length ? new Date(rows[0].at).toISOString() : null };
}

/** What is left after sending is told as well, or the supervisor would read what was here before it. */
export async function recount() {
  for (let tries = 0; tries < 2 && contact.state === "online"; tries += 1) {
    const now = await report();
    if (contact.told === now.unsent) return;
    await ask(now);
  }
}
