import { fold } from "../text.js";

// Arrows walk from the line into what it found and back; Enter opens the first, of what was typed and nothing older.
/** @param {HTMLInputElement} line */
export function attach(line) {
  const palette = line.closest(".palette");
  const fresh = () => palette.querySelector("#hits")?.dataset.for === fold(line.value);
  const first = () => palette.querySelector("#hits a.row");
  let waits = false;
  line.focus();
  palette.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const stops = [line, ...palette.querySelectorAll("#hits a.row")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      if (fresh()) first()?.click();
      else waits = true;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  });
  palette.addEventListener("htmx:afterSettle", () => {
    if (!palette.contains(document.activeElement)) line.focus(); // what was focused has been replaced
    if (waits && fresh()) {
      waits = false;
      first()?.click();
    }
  });
}
