// The tool station's counter without a network: card, copy, Enter lends; a copy alone comes back. No mouse.

import { listen } from "./bus.js";
import { carried } from "./household.js";
import { read, unsent } from "./outbox.js";
import { fill, list, say } from "./words.js";

const COPY = /^(?:.*\/t\/)?(\d{6})\/?$/i;
const numberIn = (words) => COPY.exec(words.trim())?.[1] ?? "";

let copies = new Map();

export async function lending(root) {
  copies = new Map((await carried("tools")).map((one) => [one.number, one]));
  const stations = await carried("stations");
  const form = root.querySelector("form");
  const chosen = form.elements.station_id.value;
  fill(root, { some: copies.size > 0, none: !copies.size, stations, choose: stations.length > 1 });
  form.elements.station_id.value = chosen || stations[0]?.id || "";
  await told(root);
  if (form.dataset.watched) return;
  form.dataset.watched = "";
  form.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && event.target.matches("[name=who], [name=number]") && entered(event, form));
  form.addEventListener("input", () => show(form));
  form.addEventListener("reset", () => setTimeout(() => begin(form, stations)));
  listen("outbox", () => told(root));
  form.elements.who.focus();
}

/** A copy scanned where a card was expected is a copy. A note is shown first; Enter once more says it was read. */
function entered(event, form) {
  event.preventDefault();
  const { who, number, safety_read: read } = form.elements;
  if (event.target === who && who.value.trim() && !numberIn(who.value)) return number.focus();
  if (event.target === who && numberIn(who.value)) [number.value, who.value] = [numberIn(who.value), ""];
  show(form);
  if (!number.value.trim()) return number.focus();
  const [lends, known] = [Boolean(who.value.trim()), numberIn(number.value)];
  if (lends && copies.get(known)?.note && form.dataset.shown !== known) {
    form.dataset.shown = known;
    return number.select();
  }
  if (form.dataset.shown === known) read.checked = true;
  form.requestSubmit(form.querySelector(`[name=deed][value=${lends ? "lend" : "back"}]`));
}

/** The one button that is there says what Enter does: with somebody named a copy goes out, without it comes back. */
function show(form) {
  const { who, number } = form.elements;
  const copy = copies.get(numberIn(number.value));
  const lends = Boolean(who.value.trim());
  const seen = { note: copy?.note && lends, read: copy?.note && lends, whole: copy && !lends };
  for (const part of form.querySelectorAll("[data-part]")) part.hidden = !seen[part.dataset.part];
  for (const button of form.querySelectorAll("[name=deed]")) button.hidden = (button.value === "lend") !== lends;
  form.querySelector("[data-words]").textContent = copy?.note ?? "";
  const what = form.querySelector("[data-what]");
  what.hidden = !copy;
  say(what, copy ? [copy.name, copy.number, copy.parts].filter(Boolean).join(" · ") : "");
}

function begin(form, stations) {
  form.elements.station_id.value ||= stations[0]?.id ?? "";
  delete form.dataset.shown;
  show(form);
  form.elements.who.focus();
}

/** What waits here: the copy and what was done with it; a card's number is nobody's to read. */
async function told(root) {
  const rows = await Promise.all((await unsent()).filter(({ kind }) => kind === "tool_slip").map(read));
  const deeds = root.querySelectorAll("[name=deed]");
  list(root, "slips", rows.reverse().map(({ fields }) => {
    const number = numberIn(fields.number?.[0] ?? "");
    const card = /^(?=.*\d)[0-9a-f]{8,16}$/i.test(fields.who?.[0] ?? "");
    return { what: `${copies.get(number)?.name ?? ""} ${number}`, who: card ? "" : fields.who?.[0] ?? "", deed: [...deeds].find(({ value }) => value === fields.deed?.[0])?.dataset.says ?? "" };
  }));
}
