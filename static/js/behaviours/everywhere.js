// Ctrl+K or / lays the search over this page; Escape puts it away and gives the focus back.
/** @param {HTMLAnchorElement} link */
export function attach(link) {
  let box = null;
  const open = () => {
    const from = document.activeElement;
    box?.remove();
    box = document.createElement("dialog");
    box.className = "over-all";
    box.setAttribute("aria-label", link.textContent.trim());
    document.body.append(box);
    box.addEventListener("close", () => { box.remove(); from?.focus?.(); });
    box.addEventListener("click", (event) => event.target === box && box.close());
    box.showModal();
    window.htmx.ajax("GET", link.pathname, { target: box, source: box, swap: "innerHTML" });
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || !window.htmx || !HTMLDialogElement) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select");
    const asked = ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") || (event.key === "/" && !typing);
    if (!asked || event.defaultPrevented || !window.htmx) return;
    event.preventDefault();
    open();
  });
}
