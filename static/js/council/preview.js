// The cells under the typed line, filled at every key from what stands on the page: the seats with their letters, the
// meeting's day, the sentences. The server reads the line as well and has the last word; without a network this stays.
import { problems, readLine } from "./reading.js";

/** What the page brings, or nothing where the hall is not open. */
function aids() {
  const told = document.getElementById("line-aids");
  return told && JSON.parse(told.textContent);
}

/** Whoever is marked as present right now. */
function present({ seat }) {
  return Boolean(seat && document.querySelector(`#people [value="${seat}"][aria-pressed="true"]`));
}

/** @param {string} text */
export function read(text, { day, people }) {
  const roster = people.map((one) => ({ ...one, here: present(one) }));
  const line = readLine(text, day, roster);
  return { line, wrong: problems(line, day) };
}

/** @param {HTMLInputElement} box */
export function preview(box) {
  const cells = document.getElementById("preview");
  const told = aids();
  if (!cells || !told) return;
  const { line, wrong } = read(box.value, told);
  const say = (name, values) => Object.entries(values).reduce((text, [key, value]) => text.replace(`%(${key})s`, value), told.words[name]);
  const unsure = (part) => wrong[part]?.[0] === "unknown"; // not on the page: the server may still know them
  fill(cells, "deed", line.deed || "—", deedNote(line, told, say));
  fill(cells, "owner", who(line.owner) ?? "@", unsure("owner") ? say("off_list", {}) : one(line.owner)?.role);
  fill(cells, "deadline", line.deadline ? spoken(line.deadline, told) : line.working ? say("working", { n: line.working }) : "—");
  const verifier = one(line.verifier);
  fill(cells, "watcher", who(line.watcher) ?? cells.querySelector('[data-part="watcher"]').dataset.preset, verifier && say("verifies", { name: verifier.name }));
  for (const [part, [name, values]] of Object.entries(box.value ? wrong : {})) if (!unsure(part)) refuse(cells, part, say(name, values));
}

const one = (found) => (found?.found.length === 1 ? found.found[0] : null);
const who = (found) => found && (one(found)?.name ?? `@${found.typed}`);

function deedNote({ quantity, unit, each }, { buildings }, say) {
  if (each && buildings && quantity && quantity !== each * buildings) return say("register", { n: buildings });
  if (each && !quantity) return say("total", { n: each * buildings }) + unit;
  return quantity ? say("rows", { n: quantity }) : "";
}

function spoken(day, { weekdays, day: meeting }) {
  const [year, month, date] = day.split("-").map(Number);
  if (document.documentElement.lang === "en") return new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));
  const said = `${month}月${date}日 ${weekdays[(new Date(day).getUTCDay() + 6) % 7]}`;
  return meeting.startsWith(`${year}-`) ? said : `${year}年${said}`;
}

function fill(cells, part, words, note = "") {
  const cell = cells.querySelector(`[data-part="${part}"]`);
  const small = document.createElement("small");
  small.textContent = note ?? "";
  const dd = document.createElement("dd");
  dd.append(words, " ", small);
  cell.classList.remove("bad");
  cell.querySelectorAll("dd").forEach((old) => old.remove());
  cell.append(dd);
}

function refuse(cells, part, words) {
  const cell = cells.querySelector(`[data-part="${part === "verifier" ? "watcher" : part}"]`);
  const dd = document.createElement("dd");
  dd.className = "err";
  dd.textContent = words;
  cell.classList.add("bad");
  cell.append(dd);
}
