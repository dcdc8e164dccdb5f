// Block Kit as nodes. What the page cannot show yet says so, and the message's text stands for it.

import { el, link } from "./dom.js";
import { t } from "./i18n.js";
import { markdown, mrkdwn, plain } from "./text.js";

/** Return the content of a message. `press(block, element, choice)` is called for a button. */
export function content(message, names, press) {
  const node = el("div", { class: "content" });
  if (!message.blocks.length && message.text) node.append(mrkdwn(message.text, names));
  const shown = message.blocks.map((block) => (BLOCKS[block.type] ?? unknown)(block, names, press));
  node.append(...shown);
  // Nothing of it can be shown: the text says the same in words.
  if (shown.length && message.text && message.blocks.every((block) => !BLOCKS[block.type])) {
    node.prepend(mrkdwn(message.text, names));
  }
  node.append(...(message.files ?? []).map(file));
  return node;
}

// A picture is shown with its words, which a reader can open beside it; anything else is there to be saved.
function file(each) {
  const address = `/local/files/${each.id}`;
  const save = el("a", { class: "file", href: address, download: each.name }, t("save_file", { name: each.title }));
  return each.picture ? el("figure", {}, figure(address, each.alt || each.title), el("figcaption", {}, save)) : save;
}

function figure(address, alt) {
  return el("div", {}, el("a", { href: address, target: "_blank" }, el("img", { src: address, alt })), el("details", {}, el("summary", {}, t("picture_in_words")), el("p", {}, alt)));
}

const BLOCKS = {
  section(block, names, press) {
    const body = el("div", { class: "words" });
    if (block.text) body.append(words(block.text, names));
    const fields = (block.fields ?? []).map((field) => el("div", { class: "field" }, words(field, names)));
    if (fields.length) body.append(el("div", { class: "fields" }, ...fields));
    return el("div", { class: "section" }, body, block.accessory ? element(block, block.accessory, press) : null);
  },
  header: (block) => el("p", { class: "heading large" }, plain(block.text.text)),
  divider: () => el("hr"),
  context(block, names) {
    const parts = block.elements.map((each) => (each.type === "image" ? picture(each) : el("div", {}, words(each, names))));
    return el("div", { class: "context" }, ...parts);
  },
  image(block) {
    const title = block.title ? el("figcaption", {}, plain(block.title.text)) : null;
    // Nothing is fetched from elsewhere: of such a picture there are its words.
    return block.slack_file?.id ? el("figure", {}, figure(`/local/files/${block.slack_file.id}`, block.alt_text), title) : picture(block);
  },
  actions: (block, _names, press) => buttons(block, press),
  context_actions: (block, _names, press) => buttons(block, press),
  markdown: (block) => el("div", { class: "words" }, markdown(block.text)),
  // A field that sends by itself; other fields are a form's, which has its own way to show them.
  input: (block, _names, press) => (block.dispatch_action && block.element.type === "plain_text_input" ? field(block, press) : unknown(block)),
};

function field(block, press) {
  const id = `field-${block.block_id}`;
  const most = block.element.max_length ?? 3000;
  const box = el("input", { id, type: "text", maxlength: most, autocomplete: "off", placeholder: block.element.placeholder ? plain(block.element.placeholder.text) : null, "aria-describedby": block.hint ? `${id}-hint` : null, "data-block": block.block_id, "data-action": block.block_id });
  const send = (event) => {
    event.preventDefault();
    press(block, block.element, box.value);
  };
  return el(
    "form",
    { class: "asking", onsubmit: send },
    el("label", { for: id }, plain(block.label.text)),
    el("div", { class: "row" }, box, el("button", { type: "submit", class: "send" }, t("send"))),
    block.hint ? el("p", { id: `${id}-hint`, class: "hint" }, plain(block.hint.text)) : null,
  );
}

function unknown(block) {
  return el("p", { class: "unknown" }, t("unknown_block", { type: block.type }));
}

