// The page: who you are, where you are, and what happens there.

import { Calls } from "./calls.js";
import { Clock } from "./clock.js";
import { Composer, problem } from "./composer.js";
import { ask, banner, Stream } from "./connection.js";
import { byId, el } from "./dom.js";
import { Form } from "./forms.js";
import { Home } from "./home.js";
import { language, setLanguage, t, translate } from "./i18n.js";
import { Log } from "./log.js";
import { setZone } from "./time.js";

const PERSON = "suivi.person";
const PLACE = "suivi.place";
const SUIVI = "@Suivi";
const BACK_MS = 6000;

/** What the workspace told this person, and where they are in it. */
const state = {
  you: localStorage.getItem(PERSON) ?? "U0ANA",
  place: localStorage.getItem(PLACE) ?? "direct",
  people: new Map(),
  channels: [],
  commands: [],
  messages: new Map(),
  statuses: [],
  prompts: new Map(),
  home: null,
  unread: new Set(),
  drafts: new Map(),
  lost: false,
};

const world = {
  you: () => state.you,
  person: (id) => state.people.get(id) ?? { name: id, look: "look-0" },
  names: (id) => state.people.get(id)?.name ?? state.channels.find((channel) => channel.id === id)?.name,
};

const log = new Log(byId("log"), world, {
  reply: (root, text) => say(text, root),
  edit: (message, text) => ask("edit", { user: state.you, channel: message.channel, ts: message.ts, text }),
  press: (message, block, element, choice = "") =>
    ask("press", {
      user: state.you, channel: message.channel, ts: message.ts, choice,
      block_id: block.block_id, action_id: element.action_id,
    }).catch((error) => composer.say(problem(error))),
});

const form = new Form(byId("form"), world.names, {
  submit: (view, values) => ask("submit", { user: state.you, view: view.id, values }),
  press: pressIn,
  dismiss: (view) => ask("dismiss", { user: state.you, view: view.id }),
});

const home = new Home(byId("home"), world.names, pressIn);

function pressIn(view, block, element, choice) {
  return ask("press", { user: state.you, view: view.id, block_id: block.block_id, action_id: element.action_id, choice });
}

const calls = new Calls();

const clock = new Clock({ move: (how) => ask("clock", { how }), problem });

let composer;

/** Whether the bot's Home tab is open, which stands beside the direct message. */
function isHome() {
  return state.place === "home";
}

function here() {
  return state.channels.find((channel) => (isHome() || state.place === "direct" ? channel.is_direct : channel.id === state.place)) ?? state.channels[0];
}

function say(text, thread_ts = "") {
  return ask("message", { user: state.you, channel: here().id, text, thread_ts });
}

// What the workspace tells

const stream = new Stream({
  snapshot(snapshot, restarted) {
    take(snapshot);
    if (state.lost) banner(t(restarted ? "restarted" : "back"), { forMs: BACK_MS });
    state.lost = false;
    draw();
    calls.begin();
    if (snapshot.view) form.show(snapshot.view);
    else form.hide(form.view?.id);
    enter();
  },
  change: (change) => CHANGES[change.type](change),
  lost() {
    state.lost = true;
    banner(t("lost"));
  },
});

function take(snapshot) {
  state.you = snapshot.you;
  const look = (person, index) => [person.id, { ...person, look: person.is_bot ? "look-bot" : `look-${index}` }];
  state.people = new Map(snapshot.people.map(look));
  state.channels = snapshot.channels;
  state.commands = snapshot.commands;
  state.statuses = snapshot.statuses;
  state.home = snapshot.home;
  state.clock = snapshot.clock;
  setZone(snapshot.clock.zone);
  state.prompts = new Map(snapshot.prompts.map((each) => [each.channel, each]));
  // Who is not in a channel finds their own conversation with the bot in its place.
  if (!["home", "direct", ...state.channels.map((channel) => channel.id)].includes(state.place)) state.place = "direct";
  state.messages = new Map(snapshot.channels.map((channel) => [channel.id, new Map()]));
  snapshot.messages.forEach((message) => state.messages.get(message.channel).set(message.ts, message));
}

