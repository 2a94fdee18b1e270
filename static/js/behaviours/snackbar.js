// Counts the seconds left for undo, then leaves. The server decides whether the undo still counts.
export function attach(bar) {
  let left = Number(bar.dataset.snackbar) || 6;
  const shown = bar.querySelector("[data-left]");
  const clock = setInterval(() => {
    left -= 1;
    if (shown) shown.textContent = String(left);
    if (left > 0) return;
    clearInterval(clock);
    if (bar.contains(document.activeElement)) document.getElementById("main")?.focus();
    bar.remove();
  }, 1000);
}
