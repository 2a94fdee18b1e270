// Ids and hashes that the phone and the server make alike (tests/centre/sync/vectors.json holds both to it).

/** UUIDv7 without crypto.randomUUID, which plain http does not have. */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 5, rest = now; place >= 0; place -= 1, rest = Math.floor(rest / 256)) bytes[place] = rest % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The one text of a record: sorted names, no spaces; every value is a list of strings. */
export function canonical({ id, kind, version, fields }) {
  const pairs = Object.keys(fields).sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(fields[name])}`);
  return `{"fields":{${pairs.join(",")}},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"version":${version}}`;
}

export async function digest(record) {
  return sha256(new TextEncoder().encode(canonical(record)));
}

export async function sha256(bytes) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Half a surrogate pair can be typed but neither hashed alike nor stored. */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
