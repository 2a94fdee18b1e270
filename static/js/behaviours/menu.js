// A menu closes by Escape and by a press elsewhere; its first answer takes the focus when it opens by keyboard.
/** @param {HTMLDetailsElement} menu */
export function attach(menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
      event.stopPropagation();
    }
    const stops = [...menu.querySelectorAll(".sheet a")];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (menu.open && to !== undefined && stops[to]) {
      event.preventDefault();
      event.stopPropagation();
      stops[to].focus();
    }
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}
