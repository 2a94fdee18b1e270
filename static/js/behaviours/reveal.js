// A choice shows its own part of the form; without script every part is shown.
export function attach(group) {
  const parts = [...document.getElementById(group.dataset.reveal).querySelectorAll("[data-when]")];
  const show = () => {
    const chosen = group.querySelector("input:checked, [aria-pressed=true]")?.value ?? "";
    for (const part of parts) {
      part.hidden = !part.dataset.when.split(" ").includes(chosen);
      if (part instanceof HTMLFieldSetElement) part.disabled = part.hidden;
    }
  };
  group.addEventListener("change", show);
  show();
}
