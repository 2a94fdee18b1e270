// What a hand and an eye would trip over on this page: width, targets, small words, missing names.
(least) => {
  const found = { over: document.documentElement.scrollWidth - innerWidth, small: [], tiny: [], nameless: [] };
  const name = (e) => (e.innerText || "").trim().slice(0, 14) || e.getAttribute("aria-label") || e.id || e.name || e.outerHTML.slice(0, 60);
  const seen = (e) => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(e).visibility !== "hidden" && !e.closest("[aria-hidden=true], .skip, .vh");
  };
  for (const e of document.querySelectorAll("a[href], button, label.chip, .seg label, .pick label, input, select, textarea, summary")) {
    if (!seen(e) || e.type === "hidden" || getComputedStyle(e).opacity === "0") continue;
    const target = e.matches("input[type=checkbox]") && e.closest("label") ? e.closest("label") : e; // the label is what a finger hits
    const box = target.getBoundingClientRect();
    const inWords = e.matches("p a, li p a, td a, dd a:not(.a a)") && getComputedStyle(e).display === "inline";
    if (!inWords && (box.width < least - 0.5 || box.height < least - 0.5)) found.small.push(`${name(e)} ${Math.round(box.width)}×${Math.round(box.height)}`);
    const spoken = e.matches("input, select, textarea") ? e.labels?.length || e.ariaLabel || e.getAttribute("aria-label") : e.textContent.trim() || e.getAttribute("aria-label");
    if (!spoken) found.nameless.push(e.outerHTML.slice(0, 80));
  }
  const floor = document.documentElement.dataset.mode === "elder" ? 18 : innerWidth > 800 ? 12 : 13;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const box = text.parentElement;
    if (!text.textContent.trim() || box.closest("template, .badge, .say, svg, kbd") || !seen(box)) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size && size < floor - 0.1) found.tiny.push(text.textContent.trim().slice(0, 14));
  }
  return found;
}
