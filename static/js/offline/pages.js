// Pages that opened without a server fill themselves from the grid on this phone.

import { again } from "./again.js";
import { ask, knock, KNOCKS, markHeard } from "./asking.js";
import { listen } from "./bus.js";
import { details, hazard, recount, relay, stall } from "./forms.js";
import { gardens } from "./gardens.js";
import { building, buildings, carried, household, lots } from "./household.js";
import { mark } from "./mark.js";
import { read, received, unsent } from "./outbox.js";
import { cases, finding, mask, me } from "./tabs.js";
import { lending } from "./slips.js";
import { taskDoors, taskPage, tasksAt, tasksToday } from "./tasks.js";
import { owner } from "./vault.js";
import { fill, word } from "./words.js";

const LOOKS = { lit: "y", hatch: "n", none: "", fine: "y", something: "y", declined: "y", nobody: "n" };
const at = (place) => location.pathname.split("/")[place] ?? "";
const asked = (name) => new URLSearchParams(location.search).get(name) ?? "";

/** What was tapped on this phone and has not arrived yet, by household. */
async function tapped() {
  const records = await Promise.all((await unsent()).filter((row) => KNOCKS.has(row.kind)).map(read));
  return new Map(records.map(({ fields }) => [fields.household_id?.[0], knock(fields)]).filter(([, outcome]) => outcome));
}

function seen(one, taps) {
  const doors = one.households.map((home) => {
    const state = taps.get(home.id) ?? home.state;
    const look = `${LOOKS[state] ?? ""}${home.key ? " k" : ""}`;
    return { ...home, look, reached: LOOKS[state] === "y", dark: !LOOKS[state], building_id: one.id };
  });
  doors.sort((left, right) => floor(right) - floor(left) || left.room.localeCompare(right.room));
  const entrances = [...new Set(doors.map((door) => door.entrance_id))].map((id) => {
    const cells = doors.filter((door) => door.entrance_id === id);
    const reached = cells.filter((door) => door.reached).length;
    const cols = `cols-${Math.min(8, Math.max(2, widest(cells)))}`;
    return { id, building_id: one.id, name: cells[0].entrance, cells, cols, reached, score: `${reached} / ${cells.length}` };
  });
  entrances.sort((left, right) => left.name.localeCompare(right.name, "zh", { numeric: true }));
  const reached = doors.filter((door) => door.reached).length;
  return { ...one, doors, entrances, summary: word("summary", { total: doors.length, reached }) };
}

const floor = (door) => Number(door.room.slice(0, -2)) || 0;

function widest(cells) {
  const floors = new Map();
  for (const cell of cells) floors.set(floor(cell), (floors.get(floor(cell)) ?? 0) + 1);
  return Math.max(...floors.values());
}

/** The next dark window on the way: down this staircase, then what it has left above, then the next from the top. */
function following({ entrances }, id) {
  const stair = Math.max(0, entrances.findIndex(({ cells }) => cells.some((door) => door.id === id)));
  const way = [...entrances.slice(stair), ...entrances.slice(0, stair)].flatMap(({ cells }) => {
    const here = cells.findIndex((door) => door.id === id);
    return [...cells.slice(here + 1), ...cells.slice(0, Math.max(0, here))];
  });
  return way.find((door) => door.dark) ?? null;
}

/** Where this phone knocked last: the walk goes on from there, building by building. */
async function knocked() {
  const rows = [...(await unsent()), ...(await received())].filter((row) => KNOCKS.has(row.kind));
  const last = rows.sort((one, other) => other.at - one.at)[0];
  return last ? (await read(last)).fields.household_id?.[0] : null;
}

const elsewhere = async () => ({ stall: (await lots()).rows.length > 0, gardens: (await carried("gardens")).length > 0, tools: (await carried("tools")).length > 0 });

const shells = {
  async today(root) {
    const taps = await tapped();
    const shown = (await buildings()).map((one) => seen(one, taps));
    const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const due = shown.flatMap((one) => one.doors).filter((door) => door.key && door.due && door.due <= soon);
    const asks = await again(shown);
    fill(root, { buildings: shown, due: due.sort((one, other) => one.due.localeCompare(other.due)).slice(0, 12),
      again: asks, asks: asks.length > 0, tasks: await tasksToday(), ...(await elsewhere()) });
    const last = await knocked();
    const here = Math.max(0, shown.findIndex(({ doors }) => doors.some((door) => door.id === last)));
    const next = [...shown.slice(here), ...shown.slice(0, here)].map((one) => following(one, last)).find(Boolean);
    const link = document.querySelector("[data-walk-on]");
    if (next && link) {
      link.href = `/doors/${next.id}`;
      link.querySelector("[data-words]").textContent = word("next_door", { door: `${next.entrance}${next.room}` });
    }
  },
  async building(root) {
    const one = await building(at(2));
    if (!one) return;
    const { entrances, summary } = seen(one, await tapped());
    const entrance = entrances.find(({ id }) => id === asked("entrance")) ?? entrances[0];
    titled(one.name, summary);
    fill(root, { entrances, doors: entrance.cells, cols: entrance.cols });
  },
  async door(root) {
    const home = await household(at(2));
    if (!home) return;
    const next = following(seen(await building(home.building_id), await tapped()), home.id);
    titled(`${home.room} ${home.head}`, home.label);
    const people = home.people.map((person) => ({ ...person, masked: mask(person.name), tail: person.tail }));
    const here = await building(home.building_id);
    const cases = (here.cases ?? []).filter((one) => !one.entrance_id || one.entrance_id === home.entrance_id);
    fill(root, { people, last: home.last, id: home.id, known: home.note !== undefined, tasks: await tasksAt(home.id), cases, some_cases: cases.length > 0 });
    const form = root.querySelector("#visit-form");
    const to = next ? `/doors/${next.id}` : `/buildings/${home.building_id}`;
    form.elements.household_id.value = home.id;
    Object.assign(form.dataset, { label: `${home.room} ${home.head}`, next: to });
    ask(root, home, here, to);
  },
  async register(root) {
    const taps = await tapped();
    fill(root, { buildings: (await buildings()).map((one) => seen(one, taps)) });
  },
  elsewhere: async (root) => fill(root, await elsewhere()),
  task: (root) => taskPage(root, titled), task_doors: (root) => taskDoors(root, titled), gardens: (root) => gardens(root, titled), lending, hazard, relay, seeker: relay, stall, cases, household: details,
};

function titled(title, small) {
  const heading = document.querySelector("h1");
  const line = heading?.querySelector("small");
  if (heading) heading.firstChild.textContent = title;
  if (line) line.textContent = small;
}

/** Windows and doors of a server's page that were tapped here and have not arrived. */
async function overlay() {
  for (const [id, outcome] of await tapped()) {
    for (const door of document.querySelectorAll(`a.door[href="/doors/${CSS.escape(id)}"]`)) {
      door.classList.remove("y", "n");
      if (LOOKS[outcome]) door.classList.add(LOOKS[outcome]);
    }
  }
}

export async function showPage() {
  const root = document.querySelector("[data-shell]");
  if (root?.dataset.shell === "me") await me(root);
  if (!owner()) return;
  await (root ? Promise.all([shells[root.dataset.shell]?.(root), mark(root)]) : overlay()).then(markHeard);
  await finding(document.querySelector("input[data-find]"));
}

listen("outbox", () => {
  const root = document.querySelector("[data-since]");
  return root && owner() && recount(root);
});
listen("grid", () => document.querySelector("[data-shell]") && showPage());
