// The home that the bot shows in its Home tab: drawn anew with each publication, and what was typed there stays.

import { content } from "./blocks.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";

export class Home {
  /** `press(view, block, element, choice)` is a promise; `names(id)` knows who is who. */
  constructor(node, names, press) {
    Object.assign(this, { node, names, press, view: null });
  }

  show(view) {
    const [typed, focused, top] = [this.typed(), place(document.activeElement), this.node.scrollTop];
    this.view = view;
    this.problem = el("p", { class: "problem", role: "alert" });
    const press = (block, element, choice = "") => this.sent(block, element, choice);
    this.node.replaceChildren(el("div", { class: "page" }, this.problem, view ? content({ blocks: view.blocks, text: "" }, this.names, press) : el("p", { class: "soft" }, t("home_empty"))));
    for (const [id, words] of typed) {
      const box = this.boxes().find((each) => each.dataset.block === id);
      if (box) box.value = words;
    }
    this.node.scrollTop = top;
    if (focused) this.focusable().find((each) => place(each) === focused)?.focus();
  }

  failed(id) {
    if (this.view?.id === id) this.problem.textContent = t("home_failed");
  }

  async sent(block, element, choice) {
    this.problem.textContent = "";
    await this.press(this.view, block, element, choice).catch(() => (this.problem.textContent = t("home_failed")));
  }

  typed() {
    return this.boxes().map((each) => [each.dataset.block, each.value]);
  }

  boxes() {
    return [...this.node.querySelectorAll("[data-block]")];
  }

  focusable() {
    return [...this.node.querySelectorAll("button, select, input, textarea")];
  }
}

/** Where something that can have the focus stands: found again after the home was drawn anew. */
function place(node) {
  return node?.closest?.("#home [data-action]")?.dataset.action;
}
