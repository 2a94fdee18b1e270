// Keys of the hall: Alt+↓ next line of the agenda, Alt+↑ the one before, Ctrl+Z in an empty box takes back the last
// sentence, Alt+V opens the vote. Every key presses a button that is there for the mouse as well.
const KEYS = { ArrowDown: "[data-next]", ArrowUp: "[data-previous]" };

/** Heard on the whole page: after a click on a name the region comes back and the focus is nowhere.
 *  @param {Element} hall */
export function attach(hall) {
  document.addEventListener("keydown", (event) => {
    const box = hall.querySelector("[data-line]");
    if (event.altKey && KEYS[event.key]) press(event, hall, KEYS[event.key]);
    if (event.altKey && event.code === "KeyV") openVote(event, hall);
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target === box && !box.value) press(event, hall, "[data-undo]");
    if (event.key === "Escape" && box && event.target !== box) box.focus();
  });
}

function press(event, hall, selector) {
  const button = hall.querySelector(selector);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function openVote(event, hall) {
  const fold = hall.querySelector("[data-votes]");
  if (!fold) return;
  event.preventDefault();
  fold.open = true;
  fold.querySelector("#votes_for")?.focus();
}
