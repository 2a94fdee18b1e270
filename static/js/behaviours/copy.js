// Copies an address. Only a secure page has the clipboard; elsewhere a selected text field does the same.
function copyBySelection(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  field.className = "vh";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

export function attach(button) {
  button.hidden = false;
  const label = button.lastChild;
  const words = label.textContent;
  button.addEventListener("click", async () => {
    const text = new URL(button.dataset.copy, location.href).href;
    if (navigator.clipboard) await navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
    else copyBySelection(text);
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = words), 2000);
  });
}
