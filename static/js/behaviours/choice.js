import { fold } from "../text.js";

// A long list is narrowed while one types: by any part of a name, by its pinyin, by its initials.
/** @param {HTMLElement} box */
export function attach(box) {
  const list = box.querySelector("select");
  const find = box.querySelector(".find");
  const line = find.querySelector("input");
  const every = [...list.options];
  find.hidden = false;
  line.addEventListener("input", () => {
    const wanted = fold(line.value).toLowerCase().replaceAll(" ", "");
    const kept = list.value;
    const fit = every.filter((one) => {
      if (!one.value || !wanted) return true;
      const [initials = "", whole = ""] = (one.dataset.find ?? "").split(" ");
      return one.text.toLowerCase().includes(wanted) || initials.includes(wanted) || whole.includes(wanted);
    });
    list.replaceChildren(...fit);
    const first = fit.find((one) => one.value);
    if (wanted && first) list.value = first.value;
    else if (fit.some((one) => one.value === kept)) list.value = kept;
    list.size = wanted ? Math.min(8, Math.max(2, fit.length)) : 1;
  });
  line.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); list.focus(); }
    if (event.key === "Enter") { event.preventDefault(); list.size = 1; list.focus(); }
  });
}
