// The reader's line: whatever a card or barcode reader types lands here, and the focus comes back by itself.
const TYPING = "input:not([type=hidden]), textarea, select, [contenteditable]";

export function attach(line) {
  line.form?.addEventListener("submit", (event) => leave(event, line.form));
  const back = () => {
    if (!document.activeElement?.matches(TYPING) || document.activeElement === document.body) line.focus({ preventScroll: true });
  };
  line.focus({ preventScroll: true });
  // What stands there is typed over, or two scans would run together; a reader quicker than this page is not cut off.
  if (line.value === line.defaultValue) line.select();
  addEventListener("focus", back);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
    if (!event.target.matches(TYPING)) line.focus({ preventScroll: true });
  });
  document.addEventListener("focusout", () => setTimeout(back, 1500));
  document.addEventListener("htmx:afterSettle", back);
}

/** Where the network went while this page was open, its page for that is opened instead of the browser's own error. */
function leave(event, form) {
  if (!form.dataset.away || navigator.onLine) return;
  event.preventDefault();
  location.assign(form.dataset.away);
}
