// A grid of numbers by keyboard: Enter and the arrows go to the same column of the next or previous row.
export function attach(table) {
  const rows = () => [...table.tBodies[0].rows].filter((row) => row.querySelector("input"));
  table.addEventListener("keydown", (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("input") || event.isComposing) return;
    const cell = event.target.closest("td");
    const all = rows();
    const next = all[all.indexOf(cell.parentElement) + (event.shiftKey ? -step : step)]?.cells[cell.cellIndex]?.querySelector("input");
    event.preventDefault();
    next?.focus();
    next?.select();
  });
}
