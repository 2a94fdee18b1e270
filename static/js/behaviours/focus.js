// What arrived and must be read first (an error summary) takes the focus.
export function attach(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}
