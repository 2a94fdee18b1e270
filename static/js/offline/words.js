// Words and pieces of page come from the server's templates; a script only clones and fills them.

/** The server writes them before this script, in the page's language. */
const WORDS = globalThis.FULLGRID_WORDS ?? {};
const DOT = " · ";

/** The sentence named `name` in the page's language, with {n} and the like filled in. */
export function word(name, values = {}) {
  return (WORDS[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

export function clock(moment) {
  const when = new Date(moment);
  const time = when.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  return when.toDateString() === new Date().toDateString() ? time : `${spoken(when)} ${time}`;
}

/** 8月19日, 19 Aug; with the year when it is another one. */
function spoken(when) {
  const year = when.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const [lang, month] = document.documentElement.lang === "en" ? ["en-GB", "short"] : ["zh-CN", "long"];
  return when.toLocaleDateString(lang, { year, month, day: "numeric" });
}

/** A day as the server sends it (2026-08-19; phones keep some as 08-19), as its own pages write it. */
export function day(sent) {
  const [, year, month, date] = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/.exec(sent) ?? [];
  return month ? spoken(new Date(year ?? new Date().getFullYear(), month - 1, date)) : sent;
}

/** A copy of the template's one root element, filled. */
export function piece(id, values) {
  const copy = document.getElementById(id).content.firstElementChild.cloneNode(true);
  return fill(copy, values);
}

/** data-text, -day, -name, -value, -href="/x/{id}", -if, -class, -state, -record, and <template data-each> for lists. */
export function fill(root, values) {
  for (const holder of within(root, "template[data-each]")) repeat(holder, values[holder.dataset.each] ?? []);
  for (const place of within(root, "[data-text]")) say(place, values[place.dataset.text] ?? "");
  for (const place of within(root, "[data-day]")) place.textContent = day(values[place.dataset.day] ?? "");
  for (const place of within(root, "[data-name]")) place.name = values[place.dataset.name] ?? "";
  for (const place of within(root, "[data-value]")) place.value = values[place.dataset.value] ?? "";
  for (const place of within(root, "[data-if]")) place.hidden = !values[place.dataset.if] && values[place.dataset.if] !== 0;
  for (const place of within(root, "[data-state]")) place.dataset.is = values[place.dataset.state] ?? "";
  for (const place of within(root, "[data-class]")) dress(place, values[place.dataset.class] ?? "");
  for (const place of within(root, "[data-href]")) place.setAttribute("href", links(place.dataset.href, values));
  for (const place of within(root, "[data-record]")) place.dataset.record = values.id ?? "";
  return root;
}

/** What is joined by dots, as the server's pages have it: a box a part, so that a dot ends no line. */
export function say(place, text) {
  const [first, ...others] = String(text).split(DOT);
  if (!others.length) return void (place.textContent = first);
  const line = element("span", element("span", first), ...others.flatMap((part) => [element("wbr"), element("span", element("i", DOT), part)]));
  line.className = "dts";
  return place.replaceChildren(line);
}

function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

/** One list of a page; what else stands there stays as it is. */
export function list(root, name, rows) {
  for (const holder of within(root, `template[data-each="${name}"]`)) repeat(holder, rows);
}

function repeat(holder, rows) {
  for (const old of [...holder.parentElement.children]) if (old.dataset.filled === holder.dataset.each) old.remove();
  for (const row of rows) {
    const copy = holder.content.firstElementChild.cloneNode(true);
    copy.dataset.filled = holder.dataset.each;
    holder.before(fill(copy, row));
  }
}

/** Those of this copy, not those of copies inside it: they have values of their own. */
function within(root, selector) {
  const mine = root.closest("[data-filled]");
  const inner = [...root.querySelectorAll(selector)].filter((place) => place.closest("[data-filled]") === mine);
  return root.matches(selector) ? [root, ...inner] : inner;
}

function dress(place, look) {
  place.dataset.base ??= place.className;
  place.className = `${place.dataset.base} ${look}`.trim();
}

const links = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key] ?? ""));
