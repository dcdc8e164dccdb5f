// What the bot called, beside the conversation: for developers, who want to see what Slack would get.

import { byId, el } from "./dom.js";
import { t } from "./i18n.js";
import { written } from "./time.js";

const OPEN = "suivi.calls";
// As many as the workspace keeps.
const MOST = 200;

export class Calls {
  /** `read()` is a promise of the calls so far, oldest first. */
  constructor(read) {
    this.read = read;
    this.list = byId("calls-list");
    byId("calls-button").addEventListener("click", () => this.turn(!this.isOpen, true));
    byId("calls-close").addEventListener("click", () => this.turn(false, true));
    byId("calls").addEventListener("keydown", (event) => event.key === "Escape" && this.turn(false, true));
    this.turn(localStorage.getItem(OPEN) === "yes", false);
  }

  get isOpen() {
    return !byId("calls").hidden;
  }

  async turn(open, pressed) {
    byId("calls").hidden = !open;
    document.body.classList.toggle("with-calls", open);
    byId("calls-button").setAttribute("aria-expanded", String(open));
    localStorage.setItem(OPEN, open ? "yes" : "no");
    if (open) await this.fill();
    if (pressed) byId(open ? "calls-close" : "calls-button").focus();
  }

  /** Begin with what there is, after a restart too. */
  async fill() {
    if (!this.isOpen) return;
    const calls = await this.read();
    this.list.replaceChildren();
    calls.forEach((call) => this.put(call));
    byId("calls-empty").hidden = calls.length > 0;
  }

  add(call) {
    if (!this.isOpen) return;
    byId("calls-empty").hidden = true;
    this.put(call);
    while (this.list.children.length > MOST) this.list.lastChild.remove();
  }

  put(call) {
    const { ok, error } = call.answer;
    const time = written(call.ts, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    const outcome = el("span", { class: ok ? "call-ok" : "call-refused" }, ok ? "ok" : error);
    const summary = el("summary", {}, el("code", {}, call.method), outcome, el("span", { class: "soft" }, time));
    const parts = el("div", {});
    const details = el("details", { ontoggle: () => details.open && !parts.hasChildNodes() && parts.append(json(t("call_given"), call.arguments), json(t("call_answer"), call.answer)) }, summary, parts);
    this.list.prepend(el("li", {}, details));
  }
}

function json(title, value) {
  return el("div", {}, el("h3", {}, title), el("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
}
