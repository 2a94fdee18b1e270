// 今天 +3 +7 月底: one tap fills the date field with the id in data-dates.
export function attach(chips) {
  const field = document.getElementById(chips.dataset.dates);
  if (!field) return;
  chips.hidden = false;
  const mark = () => {
    for (const chip of chips.querySelectorAll("[data-date]")) {
      chip.classList.toggle("on", chip.dataset.date === field.value);
      chip.setAttribute("aria-pressed", String(chip.dataset.date === field.value));
    }
  };
  chips.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-date]");
    if (!chip) return;
    field.value = chip.dataset.date;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.addEventListener("input", mark);
  mark();
}