const CHANGES = {
  message({ message }) {
    const known = state.messages.get(message.channel);
    const isNew = !known.has(message.ts);
    known.set(message.ts, message);
    if (message.channel === here().id && !isHome()) keepingBottom(() => log.put(message), isNew && message.user === state.you);
    else if (isNew && message.user !== state.you) state.unread.add(message.channel);
    drawPlaces();
    drawEmpty();
  },
  removed({ channel, ts }) {
    state.messages.get(channel).delete(ts);
    if (channel === here().id) log.remove(ts);
    drawEmpty();
  },
  status(change) {
    const others = state.statuses.filter((each) => each.channel !== change.channel || each.thread_ts !== change.thread_ts);
    state.statuses = change.status ? [...others, change] : others;
    drawStatus();
  },
  view: ({ view }) => form.show(view),
  view_closed: ({ id }) => form.hide(id),
  view_errors: ({ id, errors }) => form.errors(id, errors),
  view_failed({ id }) {
    form.failed(id);
    home.failed(id);
  },
  home({ view }) {
    state.home = view;
    home.show(view);
  },
  clock: (change) => clock.show((state.clock = change.clock)),
  prompts(change) {
    state.prompts.set(change.channel, change);
    drawEmpty();
  },
};

// What is drawn

function draw() {
  translate();
  if (!state.channels.length) return;
  drawPeople();
  drawPlaces();
  drawComposer();
  log.show([...state.messages.get(here().id).values()]);
  drawEmpty();
  drawStatus();
  drawTabs();
  clock.show(state.clock);
  toBottom();
}

function drawTabs() {
  byId("tabs").hidden = !here().is_direct;
  for (const tab of document.querySelectorAll("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === state.place));
  byId("home").hidden = !isHome();
  for (const node of document.querySelectorAll("#scroll, .foot")) node.hidden = isHome();
  if (isHome()) home.show(state.home);
}

function drawPeople() {
  const people = [...state.people.values()].filter((person) => !person.is_bot);
  byId("you").replaceChildren(...people.map((person) => el("option", { value: person.id, selected: person.id === state.you }, described(person))));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language()));
  }
}

function described(person) {
  return t("as_somebody", { name: person.name, role: t(`role_${person.role}`), language: person.locale.slice(0, 2).toUpperCase() });
}

function drawPlaces() {
  const place = (channel) => {
    const isHere = channel === here();
    const unread = state.unread.has(channel.id) ? el("span", { class: "unread" }, el("span", { class: "unseen" }, t("unread"))) : null;
    const sign = channel.is_direct ? el("span", { class: "avatar small look-bot", "aria-hidden": "true" }, "S") : el("span", { class: "hash", "aria-hidden": "true" }, "#");
    const go = () => move(channel.is_direct ? "direct" : channel.id);
    return el("li", {}, el("button", { type: "button", "aria-current": isHere ? "page" : null, onclick: go }, sign, channel.is_direct ? "Suivi" : channel.name, unread));
  };
  const [direct, open] = [state.channels.filter((each) => each.is_direct), state.channels.filter((each) => !each.is_direct)];
  redraw(byId("channels"), open.map(place));
  redraw(byId("direct"), direct.map(place));
  const channel = here();
  byId("place").textContent = channel.is_direct ? "Suivi" : `#${channel.name}`;
  byId("about").textContent = t(isHome() ? "about_home" : channel.is_direct ? "about_direct" : channel.is_private ? "about_office" : "about_channel");
  document.title = channel.is_direct ? "Suivi" : `#${channel.name} · Suivi`;
}

/** Put new nodes in place; a button that had the focus has it again. */
function redraw(list, nodes) {
  const focused = [...list.children].findIndex((node) => node.contains(document.activeElement));
  list.replaceChildren(...nodes);
  list.children[focused]?.querySelector("button").focus();
}

function drawComposer() {
  const channel = here();
  const key = `${state.you} ${channel.id} ${language()}`;
  // After a lost connection the box stays as it is, cursor and all.
  if (composer?.key === key) {
    composer.box.disabled = false;
    return drawChips();
  }
  const had = composer?.box === document.activeElement;
  const commands = () => state.commands.flatMap(withWords);
  const label = channel.is_direct ? t("write_direct") : t("write_channel", { name: channel.name });
  composer = new Composer({ label, action: t("send"), send: say, commands, id: "box", text: state.drafts.get(channel.id) ?? "" });
  composer.key = key;
  composer.onchange = (text) => {
    state.drafts.set(channel.id, text);
    drawChips();
  };
  byId("composer").replaceChildren(composer.form, el("p", { class: "keys" }, t("keys")));
  if (had) composer.focus();
  drawChips();
}

/** Return a command as it is completed, and each of its words behind it, in the language of the page. */
function withWords({ name, hint, description, words = [] }) {
  const here = words.filter((each) => each.description[language()]);
  const follow = [hint, ...here.map((each) => each.word)].filter(Boolean).join(" | ");
  return [
    { name, hint: here.length ? `[${follow}]` : hint, description: description[language()] ?? Object.values(description)[0] ?? "" },
    ...here.map((each) => ({ name: `${name} ${each.word}`, hint: each.hint, description: each.description[language()] })),
  ];
}

