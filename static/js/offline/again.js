// Doors that a round has not heard from and that were tried: back on today, also after a night without a network.

import { knock, KNOCKS } from "./asking.js";
import { read, received, unsent } from "./outbox.js";
import { mask } from "./tabs.js";
import { word } from "./words.js";

const MOST = 12;
const WITHOUT_ANSWER = ["nobody", "later"];

/** Knocks of this phone by household, the server's and ours told apart by `waits`. */
async function knocks() {
  const found = new Map();
  const kept = [...(await unsent()).map((row) => [row, true]), ...(await received()).map((row) => [row, false])];
  for (const [row, waits] of kept.filter(([{ kind }]) => KNOCKS.has(kind))) {
    const { fields } = await read(row);
    const home = fields.household_id?.[0];
    if (home) found.set(home, [...(found.get(home) ?? []), { at: row.at, waits, kind: row.kind, fields }]);
  }
  return found;
}

/** What one knock was for one round: true where it settles it, a time where it is a try, null where it says nothing. */
function heard({ kind, fields, at }, round) {
  if (kind === "opinion") {
    if (fields.round_id?.[0] !== round) return null;
    return WITHOUT_ANSWER.includes(fields.said?.[0]) ? at : true;
  }
  return ["nobody", "declined"].includes(knock(fields)) ? at : null;
}

function stand(home, round, [tries, at], mine) {
  const said = mine.map((one) => [heard(one, round.id), one.waits]);
  if (said.some(([one]) => one === true)) return null;
  const tried = said.filter(([one]) => one !== null);
  const n = tries + tried.filter(([, waits]) => waits).length;
  const next = Math.max(at, ...tried.map(([one]) => one + round.wait));
  return n && next <= Date.now() ? { id: home.id, label: `${home.label} ${home.head && mask(home.head)}`, title: round.title, tried: word("tried_n", { n }), next } : null;
}

/** The longest waiting first. */
export async function again(buildings) {
  const mine = await knocks();
  const lines = buildings.flatMap((one) => {
    const running = (one.rounds ?? []).filter(({ until }) => until > Date.now());
    return one.households.flatMap((home) => running.filter(({ id }) => home.again?.[id])
      .map((round) => stand(home, round, home.again[round.id], mine.get(home.id) ?? [])));
  });
  return lines.filter(Boolean).sort((one, other) => one.next - other.next).slice(0, MOST);
}
