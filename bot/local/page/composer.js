// A box to write in: Enter sends, what could not be sent stays and the reason is said under it.

import { el } from "./dom.js";
import { has, t } from "./i18n.js";

export const LIMIT = 40_000;

let count = 0;

export class Composer {
  /**
   * `send(text)` throws what is wrong; then the text stays. `commands` is a function that returns those that can be
   * completed, left out where there are none. `cancel` makes Escape (and a button) leave the box.
   */
  constructor({ label, action, send, commands = null, cancel = null, text = "", id = null }) {
    this.send = send;
    this.commands = commands;
    this.cancel = cancel;
    this.choice = 0;
    const ids = `composer-${(count += 1)}`;
    this.box = el("textarea", {
      id: id ?? ids, rows: "1", placeholder: label, "aria-label": label, "aria-describedby": `${ids}-problem`, autocomplete: "off",
      oninput: () => this.changed(), onkeydown: (event) => this.pressKey(event), onblur: () => this.closeList(),
    });
    this.box.value = text;
    // It can be scrolled by who points at it, and the box keeps the focus meanwhile.
    const still = (event) => event.preventDefault();
    this.list = el("ul", { class: "completion", role: "listbox", id: `${ids}-list`, "aria-label": t("commands"), tabindex: "0", hidden: true, onmousedown: still });
    if (commands) {
      this.box.setAttribute("aria-autocomplete", "list");
      this.box.setAttribute("aria-controls", this.list.id);
    }
    this.heard = el("p", { class: "unseen", role: "status" });
    this.problem = el("p", { class: "problem", role: "alert", id: `${ids}-problem` });
    this.button = el("button", { type: "submit", class: "send" }, action);
    const leave = cancel ? el("button", { type: "button", class: "quiet", onclick: cancel }, t("cancel")) : null;
    this.row = el("div", { class: "row" }, this.box, leave, this.button);
    this.form = el("form", { class: "composer", onsubmit: (event) => this.submit(event) }, this.list, this.row, this.problem, this.heard);
    requestAnimationFrame(() => this.grow());
  }

  get text() {
    return this.box.value;
  }

  set text(text) {
    this.box.value = text;
    this.say("");
    this.grow();
    this.onchange?.(text);
  }

  focus() {
    this.box.focus();
    this.box.setSelectionRange(this.text.length, this.text.length);
  }

  say(words) {
    this.problem.textContent = words;
  }

  changed() {
    this.say("");
    this.grow();
    this.showList();
    this.onchange?.(this.text);
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight + 2, window.innerHeight * 0.4)}px`;
  }

  async submit(event) {
    event.preventDefault();
    if (!this.text.trim() || this.sending) return;
    this.closeList();
    this.sending = true;
    this.form.setAttribute("aria-busy", "true");
    const sent = this.text;
    await this.send(sent).then(
      () => this.text === sent && (this.text = ""),
      (error) => this.say(problem(error, sent)),
    );
    this.sending = false;
    this.form.removeAttribute("aria-busy");
  }

  pressKey(event) {
    if (event.isComposing) return;
    if (!this.list.hidden && this.listKey(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    else if (event.key === "Escape" && this.cancel) this.cancel();
  }

  // The list of commands

  matching() {
    if (!this.commands || !/^\/\S*( \S*)?$/.test(this.text)) return [];
    const typed = this.text.toLowerCase();
    // The words of a command are offered behind it, not among the commands.
    return this.commands().filter(({ name }) => name.startsWith(typed) && !name.slice(typed.length).includes(" "));
  }

  showList() {
    const found = this.matching();
    // Behind a command that is typed out nothing is chosen yet: Enter sends it.
    this.choice = this.text.endsWith(" ") ? -1 : 0;
    this.list.replaceChildren(...found.map((command, index) => this.option(command, index)));
    this.list.hidden = !found.length;
    this.heard.textContent = found.length ? t("commands_count", { count: found.length }) : "";
    this.mark();
  }

  option(command, index) {
    const choose = (event) => {
      event.preventDefault();
      this.complete(command);
    };
    return el(
      "li",
      { role: "option", id: `${this.list.id}-${index}`, onpointerdown: choose },
      el("strong", {}, command.name), " ", el("span", { class: "hint" }, command.hint),
      el("span", { class: "what" }, command.description),
    );
  }

  mark() {
    [...this.list.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === this.choice)));
    if (this.list.hidden || this.choice < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `${this.list.id}-${this.choice}`);
    this.list.children[this.choice]?.scrollIntoView({ block: "nearest" });
  }

  listKey(event) {
    const found = this.matching();
    const chosen = found[this.choice];
    const step = { ArrowDown: this.choice + 1, ArrowUp: Math.max(this.choice, 0) + found.length - 1 }[event.key];
    if (step !== undefined) this.choice = step % found.length;
    else if (event.key === "Escape") return this.closeList(), true;
    else if (event.key === "Tab" && !event.shiftKey) return this.complete(chosen ?? found[0]), true;
    // What is typed out in full is sent, not completed.
    else if (event.key === "Enter" && !event.shiftKey && chosen && chosen.name !== this.text) return this.complete(chosen), true;
    else return false;
    this.mark();
    return true;
  }

  complete(command) {
    this.text = `${command.name} `;
    this.focus();
    this.showList();
  }

  closeList() {
    this.list.hidden = true;
    this.heard.textContent = "";
    this.box.removeAttribute("aria-activedescendant");
  }
}

/** Return words for what went wrong with a text. */
export function problem(error, text = "") {
  const code = error.code ?? "other";
  const values = { code, limit: LIMIT.toLocaleString(), length: text.length.toLocaleString() };
  return t(has(`error_${code}`) ? `error_${code}` : "error_other", values);
}
