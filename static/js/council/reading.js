// One typed line read as a resolution, as webapp/council/sittings/line_rules.py reads it, for the preview without a network.
import { findDayInside, looksLikeDay, NUMBER, number, readDay, workingDays } from "./days.js";

const MEASURES = "盏个块处台套把张辆户家次场份条棵株米栋幢座间根扇名人组本只件箱桶批项部";
const TOTAL = new RegExp(`(?:共|一共|合计|总共)(?<n>${NUMBER})(?<u>[${MEASURES}])`);
const COUNT = new RegExp(`(?<![0-9０-９.第])(?<n>[0-9０-９]{1,4})(?<u>[${MEASURES}])(?!楼|号|月|日)`, "g");
const EACH = new RegExp(`(?:一|每)(?:栋|幢|楼|座)(?:楼)?(?:各)?(?:装|放|设|配|安)?(?<n>${NUMBER})(?<u>[${MEASURES}])`);
const PERSON = /(盯|验)?[@＠]([^\s@＠,，。;；0-9０-９]+)/g;
const ROLES = { "": "owner", 盯: "watcher", 验: "verifier" };

const bare = (words) => words.replace(/^[，,。]+|[，,。]+$/g, "");

/** By the whole name, its initials or pinyin, its beginning, its middle; somebody in the room comes first. */
export function find(name, people) {
  const typed = name.trim().toLowerCase();
  const tests = [
    (one) => one.name.toLowerCase() === typed,
    (one) => one.keys.includes(typed),
    (one) => one.name.toLowerCase().startsWith(typed),
    (one) => one.keys.some((key) => key.startsWith(typed)),
    (one) => [...typed].length > 1 && one.name.toLowerCase().includes(typed),
  ];
  for (const test of tests) {
    const hits = people.filter(test);
    if (!hits.length) continue;
    const active = hits.some((one) => !one.left) ? hits.filter((one) => !one.left) : hits;
    const here = active.filter((one) => one.here);
    return here.length === 1 ? here : active;
  }
  return [];
}

/** @param {string} text @param {string} today the meeting's day @param {{name: string, keys: string[]}[]} people */
export function readLine(text, today, people) {
  const line = { owner: null, watcher: null, verifier: null };
  const named = text.replaceAll("　", " ").replace(PERSON, (_, as, name) => {
    line[ROLES[as ?? ""]] ??= { typed: name, found: find(name, people) };
    return " ";
  });
  const { rest, said } = splitDay(named.trim());
  line.deadline = said ? readDay(said, today) : findDayInside(rest, today);
  line.working = said ? workingDays(said) : null;
  line.badDay = said && line.deadline === null && line.working === null ? said : "";
  line.deed = rest.replace(/\s+/g, " ").replace(/^[ ，,。;；]+|[ ，,。;；]+$/g, "");
  return Object.assign(line, count(rest));
}

function splitDay(text) {
  const words = text.split(/\s+/).filter(Boolean);
  for (let place = words.length - 1; place >= 0; place -= 1) {
    const said = bare(words[place]);
    if (looksLikeDay(said)) return { rest: [...words.slice(0, place), ...words.slice(place + 1)].join(" "), said };
  }
  return { rest: text, said: "" };
}

function count(deed) {
  const each = EACH.exec(deed);
  let total = TOTAL.exec(deed);
  if (!total && !each) {
    const counts = [...deed.matchAll(COUNT)];
    total = counts.length === 1 ? counts[0] : null;
  }
  const per = each ? number(each.groups.n) : null;
  if (total) return { quantity: number(total.groups.n), unit: total.groups.u, each: per };
  return { quantity: null, unit: each?.groups.u ?? "", each: per };
}

/** @returns {Record<string, [string, Record<string, string>]>} by cell: which sentence, with which words in it */
export function problems(line, today) {
  const found = {};
  if (!line.deed) found.deed = ["deed", {}];
  else if (line.quantity === 0) found.deed = ["none", {}];
  for (const part of ["owner", "watcher", "verifier"]) {
    const trouble = line[part] && whoTrouble(line[part]);
    if (trouble) found[part] = trouble;
  }
  if (line.badDay) found.deadline = ["no_day", { day: line.badDay }];
  else if (line.deadline && line.deadline < today) {
    const [, month, day] = line.deadline.split("-").map(Number);
    found.deadline = ["early", { day: `${month}月${day}日` }];
  }
  const [owner, verifier] = [line.owner, line.verifier].map((who) => (who?.found.length === 1 ? who.found[0] : null));
  if (owner && owner === verifier) found.verifier = ["own_work", {}];
  return found;
}

function whoTrouble({ typed, found }) {
  if (!found.length) return ["unknown", { typed }];
  if (found.length > 1) return ["several", { typed, names: found.slice(0, 4).map((one) => one.name).join("、") }];
  return found[0].left ? ["left", { name: found[0].name }] : null;
}
