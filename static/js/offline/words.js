// Words and pieces of page come from the server's templates; a script only clones and fills them.

/** The sentence named `name` in the page's language, with {n} and the like filled in. */
export function word(name, values = {}) {
  const sheet = document.getElementById("offline-words");
  const found = sheet?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return found.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

export function clock(moment) {
  const when = new Date(moment);
  const time = when.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  if (when.toDateString() === new Date().toDateString()) return time;
  return `${when.getMonth() + 1}-${when.getDate()} ${time}`;
}

/** A copy of the template's one root element, filled. */
export function piece(id, values) {
  const copy = document.getElementById(id).content.firstElementChild.cloneNode(true);
  return fill(copy, values);
}

/** data-text, data-value, data-href="/x/{id}", data-if, data-state, and <template data-each>. */
export function fill(root, values) {
  for (const holder of within(root, "template[data-each]")) repeat(holder, values[holder.dataset.each] ?? []);
  for (const place of within(root, "[data-text]")) place.textContent = values[place.dataset.text] ?? "";
  for (const place of within(root, "[data-value]")) place.value = values[place.dataset.value] ?? "";
  for (const place of within(root, "[data-if]")) place.hidden = !values[place.dataset.if];
  for (const place of within(root, "[data-unless]")) place.hidden = Boolean(values[place.dataset.unless]);
  for (const place of within(root, "[data-state]")) place.dataset.is = values[place.dataset.state] ?? "";
  for (const place of within(root, "[data-href]")) place.href = links(place.dataset.href, values);
  for (const place of within(root, "[data-action]")) place.action = links(place.dataset.action, values);
  for (const place of within(root, "[data-id]")) place.dataset.id = values[place.dataset.id || "id"] ?? place.dataset.id;
  return root;
}

function repeat(holder, rows) {
  for (const old of [...(holder.parentElement?.querySelectorAll(":scope > [data-filled]") ?? [])]) old.remove();
  for (const row of rows) {
    const copy = holder.content.firstElementChild.cloneNode(true);
    copy.dataset.filled = "";
    holder.before(fill(copy, row));
  }
}

function within(root, selector) {
  const inner = [...root.querySelectorAll(selector)].filter((place) => !place.closest("[data-filled]") || root.closest("[data-filled]"));
  return root.matches?.(selector) ? [root, ...inner] : inner;
}

const links = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key] ?? ""));
