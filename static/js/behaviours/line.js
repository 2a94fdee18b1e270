// The typed line: what it says stands under it at every key, and it keeps the focus when the region comes back.
import { preview } from "../council/preview.js";

/** @param {HTMLInputElement} box */
export function attach(box) {
  box.addEventListener("input", () => preview(box));
  const busy = document.activeElement;
  if (busy && busy !== document.body && busy.closest("#people, #votes")) return;
  box.focus({ preventScroll: true });
  box.setSelectionRange(box.value.length, box.value.length);
}
