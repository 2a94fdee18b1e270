// A link to a part of this page that is folded away: opens it in place instead of loading the page again.
export function attach(link) {
  link.addEventListener("click", (event) => {
    const part = document.getElementById(link.dataset.opens);
    if (!part) return;
    event.preventDefault();
    part.hidden = false;
    link.classList.add("on");
    link.setAttribute("aria-expanded", "true");
    part.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
    part.scrollIntoView({ block: "nearest" });
  });
}
