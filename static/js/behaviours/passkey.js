// A form that asks this device for a passkey before it is sent. Without the browser's part it stays hidden.
// Written out by hand: parseCreationOptionsFromJSON and toJSON are younger than phones in the field.

/** @param {string} text */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

/** @param {ArrayBuffer | null} buffer */
function words(buffer) {
  if (!buffer) return undefined;
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const keys = (list = []) => list.map((key) => ({ ...key, id: bytes(key.id) }));

function readable(options) {
  const made = { ...options, challenge: bytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = keys(options.excludeCredentials);
  if (options.allowCredentials) made.allowCredentials = keys(options.allowCredentials);
  return made;
}

function told(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, words(response[part])]));
  return JSON.stringify({ id: credential.id, rawId: words(credential.rawId), type: credential.type, response: said, clientExtensionResults: {} });
}

/** @param {HTMLFormElement} form */
async function answer(form) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  const asked = await fetch(form.dataset.question, { method: "POST", body, headers: { Accept: "application/json, text/html" } });
  if (asked.redirected || !asked.ok) {
    location.assign(asked.redirected ? asked.url : location.href);
    return "";
  }
  const publicKey = readable(await asked.json());
  const make = form.dataset.passkey === "make";
  const found = await (make ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
  return found ? told(found) : "";
}

/** @param {HTMLFormElement} form */
export function attach(form) {
  if (!window.PublicKeyCredential) return;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    try {
      form.elements.answer.value = await answer(form);
    } catch {
      form.querySelector("[data-refused]").hidden = false; // the person said no, or the device holds no key for us
    }
    form.classList.remove("busy");
    if (form.elements.answer.value) form.submit();
  });
}
