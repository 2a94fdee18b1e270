// The outbox page: each record with its one state in plain words and the one thing to do about it.

import { listen } from "./bus.js";
import { contact } from "./contact.js";
import { exportQueue } from "./export.js";
import { find, move, read, received, remove, renew, replay, unsent } from "./outbox.js";
import { retry, sendNow } from "./send.js";
import { facts } from "./status.js";
import { blobsOf } from "./store.js";
import { owner } from "./vault.js";
import { clock, fill, word } from "./words.js";

const page = () => document.querySelector("[data-outbox]");

async function show() {
  if (!page() || !owner()) return;
  const waiting = await Promise.all((await unsent()).map(line));
  const sent = await Promise.all((await received()).slice(0, 200).map(line));
  const bytes = waiting.reduce((sum, one) => sum + one.bytes, 0);
  const known = await facts();
  fill(page(), {
    ...known, waiting, sent, sent_count: sent.length, none: waiting.length === 0, some: waiting.length > 0,
    title: waiting.length ? word("still_here", { n: waiting.length }) : word(known.shut ? "shut_here" : "nothing_here"),
    hint: waiting.length ? word(`hint_${contact.state}`) : "", weight: waiting.length ? `${(bytes / 1e6).toFixed(1)} MB` : "",
  });
}

async function line(row) {
  const [record, blobs] = [await read(row), await blobsOf(row.id)];
  const bytes = row.size + blobs.reduce((sum, blob) => sum + blob.size, 0);
  const gone = blobs.reduce((sum, blob) => sum + (blob.state === "received" ? blob.size : blob.offset), 0);
  const total = blobs.reduce((sum, blob) => sum + blob.size, 0);
  return {
    id: row.id, label: record.label, path: record.path, is: row.state, bytes, said: reason(record.said),
    state: stateWords(row), photos: photoWords(blobs, row), time: clock(row.received ?? row.at),
    percent: total ? Math.round((100 * gone) / total) : null, fixable: row.state === "fix" && record.said?.state !== "both",
    both: record.said?.state === "both", parkable: row.state === "fix", parked: row.state === "parked", path_fix: record.path.slice(1),
    mine: shown(record.fields), theirs: shown(record.said?.theirs?.fields ?? {}),
  };
}

function stateWords(row) {
  if (row.state === "received") return word(row.review ? "received_review" : "received", { time: clock(row.received) });
  return word(row.stumbled ? "stumbled" : row.state);
}

function photoWords(blobs, row) {
  if (!blobs.length) return "";
  const bad = blobs.find((blob) => blob.state === "refused");
  if (bad) return word("photo_refused", { why: bad.why ?? "" });
  const left = blobs.filter((blob) => blob.state !== "received").length;
  return row.state === "received" && left ? word("photos_left", { n: left }) : word("photos", { n: blobs.length });
}

const reason = (said) => (said ? [said.message, ...Object.values(said.errors ?? {}).flat()].filter(Boolean).join(" ") : "");
const shown = (fields) => Object.entries(fields).map(([name, values]) => ({ name, value: values.join("，") }));

const deeds = {
  retry: (id) => retry(id),
  park: (id) => move(id, ["fix", "queued"], { state: "parked" }),
  fix: async (id) => {
    const record = await read(await find(id));
    location.assign(`${record.path}#fix=${id}`);
  },
  both: async (id) => {
    const row = await find(id);
    await renew(row, (await read(row)).fields);
    return retry("");
  },
  drop_mine: (id) => move(id, ["fix", "parked"], { state: "received", received: Date.now(), replaced: true }),
  send: () => sendNow(["queued", "parked"]),
  replay: () => replay().then(() => sendNow()),
  export: () => exportQueue(),
  remove: (id) => remove(id),
};

export function watchOutbox() {
  if (!page()) return;
  for (const topic of ["outbox", "contact", "owner"]) listen(topic, show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-deed]");
    if (button) deeds[button.dataset.deed]?.(button.closest("[data-record]")?.dataset.record)?.catch?.(console.warn);
  });
  show();
}
