// Where there is room, a row opens beside its list; what is done there answers there, and the list stays.
const WIDE = matchMedia("(min-width: 1180px)");
const PART = ".deskhd, .top .line-up > .grow, .hd, #main > *";

/** @param {HTMLElement} panes */
export function attach(panes) {
  const pane = document.getElementById(panes.dataset.pane);
  const { htmx } = window;
  if (!pane || !htmx) return;
  const frame = pane.parentElement;
  let opened = "";
  const light = () => {
    for (const row of panes.querySelectorAll("[data-row]")) row.classList.toggle("open", row.querySelector("a.t")?.href === opened);
  };
  const show = async (address) => {
    opened = address;
    light();
    frame.hidden = false;
    panes.classList.add("two");
    await htmx.ajax("GET", address, { target: pane, source: pane, select: PART, swap: "innerHTML" });
    frame.scrollTop = 0;
    pane.focus({ preventScroll: true });
  };
  const close = () => {
    if (frame.hidden) return false;
    frame.hidden = true;
    panes.classList.remove("two");
    const row = panes.querySelector("[data-row].open");
    opened = "";
    light();
    row?.querySelector("a.t").focus();
    return true;
  };
  panes.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) close();
    const link = event.target.closest("[data-row] a.t");
    if (!link || !WIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && close()) event.preventDefault();
  });
  pane.addEventListener("htmx:beforeOnLoad", (event) => { // a paper or a workbook is no part of a page
    const { xhr } = event.detail;
    if ((xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/html")) return;
    event.preventDefault();
    location.assign(xhr.responseURL);
  });
  pane.addEventListener("htmx:afterSwap", (event) => { // what was done here shows in the list as well
    if (event.detail.requestConfig?.verb !== "post") return;
    const list = document.getElementById("list");
    htmx.ajax("GET", location.href, { target: list, source: list, select: "#list", swap: "outerHTML" }).then(light);
  });
}
