// Arrow keys walk through a list (data-keys on it); Home and End jump. Typing in a field is left alone.
export function attach(list) {
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const stops = [...list.querySelectorAll("a[href], button:not([disabled]), [tabindex='0']")].filter((stop) => stop.offsetParent);
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (to === undefined || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  });
}
