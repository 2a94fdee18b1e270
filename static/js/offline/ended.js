// Certificates that no longer hold: a list of its own, kept when the server sends another. It is no part of a release: a
// paper that ends must not send every phone its whole program again.

const KEPT = "check-list";

export function endedVersion() {
  try {
    return JSON.parse(localStorage.getItem(KEPT))?.version ?? "";
  } catch {
    return "";
  }
}

export function keepEnded(list) {
  if (list) localStorage.setItem(KEPT, JSON.stringify(list));
}
