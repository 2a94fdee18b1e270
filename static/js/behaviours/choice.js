import { fold } from "../text.js";

// A choice among many is narrowed while one types: by any part of a name, by its pinyin, by its initials. One behaviour
// for a select (people, units, doors, goods) and for chips or lines with a box in each. Without scripts the line stays
// hidden and the whole choice stands there.
const MANY_OPTIONS = 21, MANY_CHIPS = 7;

/** @param {HTMLElement} box */
export function attach(box) {
  const find = box.querySelector(".find");
  if (!find) return;
  const list = box.querySelector("select");
  const line = find.querySelector("input");
  const narrow = list ? narrowOptions(list) : () => narrowChips(box, line.value);
  const show = () => { find.hidden = !line.value && (list ? list.options.length < MANY_OPTIONS : chipsOf(box).length < MANY_CHIPS); };
  show();
  new MutationObserver(show).observe(list ?? box, { childList: true, subtree: true }); // a phone fills its lists later
  line.addEventListener("input", () => narrow(line.value));
  line.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list && event.key === "ArrowDown") { event.preventDefault(); list.focus(); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (list) { list.size = 1; list.focus(); } else takeFirst(box, line);
  });
}

/** @param {string} text @param {string} wanted @param {string} sounds initials, then whole pinyin or other ways to say it */
function fits(text, sounds, wanted) {
  if (!wanted || fold(text).toLowerCase().replaceAll(" ", "").includes(wanted)) return true;
  return sounds.toLowerCase().split(" ").some((one) => one.includes(wanted));
}

const asked = (value) => fold(value).toLowerCase().replaceAll(" ", "");

/** @param {HTMLSelectElement} list */
function narrowOptions(list) {
  let every = [];
  return (value) => {
    const wanted = asked(value), kept = list.value;
    if (list.options.length > every.length) every = [...list.options];
    const fit = every.filter((one) => !one.value || fits(one.text, one.dataset.find ?? "", wanted));
    list.replaceChildren(...fit);
    const first = fit.find((one) => one.value);
    if (wanted && first) list.value = first.value;
    else if (fit.some((one) => one.value === kept)) list.value = kept;
    list.size = wanted ? Math.min(8, Math.max(2, fit.length)) : 1;
    if (list.value !== kept) list.dispatchEvent(new Event("change", { bubbles: true }));
  };
}

/** What is hidden or shown as one: the line or block that says how it is found, else the chip itself. */
const chipsOf = (box) => {
  const told = [...box.querySelectorAll("[data-find]")];
  return told.length ? told : [...box.querySelectorAll("label:has(input)")];
};

function narrowChips(box, value) {
  const wanted = asked(value);
  for (const chip of chipsOf(box)) chip.hidden = !fits(chip.textContent, chip.dataset.find ?? "", wanted) && !chip.querySelector(":checked");
  if (wanted) for (const leaf of box.querySelectorAll("details")) leaf.open = true;
}

function takeFirst(box, line) {
  const first = chipsOf(box).find((chip) => !chip.hidden && !chip.querySelector(":checked"));
  if (!first || !line.value) return;
  first.querySelector("input, a").click();
  line.value = "";
  line.dispatchEvent(new Event("input"));
}
