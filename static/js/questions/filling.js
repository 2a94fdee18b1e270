// One filling-in on the phone: the tree of the form from what the page holds, what is asked now, what is reckoned, what is
// wrong. The same steps as webapp/casework/questionnaires/fill_rules.py.

import { evaluate } from "./expressions.js";
import { number, text, truth } from "./values.js";

const LISTS = "fg-lists";
const PASSES = 15;
const MOST_GROUPS = 60;
const SILENT = ["calculate", "hidden", "note", "group", "repeat"];
const WIDE = "０１２３４５６７８９．－";
const listTag = (name) => `list-${name.replace(/[^\p{L}\p{N}_.-]/gu, "_")}`;
const narrow = (said) => said.replace(/[０-９．－]/g, (letter) => "0123456789.-"[WIDE.indexOf(letter)]);

/** `given(key)`: what the page holds under a key, null where nothing was ever there. */
export class Filling {
  constructor(form, given, lang = "zh") {
    Object.assign(this, { form, given, lang, counts: {} });
    for (let turn = 0; turn < 6; turn += 1) {
      this.build();
      this.settle();
      if (!this.recount()) break;
    }
  }

  build() {
    this.document = document.implementation.createDocument(null, this.form.root);
    const element = this.document.documentElement;
    this.top = { question: { kind: "group", path: "", items: this.form.items }, key: "q0", element, above: null, below: [], asked: true };
    this.nodes = [];
    this.fill(this.top, this.form.items, "");
    this.lists(element);
  }

  fill(above, items, tail) {
    for (const question of items) {
      const key = `q${question.n}${tail}`;
      const repeats = question.kind === "repeat";
      const groups = repeats ? this.groups(question, key) : 1;
      for (let place = 1; place <= groups; place += 1) {
        const here = repeats ? `${tail}_${place}` : tail;
        const element = above.element.appendChild(this.document.createElement(question.name));
        const node = { question, key: `q${question.n}${here}`, element, above, below: [], asked: true, value: null };
        above.below.push(node);
        this.nodes.push(node);
        if (question.items) this.fill(node, question.items, here);
        else element.textContent = node.value = this.worth(question, node.key);
      }
    }
  }

  worth(question, key) {
    const said = this.given(key) ?? question.default ?? null;
    return said !== null && ["integer", "decimal"].includes(question.kind) ? narrow(said.trim()) : said;
  }

  groups(question, key) {
    if (question.count !== undefined) return this.counts[key] ?? 0;
    return Math.min(Number(this.given(`c${key.slice(1)}`) ?? 1), MOST_GROUPS);
  }

  lists(root) {
    const lists = root.appendChild(this.document.createElement(LISTS));
    this.choices = new Map();
    for (const [name, choices] of Object.entries(this.form.lists)) {
      const above = lists.appendChild(this.document.createElement(listTag(name)));
      for (const choice of choices) {
        const element = above.appendChild(this.document.createElement("item"));
        this.choices.set(element, choice);
        for (const [column, said] of [["name", choice.name], ...Object.entries(choice.columns)]) {
          element.appendChild(this.document.createElement(column)).textContent = said;
        }
      }
    }
  }

  recount() {
    const before = JSON.stringify(this.counts);
    for (const above of [this.top, ...this.nodes]) {
      for (const question of above.question.items ?? []) {
        if (question.kind !== "repeat" || question.count === undefined) continue;
        const tail = above.key.includes("_") ? above.key.slice(above.key.indexOf("_")) : "";
        const said = above.asked ? number(this.say(question.count, above)) : 0;
        this.counts[`q${question.n}${tail}`] = Number.isNaN(said) ? 0 : Math.max(0, Math.min(Math.trunc(said), MOST_GROUPS));
      }
    }
    return before !== JSON.stringify(this.counts);
  }

  say(expression, node) {
    return evaluate(expression, node.element, this);
  }

  /** Only a text that changed can change another answer; what is asked is settled from the outside inwards in one go. */
  settle() {
    for (let turn = 0; turn < PASSES; turn += 1) {
      let changed = false;
      for (const node of this.nodes) changed = this.look(node, turn === 0) || changed;
      if (!changed) return;
    }
  }

  look(node, first) {
    const { question } = node;
    const asked = node.above.asked && (question.relevant === undefined || truth(this.say(question.relevant, node)));
    node.asked = asked;
    if (question.items) return false;
    if (asked && question.calculate !== undefined) node.value = text(this.say(question.calculate, node));
    else if (node.value === null && question.default_expression !== undefined && first) node.value = text(this.say(question.default_expression, node));
    const shown = asked ? (node.value ?? "") : "";
    if (node.element.textContent === shown) return false;
    node.element.textContent = shown;
    return true;
  }

  choiceName(value, path) {
    const question = this.nodes.find((node) => node.question.path === path.trim())?.question;
    const choice = (this.form.lists[question?.list] ?? []).find((one) => one.name === value);
    return choice ? this.words(choice.label ?? {}, this.top) : value;
  }

  words(words, node) {
    const names = Object.keys(words);
    const marks = this.lang === "zh" ? ["中文", "zh", "chinese", "汉语"] : ["english", "(en)", "en"];
    const name = names.find((one) => marks.some((mark) => one.toLowerCase().includes(mark)))
      ?? this.form.languages.find((one) => words[one]) ?? ("" in words ? "" : names[0]);
    return (words[name] ?? []).map((part) => (typeof part === "string" ? part : text(this.say(part.x, node)))).join("");
  }

  offered(node) {
    if (node.question.filter === undefined) return (this.form.lists[node.question.list] ?? []).map((choice) => choice.name);
    const found = this.say(node.question.filter, node);
    return Array.isArray(found) ? found.map((element) => this.choices.get(element)?.name) : [];
  }

  /** Nodes that are asked and answered by somebody. */
  answered() {
    return this.nodes.filter(({ asked, question: { kind } }) => asked && !SILENT.includes(kind) && !kind.startsWith("meta"));
  }
}
