// News between the rooms of this page and its other tabs: a topic, never a value.

const channel = "BroadcastChannel" in self ? new BroadcastChannel("fullgrid") : null;
const ears = new Map();

export function announce(topic) {
  hear(topic);
  channel?.postMessage(topic);
}

export function listen(topic, ear) {
  ears.set(topic, [...(ears.get(topic) ?? []), ear]);
}

function hear(topic) {
  for (const ear of ears.get(topic) ?? []) Promise.resolve(ear()).catch((error) => console.warn(topic, error));
}

channel?.addEventListener("message", (message) => hear(message.data));
