// The way to the workspace: requests with the page's token, and a stream of what happens that comes back by itself.

import { byId } from "./dom.js";

let token = document.querySelector("meta[name=suivi-token]").content;

export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Ask the workspace to do something. Throws Refused with Slack's word for what is wrong, or "unreachable". */
export async function ask(what, body) {
  const answer = await fetch(`/local/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Suivi-Token": token },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (!answer) throw new Refused("unreachable");
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(said.error ?? (answer.status === 413 ? "too_large" : `HTTP ${answer.status}`));
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;

/** What one person sees, from now on: `snapshot`, then every `change`; `lost` when it stops, and again `snapshot`. */
export class Stream {
  constructor({ snapshot, change, lost }) {
    Object.assign(this, { snapshot, change, lost });
    this.pause = FIRST_PAUSE_MS;
  }

  open(user) {
    this.close();
    this.source = new EventSource(`/local/events?user=${encodeURIComponent(user)}`);
    this.source.addEventListener("snapshot", (event) => this.begin(JSON.parse(event.data)));
    this.source.addEventListener("change", (event) => this.change(JSON.parse(event.data)));
    // The browser tries again by itself after some failures and never after others; so always do it here.
    this.source.addEventListener("error", () => this.again(user));
  }

  begin(snapshot) {
    this.pause = FIRST_PAUSE_MS;
    const restarted = snapshot.token !== token;
    token = snapshot.token;
    this.snapshot(snapshot, restarted);
  }

  again(user) {
    this.close();
    this.lost();
    this.timer = setTimeout(() => this.open(user), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
  }
}

/** Say something above the conversation: until the next word, or for a moment. */
export function banner(words, { forMs = 0 } = {}) {
  const node = byId("banner");
  clearTimeout(banner.timer);
  node.textContent = words;
  node.hidden = !words;
  node.classList.toggle("good", forMs > 0);
  if (forMs) banner.timer = setTimeout(() => banner(""), forMs);
}
