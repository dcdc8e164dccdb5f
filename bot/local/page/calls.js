// What the bot called, beside the conversation: for developers, who want to see what Slack would get.

import { byId, el } from "./dom.js";
import { t } from "./i18n.js";
import { written } from "./time.js";

const OPEN = "suivi.calls";
// As many as the workspace keeps.
const MOST = 200;

export class Calls {
  constructor() {
    this.list = byId("calls-list");
    byId("calls-button").addEventListener("click", () => this.turn(!this.isOpen, true));
    byId("calls-close").addEventListener("click", () => this.turn(false, true));
    byId("calls").addEventListener("keydown", (event) => event.key === "Escape" && this.turn(false, true));
    this.turn(localStorage.getItem(OPEN) === "yes", false);
  }

  get isOpen() {
    return !byId("calls").hidden;
  }

  turn(open, pressed) {
    byId("calls").hidden = !open;
    document.body.classList.toggle("with-calls", open);
    byId("calls-button").setAttribute("aria-expanded", String(open));
    localStorage.setItem(OPEN, open ? "yes" : "no");
    this.begin();
    if (pressed) byId(open ? "calls-close" : "calls-button").focus();
  }

  /** Show what was called so far, and from now on; after a restart that begins anew. */
  begin() {
    this.source?.close();
    if (!this.isOpen) return;
    this.list.replaceChildren();
    byId("calls-empty").hidden = false;
    this.source = new EventSource("/local/calls");
    this.source.addEventListener("change", (event) => this.put(JSON.parse(event.data)));
    // The page finds the bot again by its other stream, and then begins here too.
    this.source.addEventListener("error", () => this.source.close());
  }

  put(call) {
    const { ok, error } = call.answer;
    const time = written(call.ts, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    const outcome = el("span", { class: ok ? "call-ok" : "call-refused" }, ok ? "ok" : error);
    const summary = el("summary", {}, el("code", {}, call.method), outcome, el("span", { class: "soft" }, time));
    const parts = el("div", {});
    const details = el("details", { ontoggle: () => details.open && !parts.hasChildNodes() && parts.append(json(t("call_given"), call.arguments), json(t("call_answer"), call.answer)) }, summary, parts);
    this.list.prepend(el("li", {}, details));
    byId("calls-empty").hidden = true;
    while (this.list.children.length > MOST) this.list.lastChild.remove();
  }
}

function json(title, value) {
  return el("div", {}, el("h3", {}, title), el("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
}