function words(text, names) {
  return text.type === "mrkdwn" ? mrkdwn(text.text, names) : el("p", {}, plain(text.text));
}

// A small picture among words: its own words stand for it, and nothing is fetched from elsewhere.
function picture(image) {
  return el("span", {}, image.alt_text ?? "");
}

function buttons(block, press) {
  return el("div", { class: "buttons" }, ...block.elements.map((each) => element(block, each, press)));
}

function element(block, each, press) {
  const node = elementOf(block, each, press);
  // By which a home that is drawn anew gives the focus back.
  if (node.dataset) node.dataset.action = `${block.block_id} ${each.action_id}`;
  return node;
}

function elementOf(block, each, press) {
  if (each.type === "button") return each.url ? linkButton(block, each, press) : button(each, each.text.text, () => press(block, each));
  if (each.type === "icon_button") return button(each, each.text.text, () => press(block, each));
  if (each.type === "feedback_buttons") return feedback(block, each, press);
  if (each.type === "image") return picture(each);
  if (each.type === "static_select" || each.type === "overflow") return choice(block, each, press);
  if (each.type === "datepicker") return day(block, each, press);
  return unknown(each);
}

function button(each, label, onPress) {
  const look = { primary: "press primary", danger: "press danger" }[each.style] ?? "press";
  const name = each.accessibility_label ?? null;
  return el("button", { type: "button", class: look, "aria-label": name, onclick: (event) => once(event, each, onPress) }, plain(label));
}

// The button rests while its press is under way, so that a double click is one press.
async function once(event, each, onPress) {
  const target = event.currentTarget;
  if (target.getAttribute("aria-disabled") === "true" || !agreed(each.confirm)) return;
  target.setAttribute("aria-disabled", "true");
  await onPress();
  target.removeAttribute("aria-disabled");
}

function agreed(confirm) {
  return !confirm || window.confirm([confirm.title, confirm.text].map((text) => plain(text?.text ?? "")).join("\n\n"));
}

function linkButton(block, each, press) {
  const node = link(each.url, plain(each.text.text));
  if (node.nodeType !== Node.ELEMENT_NODE) return node;
  node.className = "press";
  node.title = t("opens_new_tab");
  node.addEventListener("click", () => press(block, each));
  return node;
}

/** Carry what is chosen in a message and not sent yet over to the same message drawn anew. */
export function keepChoices(before, after) {
  for (const node of before.querySelectorAll(".choice")) {
    const field = after.querySelector(`[data-action=${CSS.escape(node.dataset.action)}] :is(select, input)`);
    if (field) field.value = node.querySelector("select, input").value;
  }
}

function feedback(block, each, press) {
  const one = (choice) => {
    const { text, accessibility_label } = each[`${choice}_button`];
    return button({ accessibility_label }, text.text, () => press(block, each, choice));
  };
  return el("span", { class: "feedback" }, one("positive"), one("negative"));
}

// Chosen first, then sent with a button: with the arrow keys alone a list would send each option on the way.
function choice(block, each, press) {
  const label = plain(each.placeholder?.text ?? t("more_actions"));
  const options = each.options.map((one) => el("option", { value: one.value }, plain(one.text.text)));
  const list = el("select", { "aria-label": label }, el("option", { value: "", selected: true }, label), ...options);
  return chosen(list, label, block, each, press);
}

function day(block, each, press) {
  const label = plain(each.placeholder?.text ?? t("choose_day"));
  return chosen(el("input", { type: "date", "aria-label": label, value: each.initial_date }), label, block, each, press);
}

function chosen(field, label, block, each, press) {
  const pick = () => {
    const value = field.value;
    field.value = "";
    return value ? press(block, each, value) : null;
  };
  const send = button({ accessibility_label: `${t("choose")}: ${label}` }, t("choose"), pick);
  return el("span", { class: "choice" }, field, send);
}
