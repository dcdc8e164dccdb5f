// The conversation as it is read: messages, the threads under them, and what one can do with each.

import { content, keepChoices } from "./blocks.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { mrkdwn } from "./text.js";
import { dayOf, written } from "./time.js";

export class Log {
  /**
   * `world` knows who is who: `person(id)`, `names(id)`, `you()`. `acts` does things, each a promise that fails with what is
   * wrong: `reply(root, text)`, `edit(message, text)`, `press(message, block, element, choice)`.
   */
  constructor(list, world, acts) {
    Object.assign(this, { list, world, acts });
    this.drafts = new Map();
    this.clear();
  }

  clear() {
    this.rows = new Map();
    this.open = new Map();
    this.day = null;
    this.list.replaceChildren();
  }

  /** Begin anew, as somebody else. */
  forget() {
    this.drafts.clear();
    this.clear();
  }

  /** Show a whole conversation, oldest first; replies begun and not sent are kept. */
  show(messages) {
    const begun = [...this.open.keys()];
    // A screen reader should not read out what was there before.
    const region = this.list.parentElement;
    region.setAttribute("aria-live", "off");
    this.clear();
    messages.forEach((message) => this.put(message));
    begun.filter((root) => this.rows.has(root)).forEach((root) => this.startReply(root, { focus: false }));
    requestAnimationFrame(() => region.setAttribute("aria-live", "polite"));
  }

  /** Show a message, new or changed, in its place. */
  put(message) {
    const known = this.rows.get(message.ts);
    if (known) return this.change(known, message);
    const parent = message.thread_ts && message.thread_ts !== message.ts ? this.rows.get(message.thread_ts) : null;
    const row = this.row(message, Boolean(parent));
    this.rows.set(message.ts, row);
    if (!parent) this.begin(Number(message.ts));
    (parent ? parent.replies : this.list).append(row.node);
    if (parent) parent.node.classList.add("has-replies");
  }

  /** Say which day it is, where another one begins. */
  begin(seconds) {
    const day = dayOf(seconds);
    if (this.day !== day) this.list.append(el("li", { class: "day" }, el("span", {}, written(seconds, { dateStyle: "full" }))));
    this.day = day;
  }

  change(row, message) {
    const focused = row.card.contains(document.activeElement);
    const card = this.card(message, row.isReply);
    keepChoices(row.card, card);
    row.card.replaceWith(card);
    Object.assign(row, { card, message });
    if (focused) {
      card.tabIndex = -1;
      card.focus({ preventScroll: true });
    }
  }

  remove(ts) {
    this.rows.get(ts)?.node.remove();
    this.rows.delete(ts);
    this.open.delete(ts);
  }

  row(message, isReply) {
    const card = this.card(message, isReply);
    const replies = isReply ? null : el("ol", { class: "replies" });
    const foot = isReply ? null : el("div", { class: "thread-foot" });
    const node = el("li", { class: message.notice ? "row note" : "row" }, card, replies, foot);
    return { node, card, replies, foot, isReply, message };
  }

  card(message, isReply) {
    return message.notice ? this.note(message) : this.said(message, isReply);
  }

  note(message) {
    const { code, values } = message.notice;
    const failure = values.failure ? t(`failure_${values.failure}`, values) : "";
    const words = t(`notice_${code}`, { ...values, failure });
    const look = values.failure ? "problem-note" : code === "command_used" ? "" : "advice";
    return el("div", { class: `card notice ${look}`, "data-code": code }, el("p", {}, words), this.privately());
  }

  said(message, isReply) {
    const who = this.world.person(message.user);
    const body = content(message, this.world.names, (...pressed) => this.acts.press(message, ...pressed));
    if (message.edited) body.append(el("span", { class: "edited" }, t("edited")));
    return el(
      "article",
      { class: message.private ? "card private" : "card", "data-ts": message.ts },
      el("span", { class: `avatar ${who.look}`, "aria-hidden": "true" }, who.name.slice(0, 1)),
      el("div", { class: "body" }, this.head(who, message), message.private ? this.privately() : null, body, this.tools(message, isReply)),
    );
  }

  head(who, message) {
    const badge = who.is_bot ? t("bot") : who.is_organiser ? t("organiser") : "";
    return el(
      "p",
      { class: "head" },
      el("strong", {}, who.name), badge ? el("span", { class: "badge" }, badge) : null, time(message.ts),
    );
  }

  privately() {
    return el("p", { class: "only-you" }, t("private"));
  }

  tools(message, isReply) {
    const tools = [];
    if (!isReply && !message.private) tools.push(tool(t("reply"), () => this.startReply(message.ts)));
    if (message.typed !== null) tools.push(tool(t("edit"), () => this.startEdit(message.ts)));
    return tools.length ? el("div", { class: "tools" }, ...tools) : null;
  }

  startReply(root, { focus = true } = {}) {
    const row = this.rows.get(root);
    if (!this.open.has(root)) {
      const composer = new Composer({
        label: t("write_reply"), action: t("send"), text: this.drafts.get(root) ?? "",
        send: (text) => this.acts.reply(root, text), cancel: () => this.endReply(root),
      });
      composer.onchange = (text) => this.drafts.set(root, text);
      this.open.set(root, composer);
      row.foot.replaceChildren(composer.form);
    }
    if (focus) this.open.get(root).focus();
  }

  endReply(root) {
    this.open.delete(root);
    const { foot, card } = this.rows.get(root);
    foot.replaceChildren();
    card.querySelector(".tool")?.focus();
  }

  startEdit(ts) {
    const { card, message } = this.rows.get(ts);
    const end = () => {
      this.change(this.rows.get(ts), this.rows.get(ts).message);
      this.rows.get(ts).card.querySelector(".tool")?.focus();
    };
    const composer = new Composer({
      label: t("edit"), action: t("save"), text: message.typed, cancel: end,
      send: (text) => this.acts.edit(message, text).then(end),
    });
    card.querySelector(".content").replaceWith(composer.form);
    card.querySelector(".tools").remove();
    composer.focus();
  }
}

function tool(words, onclick) {
  return el("button", { type: "button", class: "tool", onclick }, words);
}

function time(ts) {
  const short = written(Number(ts), { hour: "2-digit", minute: "2-digit" });
  const long = written(Number(ts), { dateStyle: "full", timeStyle: "medium" });
  return el("time", { datetime: new Date(Number(ts) * 1000).toISOString(), title: long }, short);
}
