// The clock of the workspace: what it shows, how far it is being moved, and what arrived on the way.

import { byId, el } from "./dom.js";
import { t } from "./i18n.js";
import { written } from "./time.js";

const SHOWN = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
const TICK_MS = 5000;

export class Clock {
  /** `move(how)` is a promise that fails with what is wrong; `problem(error)` has words for it. */
  constructor({ move, problem }) {
    Object.assign(this, { move, problem, state: null, at: 0 });
    for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", () => this.press(button.dataset.step));
    byId("clock-stop").addEventListener("click", () => this.press("stop"));
    setInterval(() => this.tick(), TICK_MS);
  }

  /** Show how the clock stands, as the workspace says. */
  show(state) {
    const moved = this.state?.since && !state.since;
    Object.assign(this, { state, at: performance.now() });
    const focused = document.activeElement === byId("clock-stop");
    byId("clock-steps").hidden = !state.is_movable;
    byId("clock-way").hidden = !state.since;
    // The button that is gone must not take the focus with it.
    if (focused && moved) document.querySelector("[data-step]").focus();
    this.draw();
  }

  draw() {
    if (!this.state) return;
    const { since, until, waiting } = this.state;
    const bar = byId("clock-progress");
    if (since && until) bar.value = (this.state.now - since) / (until - since);
    else bar.removeAttribute("value");
    byId("clock-until").textContent = [until ? t("clock_until", { day: written(until, { dateStyle: "medium" }) }) : t("clock_seeking"), waiting ? t("clock_waiting", { count: waiting }) : ""].join(" ");
    byId("clock-said").textContent = this.said();
    this.tick();
  }

  tick() {
    if (!this.state) return;
    const now = this.state.since ? this.state.now : this.state.now + ((performance.now() - this.at) / 1000) * this.state.speed;
    byId("clock-now").replaceChildren(el("time", { datetime: new Date(now * 1000).toISOString() }, written(now, SHOWN)));
  }

  // Said when a step is over: on the way it would be read out at every stop.
  said() {
    const { outcome, reached } = this.state;
    if (!outcome) return "";
    const whom = reached.map((each) => t("clock_reached_one", each)).join(", ");
    const arrived = whom ? t("clock_reached", { whom }) : t("clock_reached_nobody");
    return outcome === "done" ? arrived : [t(`clock_${outcome}`), whom ? arrived : ""].join(" ").trim();
  }

  async press(how) {
    byId("clock-said").textContent = "";
    // There is no text here that could be lost, so a bot that is away is said in other words.
    const words = (error) => (error.code === "unreachable" ? t("clock_unreachable") : this.problem(error));
    await this.move(how).catch((error) => (byId("clock-said").textContent = words(error)));
  }
}
