import { fold } from "../text.js";

// Finds people by name or pinyin initials; Enter takes the first one shown.
export function attach(picker) {
  const box = picker.querySelector(".find");
  if (!box) return; // a short list without a search box
  const input = box.querySelector("input");
  const chips = [...picker.querySelectorAll("[data-find]")];
  box.hidden = chips.length < 7;
  input.addEventListener("input", () => {
    const wanted = fold(input.value).toLowerCase();
    for (const chip of chips) {
      const [initials, name] = chip.dataset.find.split(" ");
      chip.hidden = !(initials.startsWith(wanted) || name.toLowerCase().includes(wanted) || chip.querySelector(":checked"));
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const first = chips.find((chip) => !chip.hidden && !chip.querySelector(":checked"));
    if (!first || !input.value) return;
    first.querySelector("input").click();
    input.value = "";
    input.dispatchEvent(new Event("input"));
  });
}
