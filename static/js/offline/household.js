// The worker's own grid on the phone, sealed by building; search runs over it without a network.

import { fold } from "../text.js";
import { announce } from "./bus.js";
import { doorMeant } from "./doors.js";
import { getMeta, grid, keepGrid, setMeta } from "./store.js";
import { opens, owner, seal, unseal } from "./vault.js";

const CARRIED = ["gardens", "tools", "stations"];
let index = null;

/** Fetches what changed since the last time and keeps it. Returns whether the phone is up to date. */
export async function pull() {
  const mine = owner();
  const here = await grid(mine);
  const known = (here.every(opens) && (await getMeta(`grid:${mine}`))) || { version: "" };
  const answer = await fetch(`/sync/household?since=${encodeURIComponent(known.version)}&tasks=${(await getMeta(`tasks:${mine}`))?.version ?? ""}`, {
    headers: { Accept: "application/json" }, cache: "no-store", redirect: "error",
  });
  if (!answer.ok) return false;
  const said = await answer.json();
  if (typeof said.version !== "string" || said.account !== mine) return false;
  const rows = [];
  for (const building of said.buildings) {
    rows.push({ owner: mine, id: building.id, updated: Date.now(), sealed: await seal(building) });
  }
  await keepGrid(mine, rows, here.map((row) => row.id).filter((id) => !said.all.includes(id)));
  await setMeta(`grid:${mine}`, { version: said.version, buildings: said.all });
  await setMeta(`stall:${mine}`, { time: said.time, sealed: await seal(said.stall) });
  for (const name of CARRIED) await setMeta(`${name}:${mine}`, { sealed: await seal(said[name]) });
  if (said.tasks) await setMeta(`tasks:${mine}`, { version: said.tasks_version, sealed: await seal(said.tasks) });
  index = null;
  announce("grid");
  return true;
}

/** Every building the server counted is here and opens; the light may turn green only then. */
export async function proven() {
  const known = await getMeta(`grid:${owner()}`);
  if (!known) return false;
  const rows = await grid(owner());
  const ids = new Set(rows.map((row) => row.id));
  if (!known.buildings.every((id) => ids.has(id))) return false;
  for (const row of rows) await unseal(row.sealed);
  await lots();
  for (const name of CARRIED) await carried(name);
  return true;
}

export async function buildings() {
  if (!owner()) return [];
  return (await load()).buildings;
}

export async function building(id) {
  return (await buildings()).find((one) => one.id === id) ?? null;
}

export async function household(id) {
  return owner() ? ((await load()).households.get(id) ?? null) : null;
}

/** What this person was given to take out, as the server last said, and when it said so by its own clock. */
export async function lots() {
  const kept = owner() && (await getMeta(`stall:${owner()}`));
  return kept && opens(kept) ? { time: kept.time, rows: await unseal(kept.sealed) } : { time: 0, rows: [] };
}

/** Gardens or tools as the server last said. */
export async function carried(name) {
  const kept = owner() && (await getMeta(`${name}:${owner()}`));
  return kept && opens(kept) ? unseal(kept.sealed) : [];
}

async function load() {
  if (index && index.owner === owner()) return index;
  const rows = await Promise.all((await grid(owner())).filter(opens).map((row) => unseal(row.sealed)));
  rows.sort((one, other) => one.order - other.order);
  index = { owner: owner(), buildings: rows, households: new Map(), lines: [] };
  for (const one of rows) {
    for (const home of one.households) {
      index.households.set(home.id, { ...home, building: one.name, building_id: one.id });
      index.lines.push(...lines(one, home));
    }
  }
  return index;
}

/** One line to look through for the door and one for each person behind it. */
function lines(one, home) {
  const door = { home, building: one, person: null, text: `${one.name}${home.door} ${home.room}`.toLowerCase() };
  const people = home.people.map((person) => ({
    home, building: one, person,
    text: [person.name, person.pinyin, person.initials, person.tail, home.room].join(" ").toLowerCase(),
  }));
  return [door, ...people];
}

/** Name, pinyin, initials, room or the phone's last digits; several words narrow down. */
export async function search(words, most = 30) {
  if (!owner()) return [];
  const { lines: all } = await load();
  const meant = doorMeant(words);
  return meant ? all.filter(({ person, home }) => !person && meant(home)).slice(0, most) : pick(all, words, most);
}

export function pick(all, words, most = 30) {
  const wanted = fold(words).toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = [];
  const later = [];
  for (const line of all) {
    let best = 0;
    for (const word of wanted) {
      const at = line.text.indexOf(word);
      if (at < 0) { best = -1; break; }
      best = Math.max(best, at);
    }
    if (best < 0) continue;
    if (best === 0) found.push(line);
    else later.push(line);
    if (found.length >= most) break;
  }
  return found.concat(later).slice(0, most);
}

/** Grid rows go when the grid is taken away, the person signs out, or another takes the phone. */
export async function forgetGrid(account) {
  index = null;
  const rows = await grid(account);
  await keepGrid(account, [], rows.map((row) => row.id));
  for (const name of ["grid", "stall", "tasks", ...CARRIED]) await setMeta(`${name}:${account}`, undefined);
}
