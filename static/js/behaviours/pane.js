// Where there is room, a row opens beside its list; what is done there answers there, and the list stays.
const WIDE = matchMedia("(min-width: 1180px)");

/** @param {HTMLElement} panes */
export function attach(panes) {
  const pane = document.getElementById(panes.dataset.pane);
  if (!pane || !window.htmx) return;
  const open = async (link) => {
    panes.querySelectorAll("[data-row].open").forEach((row) => row.classList.remove("open"));
    link.closest("[data-row]")?.classList.add("open");
    pane.hidden = false;
    panes.classList.add("two");
    await window.htmx.ajax("GET", link.href, { target: pane, select: ".beside", swap: "innerHTML", source: pane });
    pane.scrollTop = 0;
    pane.focus({ preventScroll: true });
  };
  const close = () => {
    if (pane.hidden) return;
    pane.hidden = true;
    panes.classList.remove("two");
    const row = panes.querySelector("[data-row].open");
    row?.classList.remove("open");
    row?.querySelector("a.t").focus();
  };
  panes.addEventListener("click", (event) => {
    const link = event.target.closest("[data-row] a.t");
    if (event.target.closest("[data-close]")) return close();
    if (!link || !WIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
  panes.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) close(); });
}
