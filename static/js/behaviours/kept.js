// A sentence of the hall goes into the same outbox as the visits before it is sent, under the id it was given, and
// leaves it when the server has answered. So a dead network, a dead browser and a lost answer all end in one row.
// `data-kept` names the kind. app.js tells a form when it is sent ("asked") and answered ("answered").
import { listen } from "../offline/bus.js";
import { newId } from "../offline/ids.js";
import { move, read, save, undo, unsent } from "../offline/outbox.js";
import { wake } from "../offline/send.js";

const PATIENCE = 20_000;
const SHOWN_AFTER = 90; // a sentence without its row by then is shown as what is kept here
/** Being sent by the page itself: id → { line, saved }. */
const flying = new Map();
/** Sentences on their way into the outbox while another is sent: no longer what is being typed. */
const leaving = new Set();

listen("outbox", show);

/** @param {HTMLFormElement} form */
export function attach(form) {
  form.addEventListener("submit", () => form.elements.captured_at && (form.elements.captured_at.value = new Date().toISOString()), true);
  form.addEventListener("asked", (event) => event.target === form && take(form, PATIENCE));
  form.addEventListener("answered", (event) => event.target === form && answered(form, event.detail));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[name=line]") || !form.matches(".htmx-request")) return;
    event.preventDefault(); // the one before is still on its way: this one goes by the outbox
    const before = flying.get(form.dataset.flies);
    if (before && !before.isCleared) renew(form, form.dataset.flies, before); // typed on before that was kept
    take(form, 0);
  });
  show();
}

/** The box is emptied when the sentence has been read back from the store, or at once where another one is under way:
 *  the next key is already the next sentence's. What could not be kept stands in the box again. */
async function take(form, wait) {
  const { id, line, csrf_token: _, captured_at: __, ...rest } = Object.fromEntries(new FormData(form));
  if (!line?.trim()) return;
  const fields = Object.fromEntries(Object.entries({ ...rest, line }).map(([name, value]) => [name, [value]]));
  const flown = { line, isCleared: false, isRefused: false };
  flown.saved = save({ id, kind: form.dataset.kept, version: 1, fields, path: location.pathname }, "queued", { wait }).catch(() => null);
  if (wait) {
    form.dataset.flies = id;
    flying.set(id, flown);
  } else {
    leaving.add(line);
    renew(form, id, flown);
  }
  const isSaved = await flown.saved;
  leaving.delete(line);
  if (!isSaved) return flown.isCleared ? putBack(form, withLine(boxOf(form)?.value ?? "", line)) : undefined;
  if (form.elements.line.matches("input") && !flown.isRefused && !flown.isCleared) renew(form, id, flown);
  if (wait) setTimeout(show, SHOWN_AFTER);
  else wake();
}

/** A sentence that could be neither sent nor kept stays in the box, beside what came back into it meanwhile. */
const withLine = (value, line) => (value.includes(line) ? value : [value, line].filter(Boolean).join(" "));

/** Ready for the next sentence, of which something may stand behind this one already. */
function renew(form, id, flown) {
  if (form.elements.id.value === id) form.elements.id.value = newId();
  const box = boxOf(form);
  if (box?.value.startsWith(flown.line)) box.value = box.value.slice(flown.line.length).trimStart();
  flown.isCleared = true;
}

/** In the very moment of the answer, before another key: what was typed meanwhile moves into the box that is there
 *  now, behind the sentence if that was refused. Then the outbox forgets it, or sends it if nobody answered. */
function answered(form, status) {
  const id = form.dataset.flies;
  const flown = flying.get(id);
  delete form.dataset.flies;
  const { value } = form.elements.line;
  const typed = flown && !flown.isCleared && value.startsWith(flown.line) ? value.slice(flown.line.length) : value;
  const since = leaving.has(typed) ? "" : typed;
  const isLost = status === 0 || status >= 500;
  if (flown) flown.isRefused = status >= 400 && !isLost;
  if (!isLost) putBack(form, [flown?.isRefused ? flown.line : "", since.trim()].filter(Boolean).join(" "));
  if (flown) settle(form, id, flown, isLost);
}

async function settle(form, id, flown, isLost) {
  const saved = await flown.saved;
  flying.delete(id);
  if (!saved) return;
  if (!isLost) return undo(id);
  await move(id, ["queued"], { next: 0 });
  if (!flown.isCleared) renew(form, id, flown);
  document.getElementById("notice")?.replaceChildren();
  wake();
}

/** The region may have come back fresh, with a box of its own. */
const boxOf = (form) => (form.isConnected ? form.elements.line : document.getElementById("line"));

function putBack(form, words) {
  const box = boxOf(form);
  if (!box || box.value === words) return;
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

async function show() {
  const list = document.getElementById("kept");
  const shape = document.getElementById("kept-line");
  if (!list || !shape) return;
  const rows = (await unsent()).filter((row) => row.kind === list.dataset.kind && !isFresh(row));
  const lines = await Promise.all(rows.map(async (row) => {
    const { fields, said } = await read(row);
    if (fields[list.dataset.of]?.[0] !== list.dataset.id) return null;
    const line = shape.content.firstElementChild.cloneNode(true);
    line.querySelector(".w").textContent = said?.message ? `${fields.line[0]} — ${said.message}` : fields.line[0];
    return line;
  }));
  list.replaceChildren(...lines.filter(Boolean));
}

const isFresh = (row) => flying.has(row.id) && Date.now() - row.updated < SHOWN_AFTER;
