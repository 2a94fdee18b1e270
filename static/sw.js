// The service worker: only GET, only shells without personal data and files named by their hash.
// The server writes RELEASE and LIMIT above this line; another release is another worker.

const CACHE = `fullgrid-${RELEASE}`;
const MANIFEST = "/sync/manifest";

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "refill") event.waitUntil(refill(event.ports[0]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url));
});

/** All or nothing: one file that fails or differs fails the installation, and the old version stays. */
async function fill() {
  const answer = await fetch(MANIFEST, { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error("manifest");
  const policy = answer.headers.get("Content-Security-Policy") ?? "";
  const text = await answer.text();
  const manifest = JSON.parse(text);
  const fresh = await Promise.all(manifest.files.map(fetchFile));
  const cache = await caches.open(CACHE);
  await Promise.all(fresh.map(([url, found]) => cache.put(url, found)));
  for (const shell of manifest.shells) await cache.put(shell.url, html(shell.html, policy));
  await cache.put(MANIFEST, new Response(text, { headers: { "Content-Type": "application/json" } }));
}

/** From the list itself, from an earlier release or the page's own shelf, and only then over the line. */
async function fetchFile({ url, sha, text, type }) {
  const kept = text === undefined ? await caches.match(url) : new Response(text, { headers: { "Content-Type": type } });
  if (kept && (await sum(kept)) === sha) return [url, kept];
  const found = await fetch(url);
  if (!found.ok) throw new Error(url);
  if ((await sum(found)) !== sha) throw new Error(`${url} differs`);
  return [url, found];
}

const sum = async (answer) => hex(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()));

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function html(body, policy) {
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Shell": "1", "Referrer-Policy": "same-origin" };
  if (policy) headers["Content-Security-Policy"] = policy;
  return new Response(body, { headers });
}

async function refill(port) {
  await fill().then(() => port.postMessage("refilled"), () => port.postMessage("failed"));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("fullgrid-") && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function file(request, url) {
  const found = await caches.match(url.pathname);
  return found ?? fetch(request);
}

/** The network first, with a short limit; then the page's shell; never the browser's own error page. */
async function page(event, url) {
  const shell = await shellFor(url.pathname);
  if (await caches.has("leaving-fullgrid")) return shell ?? elsewhere();
  if (!shell) return fetch(event.request).catch(() => elsewhere());
  const answer = fetch(event.request);
  const late = new Promise((done) => setTimeout(done, LIMIT));
  const first = await Promise.race([answer.catch(() => null), late]);
  if (first && first.status < 500) return first;
  return shell;
}

async function shellFor(path) {
  const cache = await caches.open(CACHE);
  const manifest = await (await cache.match(MANIFEST))?.json();
  const fit = manifest?.shells.find((one) => new RegExp(one.pattern).test(path));
  return fit ? cache.match(fit.url) : null;
}

async function elsewhere() {
  const cache = await caches.open(CACHE);
  return (await cache.match("/sync/shell/elsewhere")) ?? Response.error();
}
