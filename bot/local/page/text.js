// Slack's two ways of marking up text, as nodes: mrkdwn (sections, plain messages) and Markdown (the markdown block).

import { el, link } from "./dom.js";

const EMOJI = {
  "+1": "👍", "-1": "👎", bell: "🔔", book: "📖", books: "📚", bulb: "💡", calendar: "📅", eyes: "👀",
  hourglass_flowing_sand: "⏳", information_source: "ℹ️", link: "🔗", mag: "🔍", memo: "📝", no_entry: "⛔",
  point_right: "👉", pray: "🙏", question: "❓", speech_balloon: "💬", tada: "🎉", telephone_receiver: "📞",
  thumbsdown: "👎", thumbsup: "👍", warning: "⚠️", wave: "👋", white_check_mark: "✅", x: "❌",
};

/** Undo Slack's escaping, and show the usual emoji; a shortcode that is not known stays as it is. */
export function plain(text) {
  return text
    .replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole)
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** `names` gives the name of a person (U...) or a channel (C...) by id. */
export function mrkdwn(text, names) {
  return blocks(text, { inline: (words) => mrkdwnWords(words, names), headings: false });
}

export function markdown(text) {
  return blocks(text, { inline: markdownWords, headings: true });
}

// Blocks: fences first, then line by line.

function blocks(text, rules) {
  const fragment = document.createDocumentFragment();
  text.split(/```(?:[a-z]*\n)?([\s\S]*?)```/).forEach((part, index) => {
    if (index % 2) fragment.append(el("pre", {}, el("code", {}, plain(part.replace(/\n$/, "")))));
    else fragment.append(...lines(part, rules));
  });
  return fragment;
}

const KINDS = [
  ["quote", /^(?:>|&gt;)\s?(.*)$/],
  ["bullet", /^\s*(?:[•◦▪‣*+-])\s+(.*)$/],
  ["number", /^\s*\d+[.)]\s+(.*)$/],
];

function kindOf(line, rules) {
  if (!line.trim()) return ["gap", ""];
  const heading = rules.headings && /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) return ["heading", heading[2]];
  if (rules.headings && /^\s*([-*_])\s*(?:\1\s*){2,}$/.test(line)) return ["rule", ""];
  for (const [kind, pattern] of KINDS) {
    const found = pattern.exec(line);
    if (found && (kind !== "number" || rules.headings)) return [kind, found[1]];
  }
  return ["words", line];
}

function lines(text, rules) {
  const groups = [];
  for (const line of text.replace(/^\n+|\n+$/g, "").split("\n")) {
    const [kind, words] = kindOf(line, rules);
    const last = groups.at(-1);
    if (last && last.kind === kind && kind !== "heading") last.lines.push(words);
    else groups.push({ kind, lines: [words] });
  }
  return groups.map((group) => BUILDERS[group.kind](group.lines, rules)).filter(Boolean);
}

const BUILDERS = {
  gap: () => null,
  rule: () => el("hr"),
  heading: ([words], rules) => el("p", { class: "heading" }, rules.inline(words)),
  words: (all, rules) => el("p", {}, ...withBreaks(all, rules)),
  quote: (all, rules) => el("blockquote", {}, ...withBreaks(all, rules)),
  bullet: (all, rules) => el("ul", {}, ...all.map((each) => el("li", {}, rules.inline(each)))),
  number: (all, rules) => el("ol", {}, ...all.map((each) => el("li", {}, rules.inline(each)))),
};

function withBreaks(all, rules) {
  return all.flatMap((line, index) => (index ? [el("br"), rules.inline(line)] : [rules.inline(line)]));
}

// Words within a line.

/** Walk through a line: `pattern` finds the next piece, `piece` makes its node, the rest is plain text. */
function walk(line, pattern, piece) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const found of line.matchAll(pattern)) {
    fragment.append(plain(line.slice(from, found.index)), piece(found));
    from = found.index + found[0].length;
  }
  fragment.append(plain(line.slice(from)));
  return fragment;
}

const around = (mark) => `(?<![\\p{L}\\p{N}${mark}])${mark}(?=\\S)([^${mark}]*[^${mark}\\s])${mark}(?![\\p{L}\\p{N}${mark}])`;
const MRKDWN = new RegExp("`([^`]+)`|<([^<>]+)>|" + [around("\\*"), around("_"), around("~")].join("|"), "gu");

function mrkdwnWords(line, names) {
  return walk(line, MRKDWN, ([, code, marked, bold, italic, struck]) => {
    if (code) return el("code", {}, plain(code));
    if (marked) return mark(marked, names);
    if (bold) return el("strong", {}, mrkdwnWords(bold, names));
    if (italic) return el("em", {}, mrkdwnWords(italic, names));
    return el("s", {}, mrkdwnWords(struck, names));
  });
}

function mark(inside, names) {
  const [target, words] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) return chip("@" + (names(target.slice(1)) ?? words ?? target.slice(1)));
  if (target.startsWith("#")) return chip("#" + (names(target.slice(1)) ?? words ?? target.slice(1)));
  if (/^!(channel|here|everyone)$/.test(target)) return chip("@" + target.slice(1), "chip broadcast");
  if (target.startsWith("!")) return chip(plain(words ?? target.slice(1)));
  return link(plain(target), plain(words ?? target).replace(/^mailto:/, ""));
}

function chip(words, kind = "chip") {
  return el("span", { class: kind }, words);
}

const MARKDOWN = new RegExp(
  [
    "`([^`]+)`",
    "\\[([^\\]]+)\\]\\(([^()\\s]+)\\)",
    "(?:\\*\\*(?=\\S)(.+?)\\*\\*|__(?=\\S)(.+?)__)",
    "~~(.+?)~~",
    "(?:(?<![\\p{L}\\p{N}*])\\*(?=\\S)([^*]+)\\*|(?<![\\p{L}\\p{N}_])_(?=\\S)([^_]+)_(?![\\p{L}\\p{N}]))",
    "(https?://[^\\s<>]+[^\\s<>.,;:!?)'\"])",
  ].join("|"),
  "gu",
);

function markdownWords(line) {
  return walk(line, MARKDOWN, ([, code, words, address, bold, alsoBold, struck, italic, alsoItalic, bare]) => {
    if (code) return el("code", {}, plain(code));
    if (words) return link(plain(address), plain(words));
    if (bold ?? alsoBold) return el("strong", {}, markdownWords(bold ?? alsoBold));
    if (struck) return el("s", {}, markdownWords(struck));
    if (italic ?? alsoItalic) return el("em", {}, markdownWords(italic ?? alsoItalic));
    return link(plain(bare), plain(bare));
  });
}
