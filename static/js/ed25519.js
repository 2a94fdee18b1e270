// Checks an Ed25519 signature with nothing but big numbers, so that it also runs on an old phone, from a kept file,
// and where the browser lends no cryptography. Only public values pass through it: no need for constant time.

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a) => ((a % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}

const inverse = (a) => power(a, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n);
const ZERO = [0n, 1n, 1n, 0n];

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point, count) {
  let sum = ZERO;
  for (; count > 0n; count >>= 1n, point = add(point, point)) if (count & 1n) sum = add(sum, point);
  return sum;
}

const same = (p, q) => mod(p[0] * q[2] - q[0] * p[2]) === 0n && mod(p[1] * q[2] - q[1] * p[2]) === 0n;
const number = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function point(bytes) {
  let y = number(bytes);
  const odd = y >> 255n;
  y &= 2n ** 255n - 1n;
  if (y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT);
  else if (mod(v * x * x) !== u) return null;
  if (x === 0n && odd) return null;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

const BASE = point(new Uint8Array(32).fill(0x66).map((byte, at) => (at === 0 ? 0x58 : byte)));

// SHA-512, constants from the fractional parts of the roots of the first primes.
const MASK = 2n ** 64n - 1n;
const PRIMES = [];
for (let n = 2; PRIMES.length < 80; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);

function rootBits(prime, degree) {
  const wanted = BigInt(prime) << BigInt(64 * degree);
  let low = 0n;
  for (let bit = 1n << 68n; bit > 0n; bit >>= 1n) if ((low + bit) ** BigInt(degree) <= wanted) low += bit;
  return low & MASK;
}

const START = PRIMES.slice(0, 8).map((prime) => rootBits(prime, 2));
const ROUND = PRIMES.map((prime) => rootBits(prime, 3));
const turn = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;

export function sha512(bytes) {
  const length = bytes.length;
  const padded = new Uint8Array(Math.ceil((length + 17) / 128) * 128);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(length) * 8n);
  let state = START;
  for (let at = 0; at < padded.length; at += 128) state = block(state, view, at);
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, at) => out.setBigUint64(at * 8, word));
  return new Uint8Array(out.buffer);
}

function block(state, view, at) {
  const w = Array.from({ length: 16 }, (_, n) => view.getBigUint64(at + n * 8));
  for (let n = 16; n < 80; n++) {
    const s0 = turn(w[n - 15], 1n) ^ turn(w[n - 15], 8n) ^ (w[n - 15] >> 7n);
    const s1 = turn(w[n - 2], 19n) ^ turn(w[n - 2], 61n) ^ (w[n - 2] >> 6n);
    w.push((w[n - 16] + s0 + w[n - 7] + s1) & MASK);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let n = 0; n < 80; n++) {
    const t1 = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + ROUND[n] + w[n];
    const t2 = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + state[n]) & MASK);
}

export function holds(signature, words, key) {
  if (signature.length !== 64 || key.length !== 32) return false;
  const [signed, owner, s] = [point(signature.slice(0, 32)), point(key), number(signature.slice(32))];
  if (!signed || !owner || s >= ORDER) return false;
  const challenge = number(sha512(Uint8Array.from([...signature.slice(0, 32), ...key, ...words]))) % ORDER;
  return same(times(BASE, s), add(signed, times(owner, challenge)));
}
