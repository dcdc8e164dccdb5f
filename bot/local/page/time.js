// Time as the workspace has it: in its zone, as in Slack, wherever the browser is; and by its own clock, which can be moved.

import { language } from "./i18n.js";

const LOCALES = { en: "en-GB", fr: "fr-FR" };

let zone;

/** Write times in a zone from now on. */
export function setZone(name) {
  zone = name;
}

/** Return a moment, in seconds since 1970, in the reader's language; `options` as for Intl.DateTimeFormat. */
export function written(seconds, options) {
  return new Date(seconds * 1000).toLocaleString(LOCALES[language()], { timeZone: zone, ...options });
}

/** Return what tells days apart, the same for two moments of one day. */
export function dayOf(seconds) {
  return written(seconds, { year: "numeric", month: "numeric", day: "numeric" });
}
