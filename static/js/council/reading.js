// One typed line read as a resolution, as webapp/council/sittings/line_rules.py reads it, for the preview without a network.
import { clean, fold } from "../text.js";
import { findDayInside, looksLikeDay, readDay, speaksOfTime, workingDays } from "./days.js";
import { HAN, NUMBER, number } from "./numerals.js";

const MEASURES = "盏个块处台套把张辆户家次场份条棵株米栋幢座间根扇名人组本只件箱桶批项部";
const TOTAL = new RegExp(`(?:共|一共|合计|总共)(?<n>${NUMBER})(?<u>[${MEASURES}])`, "u");
const COUNT = new RegExp(
  `(?<![\\p{Nd}.第几每逐${HAN}])(?!一[${MEASURES}])(?<n>${NUMBER})(?<u>[${MEASURES}])(?!楼|号|月|日|工作日|星期|礼拜|小时)`, "gu",
);
const EACH = new RegExp(`(?:一|每)(?:栋|幢|楼|座)(?:楼)?(?:各)?(?:装|放|设|配|安)?(?<n>${NUMBER})(?<u>[${MEASURES}])`, "u");
const PERSON = /(盯|验)?@([^\s@,，。;；\p{Nd}]+)/gu;
const ROLES = { "": "owner", 盯: "watcher", 验: "verifier" };

const bare = (words) => words.replace(/^[，,。]+|[，,。]+$/g, "");

/** By the whole name, its initials or pinyin, its beginning, its middle; somebody in the room comes first. */
export function find(name, people) {
  const typed = fold(name).toLowerCase();
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
  const met = { owner: [], watcher: [], verifier: [] };
  const named = clean(text).replaceAll("\n", " ").replace(PERSON, (_, as, name) => {
    const [part, who, day = ""] = meet(as ?? "", name, people);
    met[part].push(who);
    return ` ${day} `;
  });
  const { rest, said, unread } = splitDay(named.trim(), today);
  const line = { owner: met.owner[0] ?? null, watcher: met.watcher[0] ?? null, verifier: met.verifier[0] ?? null, unread };
  line.deadline = said ? readDay(said, today) : findDayInside(rest, today);
  line.working = said ? workingDays(said) : null;
  line.badDay = said && line.deadline === null && line.working === null ? said : "";
  line.deed = rest.replace(/\s+/g, " ").replace(/^[ ，,。;；]+|[ ，,。;；]+$/g, "");
  line.seconds = {};
  for (const [part, found] of Object.entries(met)) if (names(found).length > 1) line.seconds[part] = names(found);
  return Object.assign(line, count(rest));
}

/** 盯@李静 and @李静盯 are the same; a name that really ends so is taken whole. */
function meet(as, name, people) {
  const found = find(name, people);
  const [stem, end] = [[...name].slice(0, -1).join(""), [...name].at(-1)];
  if (!found.length && !as && stem && end in ROLES) return [ROLES[end], { typed: stem, found: find(stem, people) }];
  return found.length ? [ROLES[as], { typed: name, found }] : glued(ROLES[as], [...name], people);
}

/** @周海两周内: typed without a blank, the longest beginning that is somebody and leaves a day behind it. */
function glued(part, letters, people) {
  for (let at = letters.length - 1; at > 0; at -= 1) {
    const [typed, day] = [letters.slice(0, at).join(""), letters.slice(at).join("")];
    if (!looksLikeDay(day) && !speaksOfTime(day)) continue;
    const found = find(typed, people);
    if (found.length) return [part, { typed, found }, day];
  }
  return [part, { typed: letters.join(""), found: [] }];
}

const names = (found) => [...new Set(found.map((who) => (who.found.length === 1 ? who.found[0].name : who.typed)))];

function splitDay(text, today) {
  const words = text.split(/\s+/).filter(Boolean);
  const without = (place) => [...words.slice(0, place), ...words.slice(place + 1)].join(" ");
  for (let place = words.length - 1; place >= 0; place -= 1) {
    const said = bare(words[place]);
    if (looksLikeDay(said)) return { rest: without(place), said, unread: "" };
  }
  const last = findDayInside(text, today) === null ? words.findLastIndex((word) => speaksOfTime(bare(word))) : -1;
  return last < 0 ? { rest: text, said: "", unread: "" } : { rest: without(last), said: "", unread: bare(words[last]) };
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
    if (line.seconds[part]) found[part] = [`second_${part}`, { names: line.seconds[part].join("、") }];
    else if (trouble) found[part] = trouble;
  }
  const day = dayTrouble(line, today);
  if (day) found.deadline = day;
  const [owner, verifier] = [line.owner, line.verifier].map((who) => (who?.found.length === 1 ? who.found[0] : null));
  if (owner && owner === verifier) found.verifier = ["own_work", {}];
  return found;
}

function dayTrouble({ badDay, unread, deadline }, today) {
  if (badDay) return ["no_day", { day: badDay }];
  if (unread) return ["unread", { day: unread }];
  if (!deadline || deadline >= today) return null;
  const [, month, day] = deadline.split("-").map(Number);
  return ["early", { day: `${month}月${day}日` }];
}

function whoTrouble({ typed, found }) {
  if (!found.length) return ["unknown", { typed }];
  if (found.length > 1) return ["several", { typed, names: found.slice(0, 4).map((one) => one.name).join("、") }];
  return found[0].left ? ["left", { name: found[0].name }] : null;
}
