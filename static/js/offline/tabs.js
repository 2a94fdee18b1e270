// The tabs of a phone without a network: finding somebody, what is open on these stairs, and whose phone it is.

import { buildings, search } from "./household.js";
import { unsent } from "./outbox.js";
import { owner } from "./vault.js";
import { fill, word } from "./words.js";

/** 王*芳: a phone is looked at in a stairwell. */
export const mask = (name) => (name.length < 3 ? `${name.slice(0, 1)}*` : `${name[0]}${"*".repeat(name.length - 2)}${name.at(-1)}`);

/** At every key, and at once for what was typed before this script had come. */
export async function finding(input) {
  input?.addEventListener("input", () => find(input));
  if (input?.value) await find(input);
}

async function find(input) {
  const found = await search(input.value);
  fill(document.querySelector("[data-found]"), {
    found: found.map(({ home, person, building: one }) => ({
      id: home.id, title: person ? mask(person.name) : `${one.name}${home.entrance}${home.room}`, detail: `${home.label} ${home.head && mask(home.head)}`,
    })),
  });
  const words = input.value && word(found.length ? "found_n" : "found_none", { n: found.length });
  document.querySelector("[data-found-words]").textContent = words;
}

export async function cases(root) {
  const stairs = (await buildings()).flatMap((one) => byStair(one, one.cases ?? []));
  fill(root, { stairs, some: stairs.length > 0, none: !stairs.length });
}

/** What is open in one building, staircase by staircase; what has no door stands first. */
function byStair(one, open) {
  const names = new Map(one.households.map((home) => [home.entrance_id, home.entrance]));
  const stairs = [...new Set(open.map((line) => line.entrance_id))];
  stairs.sort((left, right) => (names.get(left) ?? "").localeCompare(names.get(right) ?? "", "zh", { numeric: true }));
  return stairs.map((id) => {
    const mine = open.filter((line) => line.entrance_id === id);
    return { name: `${one.name}${names.get(id) ?? ""}`, count: mine.length, cases: mine };
  });
}

/** Whose phone it is can be said without a key: locked, or so many records waiting. */
export async function me(root) {
  const n = (await unsent()).length;
  fill(root, { open: owner() ? 1 : "", waiting: word(owner() ? (n ? "me_waiting" : "me_nothing") : "me_locked", { n }) });
}
