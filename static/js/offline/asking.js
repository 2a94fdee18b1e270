// Opinion rounds at the doors of this phone: what is asked where, and what an answer means for the window.

import { say } from "./form_words.js";
import { read, received, unsent } from "./outbox.js";
import { list, word } from "./words.js";

/** Records that are a knock at a door. */
export const KNOCKS = new Set(["visit", "opinion", "task_answer"]);

/** An answer to a round is a visit, too; an empty flat and people who moved are none. */
export function knock({ outcome, said }) {
  const tries = { refused: "declined", later: "declined", nobody: "nobody", empty: "", moved: "" };
  return outcome?.[0] ?? tries[said?.[0]] ?? "fine";
}

const OPINIONS = "form[data-offline=opinion]";
const NOT_NOW = ["refused", "later"];

const isDue = ([, at, mayWait] = []) => Boolean(mayWait) && at <= Date.now();

/** Rounds that this phone has heard this household on; a page of the server knows itself of what has arrived. */
async function heard(home) {
  const rows = [...(await unsent()), ...(document.querySelector("[data-shell]") ? await received() : [])];
  const fields = (await Promise.all(rows.filter(({ kind }) => kind === "opinion").map(read))).map((one) => one.fields);
  return new Set(fields.filter((one) => one.household_id?.[0] === home).map((one) => one.round_id?.[0]));
}

/** What was answered here stands behind what still waits, and says so. */
export async function markHeard() {
  const forms = [...document.querySelectorAll(OPINIONS)];
  const known = forms.length ? await heard(forms[0].elements.household_id.value) : new Set();
  for (const form of forms.filter((one) => known.has(one.elements.round_id.value))) {
    delete form.dataset.waits;
    say(form, word("queued"));
    forms.at(-1).closest("section").after(form.closest("section"));
  }
}

/** Another round waits for an answer at this door: it is asked before the next one, as by visits/opinion_routes.py. */
export async function staysHere(form, submitter) {
  if (!form.matches(OPINIONS) || NOT_NOW.includes(submitter?.value)) return false;
  const known = await heard(form.elements.household_id.value);
  return [...document.querySelectorAll(`${OPINIONS}[data-waits]`)].some((one) => one !== form && !known.has(one.elements.round_id.value));
}

/** The rounds asked at this door, what still waits first, each form with its own draft. */
export function ask(root, home, one, next) {
  const rounds = (one.rounds ?? []).filter(({ id, until }) => home.asks?.[id] !== undefined && until > Date.now());
  rounds.sort((left, right) => isDue(home.again?.[right.id]) - isDue(home.again?.[left.id]));
  list(root, "rounds", rounds.map((round) => ({ ...round, home: home.id, standing: home.asks[round.id], tap: round.votes.length > 0, many: round.questions.length > 0 })));
  for (const form of root.querySelectorAll(OPINIONS)) {
    const speaker = form.querySelector(`[name=speaker][value=${home.rented ? "tenant" : "owner"}]`);
    speaker.checked = true;
    if (isDue(home.again?.[form.elements.round_id.value])) form.dataset.waits = "";
    Object.assign(form.dataset, { slot: form.elements.round_id.value, label: `${home.room} ${home.head}`, next });
  }
}
