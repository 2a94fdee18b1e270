// Opinion rounds at the doors of this phone: what is asked where, and what an answer means for the window.

import { list } from "./words.js";

/** Records that are a knock at a door. */
export const KNOCKS = new Set(["visit", "opinion", "task_answer"]);

/** An answer to a round is a visit, too; an empty flat and people who moved are none. */
export function knock({ outcome, said }) {
  const tries = { refused: "declined", later: "declined", nobody: "nobody", empty: "", moved: "" };
  return outcome?.[0] ?? tries[said?.[0]] ?? "fine";
}

/** The rounds asked at this door, each form with its own draft. */
export function ask(root, home, one, next) {
  const rounds = (one.rounds ?? []).filter(({ id, until }) => home.asks?.[id] !== undefined && until > Date.now());
  list(root, "rounds", rounds.map((round) => ({ ...round, home: home.id, standing: home.asks[round.id], tap: round.votes.length, many: round.questions.length })));
  for (const form of root.querySelectorAll("form[data-offline=opinion]")) {
    const speaker = form.querySelector(`[name=speaker][value=${home.rented ? "tenant" : "owner"}]`);
    speaker.checked = true;
    Object.assign(form.dataset, { slot: form.elements.round_id.value, label: `${home.room} ${home.head}`, next });
  }
}
