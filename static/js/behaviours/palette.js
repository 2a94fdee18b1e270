// Arrows walk from the line into what it found and back; Enter opens the first.
/** @param {HTMLInputElement} line */
export function attach(line) {
  const palette = line.closest(".palette");
  line.focus();
  palette.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const stops = [line, ...palette.querySelectorAll("#hits a.row")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Enter" && at === 0 && stops[1]) {
      event.preventDefault();
      stops[1].click();
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  });
}
