// Telegram text and entities to DOM nodes. Offsets count UTF-16 units, as JavaScript strings do.

import { h } from "./dom.js";
import { t } from "./words.js";

const SAFE = /^(https?|mailto|tel|tg):/i;

function anchor(address, children, hooks) {
  const target = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!SAFE.test(target)) return h("span", {}, children);
  return h(
    "a",
    {
      href: target,
      target: "_blank",
      rel: "noopener noreferrer",
      onclick: (event) => {
        if (hooks.onLink(target)) event.preventDefault();
      },
    },
    children,
  );
}

function expandable(children) {
  const quote = h("blockquote", { class: "folded" }, children);
  const more = h("button", {
    type: "button",
    class: "unfold",
    "aria-expanded": "false",
    "aria-label": t("expand"),
    onclick: (event) => {
      event.stopPropagation();
      const open = quote.classList.toggle("folded") === false;
      more.setAttribute("aria-expanded", String(open));
    },
  });
  quote.append(more);
  return quote;
}

/** A button that breaks over lines like the words around it, which a `button` element cannot. */
function wordButton(name, children, run, props = {}) {
  const pressed = (event) => {
    event.stopPropagation();
    run(event.currentTarget);
  };
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pressed(event);
  };
  return h(
    "span",
    { role: "button", tabindex: "0", class: name, onclick: pressed, onkeydown, ...props },
    children,
  );
}

function spoiler(children) {
  return wordButton("spoiler", children, (word) => word.classList.add("open"), {
    title: t("spoiler"),
  });
}

const BUILD = {
  bold: (children) => h("strong", {}, children),
  italic: (children) => h("em", {}, children),
  underline: (children) => h("u", {}, children),
  strikethrough: (children) => h("s", {}, children),
  code: (children) => h("code", {}, children),
  pre: (children) => h("pre", {}, h("code", {}, children)),
  spoiler,
  blockquote: (children) => h("blockquote", {}, children),
  expandable_blockquote: expandable,
  text_link: (children, entity, _text, hooks) => anchor(entity.url, children, hooks),
  url: (children, _entity, text, hooks) => anchor(text, children, hooks),
  email: (children, _entity, text, hooks) => anchor(`mailto:${text}`, children, hooks),
  phone_number: (children, _entity, text, hooks) => anchor(`tel:${text}`, children, hooks),
  mention: (children) => h("span", { class: "mention" }, children),
  text_mention: (children) => h("span", { class: "mention" }, children),
  hashtag: (children) => h("span", { class: "mention" }, children),
  bot_command: (children, _entity, text, hooks) =>
    wordButton("command", children, () => hooks.onCommand(text)),
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * @param {string} text
 * @param {Array<{type: string, offset: number, length: number}>} entities
 * @param {{onLink: (address: string) => boolean, onCommand: (text: string) => void}} hooks
 *   `onLink` answers whether it took the link, so that the browser does not open it.
 * @returns {Array<Node | string>}
 */
export function richText(text, entities, hooks) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, sorted, hooks);
}

function span(text, start, end, entities, hooks) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const inside = others.filter((other) => other.offset < to);
    rest = others.filter((other) => other.offset >= to);
    if (to <= from) continue;
    const block = BLOCKS.has(entity.type);
    const before = text.slice(at, from);
    nodes.push(block ? before.replace(/\n$/, "") : before);
    const children = span(text, from, to, inside, hooks);
    const build = BUILD[entity.type];
    nodes.push(...(build ? [build(children, entity, text.slice(from, to), hooks)] : children));
    at = block && text[to] === "\n" ? to + 1 : to;
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

/** What a link to this bot asks for: `{payload}`, or null for any other address. */
export function botLink(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const named = url.protocol === "tg:" ? url.searchParams.get("domain") : url.pathname.slice(1);
  const home =
    url.protocol === "tg:" || ["t.me", "telegram.me", "telegram.dog"].includes(url.hostname);
  if (!home || named?.toLowerCase() !== username.toLowerCase()) return null;
  return { payload: url.searchParams.get("start") };
}

/** What a link to a message of a private supergroup asks for, or null. */
export function messageLink(address) {
  const found = /^https:\/\/t\.me\/c\/(\d+)\/(?:\d+\/)?(\d+)$/.exec(address);
  return found ? { chat: Number(`-100${found[1]}`), message: Number(found[2]) } : null;
}