function drawChips() {
  const channel = here();
  const offered = isEmpty() ? null : state.prompts.get(channel.id);
  const chips = channel.is_direct ? prompts(offered) : mention();
  // What is there already stays, and whoever is about to press it keeps it under the finger.
  const same = JSON.stringify([...byId("chips").children].map(text)) === JSON.stringify(chips.map(text));
  if (!same) byId("chips").replaceChildren(...chips);
}

function text(node) {
  return node.textContent;
}

function prompts(offered) {
  return (offered?.prompts ?? []).map((prompt) => chip(prompt.title, () => sendNow(prompt.message)));
}

function mention() {
  if (composer.text.startsWith("/") || composer.text.toLowerCase().includes(SUIVI.toLowerCase())) return [];
  const insert = () => {
    composer.text = `${SUIVI} ${composer.text}`;
    composer.focus();
  };
  return [chip(t("ask_suivi"), insert), el("span", { class: "hint" }, t("ask_suivi_hint"))];
}

function chip(words, onclick) {
  return el("button", { type: "button", class: "chip-button", onclick }, words);
}

function isEmpty() {
  return state.messages.get(here().id).size === 0;
}

/** Whether nobody but the bot has said anything. */
function isNew() {
  return [...state.messages.get(here().id).values()].every((message) => world.person(message.user).is_bot);
}

/** Say what this is until somebody has written, and offer what to ask while there is nothing at all. */
function drawEmpty() {
  const channel = here();
  byId("empty").hidden = !isNew();
  byId("empty").classList.toggle("begun", !isEmpty());
  drawChips();
  if (!isEmpty()) return;
  const offered = state.prompts.get(channel.id);
  byId("invitation").textContent = offered?.title || t(channel.is_direct ? "invite_direct" : "invite_channel");
  byId("examples").replaceChildren(...(offered ? prompts(offered) : examples(channel)));
}

function examples(channel) {
  return ["example_1", "example_2", "example_3"].map((key) => chip(t(key), () => sendNow(channel.is_direct ? t(key) : `${SUIVI} ${t(key)}`)));
}

/** Send what a chip says; if that fails it is in the box, to be sent again. */
function sendNow(text) {
  say(text).catch((error) => {
    composer.text = text;
    composer.say(problem(error, text));
  });
  composer.focus();
}

function drawStatus() {
  const doing = state.statuses.filter((each) => each.channel === here().id);
  byId("status").replaceChildren(...doing.slice(-1).map((each) => el("span", {}, `${world.person("U0SUIVI").name} ${each.status}`)));
}

// Staying at the bottom while one reads there

function keepingBottom(change, always) {
  const near = isNear();
  change();
  if (near || always) requestAnimationFrame(toBottom);
}

function isNear() {
  const area = byId("scroll");
  return area.scrollHeight - area.scrollTop - area.clientHeight < 120;
}

function toBottom() {
  const area = byId("scroll");
  area.scrollTop = area.scrollHeight;
}

// On a phone the keyboard takes half of the window: who reads at the bottom stays there.
let wasNear = true;
byId("scroll").addEventListener("scroll", () => (wasNear = isNear()), { passive: true });
new ResizeObserver(() => wasNear && toBottom()).observe(byId("scroll"));

// What one does

function move(place) {
  state.place = place;
  localStorage.setItem(PLACE, place);
  if (!isHome()) state.unread.delete(here().id);
  draw();
  enter();
  if (isHome()) byId("home").focus();
  else composer.focus();
}

function enter() {
  if (!isHome()) state.unread.delete(here().id);
  ask("open", { user: state.you, channel: here().id, tab: isHome() ? "home" : "messages" }).catch(() => null); // the banner says it, if it is the connection
}

byId("you").addEventListener("change", (event) => {
  state.you = event.target.value;
  localStorage.setItem(PERSON, state.you);
  state.unread.clear();
  state.drafts.clear();
  // What is typed before the other person's conversations are here would go to those of the person before.
  composer.box.disabled = true;
  log.forget();
  stream.open(state.you);
});

for (const tab of document.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => move(tab.dataset.tab));

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    if (state.lost) banner(t("lost"));
    draw();
  });
}

translate();
stream.open(state.you);
// A page that is left keeps no stream open, and takes it up again when the reader comes back.
window.addEventListener("pagehide", () => stream.close());
window.addEventListener("pageshow", (event) => event.persisted && stream.open(state.you));
