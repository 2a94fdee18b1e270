// A sentence entered without a network goes into the same outbox as the visits, under the id it was given, and is
// shown until it is received. app.js tells a form that could not be sent ("unsent").
import { listen } from "../offline/bus.js";
import { newId } from "../offline/ids.js";
import { read, save, unsent } from "../offline/outbox.js";
import { wake } from "../offline/send.js";

listen("outbox", show);

/** @param {HTMLFormElement} form */
export function attach(form) {
  form.addEventListener("unsent", (event) => event.target === form && keep(form));
  show();
}

/** The box is emptied only when the sentence has been read back from the store; otherwise it stays in the box. */
async function keep(form) {
  const given = form.elements;
  const fields = Object.fromEntries(["meeting_id", "line_id", "line"].map((name) => [name, [given[name].value]]));
  if (!given.line.value.trim()) return;
  await save({ id: given.id.value, kind: "resolution", version: 1, fields, path: location.pathname }, "queued");
  given.line.value = "";
  given.id.value = newId();
  document.getElementById("notice")?.replaceChildren();
  wake();
}

async function show() {
  const list = document.getElementById("kept");
  const shape = document.getElementById("kept-line");
  if (!list || !shape) return;
  const rows = (await unsent()).filter((row) => row.kind === "resolution");
  const lines = await Promise.all(rows.map(async (row) => {
    const { fields, said } = await read(row);
    if (fields.meeting_id[0] !== list.dataset.meeting) return null;
    const line = shape.content.firstElementChild.cloneNode(true);
    line.querySelector(".w").textContent = said?.message ? `${fields.line[0]} — ${said.message}` : fields.line[0];
    return line;
  }));
  list.replaceChildren(...lines.filter(Boolean));
}
