// A list by keyboard: arrows walk the rows, Enter opens, x marks, a goes to the acts, n and p turn pages, f searches, ? shows all this.
let waiting = null;

/** @param {HTMLElement} list */
export function attach(list) {
  const rows = [...list.querySelectorAll("[data-row]")];
  const boxes = rows.map((row) => row.querySelector("input[type=checkbox]"));
  const all = list.querySelector("[data-all]");
  for (const row of rows) row.querySelector(".t").tabIndex = -1;
  if (rows.length) rows[0].querySelector(".t").tabIndex = 0; // one stop for Tab: inside, the arrows walk
  const tell = () => {
    const marked = boxes.filter((box) => box.checked).length;
    const words = list.querySelector("[data-marked]");
    words.hidden = !marked;
    words.textContent = ` · ${words.dataset.words.replace("#", String(marked))}`;
    for (const button of list.querySelectorAll("[data-needs-marks]")) button.hidden = !marked;
    rows.forEach((row, at) => row.classList.toggle("marked", boxes[at].checked));
    if (all) all.checked = marked > 0 && marked === boxes.length;
  };
  all?.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); tell(); });
  list.addEventListener("change", (event) => event.target.name === "row" && tell());
  list.addEventListener("submit", (event) => { // a file or a new tab leaves this page as it is
    if (event.submitter?.hasAttribute("data-stays")) setTimeout(() => event.target.classList.remove("busy"), 800);
  });
  tell();
  if (waiting === "first") go(rows, 0);
  if (waiting === "last") go(rows, rows.length - 1);
  waiting = null;
}

/** @param {HTMLElement[]} rows @param {number} at */
function go(rows, at) {
  const link = rows[at]?.querySelector(".t");
  if (!link) return false;
  for (const row of rows) row.querySelector(".t").tabIndex = -1;
  link.tabIndex = 0;
  link.focus();
  return true;
}

/** @param {string} way @param {HTMLElement} list */
function turn(way, list) {
  const link = list.querySelector(`.pager [rel=${way}]`);
  if (!link) return false;
  waiting = way === "next" ? "first" : "last";
  link.click();
  return true;
}

/** @param {KeyboardEvent} event @param {HTMLElement} list */
function pressed(event, list) {
  const rows = [...list.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  switch (event.key) {
    case "ArrowDown": case "j": return go(rows, at + 1) || turn("next", list);
    case "ArrowUp": case "k": return at > 0 ? go(rows, at - 1) : turn("prev", list);
    case "Home": return go(rows, 0);
    case "End": return go(rows, rows.length - 1);
    case "x": rows[at]?.querySelector("input").click(); return at >= 0;
    case "a": { const act = list.querySelector("[data-needs-marks]:not([hidden])"); act?.focus(); return Boolean(act); }
    case "n": return turn("next", list);
    case "p": return turn("prev", list);
    case "f": list.querySelector("[data-list-search]")?.focus(); return true;
    case "?": { const help = list.querySelector("[data-help]"); help.open = !help.open; help.querySelector("summary").focus(); return true; }
    default: return false;
  }
}

document.addEventListener("keydown", (event) => {
  const list = document.querySelector("[data-list]");
  if (!list || event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  const here = /** @type {Element} */ (event.target);
  if (here.matches("input:not([type=checkbox]), textarea, select") || here.closest("#pane, details[open] .sheet")) return;
  if (pressed(event, list)) event.preventDefault();
});
