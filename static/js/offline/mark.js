// Who reads it, and when, over every page that tells of people: as the server's own pages have it.

import { getMeta } from "./store.js";
import { owner } from "./vault.js";
import { piece } from "./words.js";

const PEOPLE = new Set(["today", "building", "door", "task", "task_doors", "household", "register", "cases", "gardens", "lending", "seeker"]);

export async function mark(root) {
  if (!PEOPLE.has(root.dataset.shell)) return;
  const name = (await getMeta(`name:${owner()}`)) ?? owner().slice(0, 8);
  const when = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace("T", " ");
  const drawn = piece("offline-mark", { mark: `${name} ${when}` });
  document.querySelector("svg.wm")?.remove();
  document.body.append(drawn);
}
