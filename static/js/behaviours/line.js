// The typed line keeps the focus: when the work region comes back after Enter, the box is ready at its end.
/** @param {HTMLInputElement} box */
export function attach(box) {
  const busy = document.activeElement;
  if (busy && busy !== document.body && busy.closest("#people, #votes")) return;
  box.focus({ preventScroll: true });
  box.setSelectionRange(box.value.length, box.value.length);
}
