// The form (modal) that the bot opens: shown in a dialog that keeps the focus, sent with its fields, mended in place.

import { content } from "./blocks.js";
import { Refused } from "./connection.js";
import { byId, el } from "./dom.js";
import { t } from "./i18n.js";
import { plain } from "./text.js";

export class Form {
  /** `acts` has `submit(view, values)`, `press(view, block, element, choice)` and `dismiss(view)`, each a promise; `names(id)` knows who is who. */
  constructor(dialog, names, acts) {
    Object.assign(this, { dialog, names, acts, view: null });
    // Escape closes it here; the workspace hears of it.
    dialog.addEventListener("close", () => this.left());
  }

  /** Show a form, in the place of the one that is shown. */
  show(view) {
    this.view = view;
    // Below what a form says there may be buttons; what comes of them is shown in its place.
    const press = (block, element, choice = "") => this.acts.press(view, block, element, choice).catch(() => this.failed(view.id));
    const send = view.submit ? el("button", { type: "submit", class: "press primary" }, plain(view.submit.text)) : null;
    const close = el("button", { type: "button", class: "press", onclick: () => this.dialog.close() }, plain(view.close?.text ?? t("cancel")));
    const fields = view.blocks.map((block) => (block.type === "input" ? input(block) : content({ blocks: [block], text: "" }, this.names, press)));
    const form = el(
      "form",
      { method: "dialog", novalidate: true, onsubmit: (event) => this.send(event) },
      el("h2", { id: "form-title" }, plain(view.title.text)),
      ...fields,
      el("p", { id: "form-problem", class: "problem", role: "alert" }),
      el("div", { class: "buttons" }, send, close),
    );
    this.dialog.replaceChildren(form);
    if (!this.dialog.open) this.dialog.showModal();
    (form.querySelector("input, textarea, select") ?? close).focus();
  }

  /** Take away the form that the workspace has closed. */
  hide(id) {
    if (this.view?.id !== id) return;
    this.view = null;
    if (this.dialog.open) this.dialog.close();
  }

  errors(id, errors) {
    if (this.view?.id !== id) return;
    this.clear();
    const unplaced = Object.entries(errors).filter(([block, words]) => !this.mark(block, words));
    byId("form-problem").textContent = unplaced.map(([, words]) => words).join(" ");
    this.dialog.querySelector("[aria-invalid=true]")?.focus();
  }

  failed(id) {
    if (this.view?.id !== id) return;
    this.clear();
    byId("form-problem").textContent = t("form_failed");
  }

  clear() {
    for (const node of this.dialog.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    for (const node of this.dialog.querySelectorAll(".problem")) node.textContent = "";
    this.rest(false);
  }

  mark(block, words) {
    const field = [...this.dialog.querySelectorAll("[data-block]")].find((node) => node.dataset.block === block);
    if (!field) return false;
    field.setAttribute("aria-invalid", "true");
    byId(`${field.id}-problem`).textContent = words;
    return true;
  }

  // The button rests while the form is under way, so that a double click is one form.
  rest(sent) {
    this.dialog.querySelector("[type=submit]")?.setAttribute("aria-disabled", String(sent));
  }

  async send(event) {
    event.preventDefault(); // the workspace closes it
    if (this.dialog.querySelector("[type=submit]").getAttribute("aria-disabled") === "true") return;
    const fields = [...this.dialog.querySelectorAll("[data-block]")];
    const empty = fields.filter((node) => !node.value.trim() && node.dataset.optional === "no");
    this.clear();
    if (empty.length) {
      empty.forEach((node) => this.mark(node.dataset.block, t("form_required")));
      empty[0].focus();
      return;
    }
    this.rest(true);
    const values = Object.fromEntries(fields.map((node) => [node.dataset.block, node.value]));
    await this.acts.submit(this.view, values).catch((error) => {
      if (!(error instanceof Refused)) throw error;
      this.failed(this.view.id);
    });
  }

  left() {
    const view = this.view;
    this.view = null;
    if (view) this.acts.dismiss(view).catch(() => null); // gone already, or the banner says it
  }
}

function input(block) {
  const id = `field-${block.block_id}`;
  const described = [block.hint ? `${id}-hint` : "", `${id}-problem`].filter(Boolean).join(" ");
  const common = { id, "data-block": block.block_id, "data-optional": block.optional ? "yes" : "no", "aria-describedby": described, "aria-required": String(!block.optional) };
  const optional = block.optional ? el("span", { class: "soft" }, ` ${t("form_optional")}`) : null;
  return el(
    "div",
    { class: "form-field" },
    el("label", { for: id }, plain(block.label.text), optional),
    field(block.element, common),
    block.hint ? el("p", { id: `${id}-hint`, class: "hint" }, plain(block.hint.text)) : null,
    el("p", { id: `${id}-problem`, class: "problem", role: "alert" }),
  );
}

function field(element, common) {
  if (element.type === "datepicker") return el("input", { type: "date", value: element.initial_date, ...common });
  if (element.type === "static_select") {
    return el("select", common, ...element.options.map((each) => el("option", { value: each.value, selected: each.value === element.initial_option?.value }, plain(each.text.text))));
  }
  const most = element.max_length ?? 3000;
  const value = element.initial_value ?? "";
  if (element.multiline) return el("textarea", { rows: 5, maxlength: most, ...common }, value);
  return el("input", { type: "text", maxlength: most, value, ...common });
}
