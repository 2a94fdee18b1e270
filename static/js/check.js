// Proves a certificate from its QR link alone: what the link says, who signed it, and the list of ended ones that
// came with this page. Runs online, from the phone's store, or in a kept file.
import { holds, sha512 } from "./ed25519.js";

const KEPT = "check-list";
const list = newest(JSON.parse(document.getElementById("check-list").textContent));
const FIELDS = ["version", "kind", "level", "month", "name", "issuer"];

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (raw) => Array.from(raw, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The list that came with the page, or the one fetched since: a phone that was offline keeps the last it saw. */
function newest(shipped) {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return kept && kept.on > shipped.on ? { ...shipped, ended: kept.ended, on: kept.on } : shipped;
  } catch {
    return shipped;
  }
}

async function refresh() {
  const answer = await fetch("/c/list", { credentials: "omit" });
  if (answer.ok) localStorage.setItem(KEPT, await answer.text());
}

/** @param {string} link */
export function read(link) {
  const found = /\/c\/([\w-]{16})#([\w-]+)\.([\w-]+)/.exec(link.replace(/[\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ""));
  if (!found) return null;
  try {
    const [, token, packed, signature] = found;
    const words = new TextDecoder().decode(bytes(packed));
    const said = Object.fromEntries(words.split("|").map((word, at) => [FIELDS[at], word]));
    const signed = utf8(`fullgrid-certificate\n${token}\n${words}`);
    const good = Object.values(list.keys).some((key) => holds(bytes(signature), signed, bytes(key)));
    const mark = hex(sha512(utf8(token))).slice(0, 12);
    const ended = list.ended.find(([known]) => known === mark);
    return { said, since: ended?.[2] ?? "—", state: good ? (ended ? ended[1] : "valid") : "false" };
  } catch {
    return { said: {}, state: "false" };
  }
}

/** 五星, 36小时: as this page's reader says it. */
const levelWords = (level = "") => list.levels?.[level] ?? level.replace(/小时$/, list.levels?.["小时"] ?? "小时");

function show(link) {
  const found = read(link);
  const state = found ? found.state : "unread";
  const shown = document.getElementById(`check-${state}`).content.cloneNode(true);
  const said = found ? found.said : {};
  const words = { ...said, since: found?.since ?? "", until: list.on || "—", kind: list.kinds[said.kind], level: levelWords(said.level), month: (said.month ?? "").replace(/(\d{4})(\d\d)/, "$1-$2") };
  for (const slot of shown.querySelectorAll("[data-slot]")) slot.textContent = words[slot.dataset.slot] ?? "";
  document.getElementById("check-result").replaceChildren(shown);
}

async function fromPicture(file, input) {
  if (!("BarcodeDetector" in window)) return;
  const picture = await createImageBitmap(file);
  const [code] = await new window.BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
  input.value = code ? code.rawValue : "";
  show(input.value);
}

const form = document.querySelector("[data-check-form]");
if (form) {
  const input = form.querySelector("textarea");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(input.value);
  });
  const picture = form.querySelector("[type=file]");
  if (picture && "BarcodeDetector" in window) {
    picture.closest("[hidden]")?.removeAttribute("hidden");
    picture.addEventListener("change", () => picture.files[0] && fromPicture(picture.files[0], input));
  }
}
if (location.hash.length > 1) show(location.href);
if (location.protocol !== "file:") refresh().catch(() => {});
if (document.querySelector("[data-keep]")) navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
