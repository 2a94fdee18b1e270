// A form that asks a questionnaire: shows what is asked now, reckons, offers choices, copies groups, says what is wrong.
// Nothing here is a rule of its own; the server judges the same form by the same expressions.

import { faults, isReckoned } from "../questions/checks.js";
import { Filling } from "../questions/filling.js";
import { addGroup, dropGroup, regroup, setGroups } from "../questions/groups.js";

const PAUSE = 120;

function given(form, fresh) {
  return (key) => {
    const fields = form.elements[key];
    if (!fields) return null;
    const list = fields.tagName ? [fields] : [...fields];
    const picks = list[0].type === "radio" || list[0].type === "checkbox";
    const said = picks ? list.filter((one) => one.checked).map((one) => one.value).join(" ") : list[0].value;
    return said === "" && fresh.has(key) ? null : said;
  };
}

class Page {
  constructor(form) {
    this.form = form;
    this.model = JSON.parse(form.querySelector("[data-form]").textContent);
    this.say = JSON.parse(form.querySelector("[data-says]").textContent);
    this.fresh = new Set();
    this.asked = new Set();
    this.lang = document.documentElement.lang === "en" ? "en" : "zh";
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", (event) => this.left(event.target));
    form.addEventListener("click", (event) => this.tapped(event));
    form.addEventListener("questions", (event) => this.check() || event.preventDefault());
    form.addEventListener("putback", () => this.putBack());
    if (form.kept) this.putBack();
    else this.update();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), PAUSE);
  }

  update() {
    clearTimeout(this.timer);
    this.filling = new Filling(this.model, given(this.form, this.fresh), this.lang);
    if (regroup(this.form, this.filling)) this.filling = new Filling(this.model, given(this.form, this.fresh), this.lang);
    const places = new Map([...this.form.querySelectorAll("[data-q]")].map((place) => [place.dataset.q, place]));
    let dropped = false;
    for (const node of this.filling.nodes) dropped = this.show(node, places.get(node.key)) || dropped;
    this.form.elements.seen.value = this.filling.answered().map((node) => node.key).join(" ");
    if (dropped) this.update();
  }

  show(node, place) {
    if (!place) return false;
    place.hidden = !node.asked || "unseen" in place.dataset;
    const { question } = node;
    for (const [name, mark] of [["label", "[data-label]"], ["hint", "[data-hint]"]]) {
      const line = isReckoned(question[name]) && place.querySelector(mark);
      if (line) line.textContent = this.filling.words(question[name], node);
    }
    const known = place.querySelector("[data-known]");
    if (known) known.hidden = known.dataset.known !== (node.value ?? "");
    const field = this.form.elements[node.key];
    const fixed = question.calculate !== undefined || this.fresh.has(node.key);
    if (field?.tagName && !["radio", "checkbox"].includes(field.type) && fixed && node.asked && field.value !== (node.value ?? "")) field.value = node.value ?? "";
    return question.filter !== undefined && this.offer(node, place);
  }

  /** Choices that a filter leaves out are hidden, and not chosen any more. */
  offer(node, place) {
    const offered = new Set(this.filling.offered(node));
    let dropped = false;
    for (const choice of place.querySelectorAll("input[value], option[value]:not([value=''])")) {
      const is = offered.has(choice.value);
      const state = choice.tagName === "OPTION" ? "selected" : "checked";
      (choice.closest("label") ?? choice).hidden = !is;
      if (is || !choice[state] || !node.asked) continue;
      choice[state] = false;
      dropped = true;
    }
    return dropped;
  }

  left(field) {
    this.fresh.delete(field.name);
    this.update();
    const sentence = field.value ? faults(this.filling, this.say).get(field.name) : "";
    setTimeout(() => this.tell(field.name, sentence ?? ""), PAUSE * 2); // not under a finger that is tapping something else
  }

  tapped(event) {
    const button = event.target.closest("[data-add], [data-drop]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.add) for (const key of addGroup(this.form, button.dataset.add)) this.fresh.add(key);
    else dropGroup(this.form, button.dataset.drop);
    this.update();
    this.form.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept with the group
  }

  tell(key, sentence) {
    const place = this.form.querySelector(`[data-q="${CSS.escape(key)}"]`);
    const error = place?.querySelector("[data-error]");
    if (!error) return;
    place.classList.toggle("bad", Boolean(sentence));
    error.hidden = !sentence;
    error.querySelector("span").textContent = sentence;
    const field = place.querySelector("input:not([type=hidden]), textarea, select");
    if (sentence) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }

  /** Everything asked is right; else each wrong one says so and the first is in view. */
  check() {
    this.update();
    const wrong = faults(this.filling, this.say);
    for (const node of this.filling.nodes) this.tell(node.key, wrong.get(node.key) ?? "");
    const [first] = wrong.keys();
    const place = first && this.form.querySelector(`[data-q="${CSS.escape(first)}"]`);
    place?.scrollIntoView({ block: "center" });
    place?.querySelector("input:not([type=hidden]), textarea, select")?.focus({ preventScroll: true });
    return !first;
  }

  /** A draft came back: its groups first, then what was in them. */
  putBack() {
    const { kept, puts } = this.form;
    for (const [name, [count]] of Object.entries(kept)) if (/^c\d/.test(name)) setGroups(this.form, `q${name.slice(1)}`, Number(count));
    puts(this.form, kept);
    this.update();
  }
}

/** The evaluator is a script of its own, which may arrive after this one. */
function evaluator() {
  if (globalThis.xpath) return Promise.resolve();
  const script = document.querySelector("script[data-evaluator]");
  return new Promise((ready) => script.addEventListener("load", ready, { once: true }));
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  evaluator().then(() => new Page(form));
}
