// One message as a row of a chat.

import { fileAddress } from "./api.js";
import { h, icon, iconButton } from "./dom.js";
import { botLink, richText } from "./entities.js";
import { avatar, botAvatar, hue } from "./faces.js";
import { nameOf, roleOf, state } from "./store.js";
import { hourMinute } from "./time.js";
import { openDialog } from "./overlay.js";
import { t } from "./words.js";

const PHOTO_SIDE = 320;

/** What is read of a message; a deep link's payload is not, as in Telegram. */
function wordsOf(message) {
  const words = message.text ?? message.caption ?? "";
  const started = message.chat.type === "private" && /^\/start \S+$/.test(words);
  return started ? "/start" : words;
}

/** One line that stands for a message elsewhere: in a list, a quotation, the pinned bar. */
export function summary(message) {
  if (!message) return t("deleted");
  const words = wordsOf(message);
  const line = words.replace(/\s+/g, " ").trim().slice(0, 160);
  if (message.photo) return line ? `🖼 ${line}` : `🖼 ${t("photo")}`;
  if (message.document)
    return `📎 ${message.document.file_name ?? t("file")}${line ? ` · ${line}` : ""}`;
  return line || serviceText(message);
}

/** The line that Telegram shows for what happened in a group; "" for spoken messages. */
export function serviceText(message) {
  const by = nameOf(message.from);
  if (message.new_chat_members) {
    const names = message.new_chat_members.map(nameOf).join("、");
    const alone = message.new_chat_members.every((user) => user.id === message.from?.id);
    return alone ? t("joined", { name: names }) : t("added", { by, name: names });
  }
  if (message.left_chat_member) {
    const name = nameOf(message.left_chat_member);
    const alone = message.left_chat_member.id === message.from?.id;
    return alone ? t("leftGroup", { name }) : t("removed", { by, name });
  }
  if (message.pinned_message) {
    return t("pinnedBy", { name: by, text: summary(message.pinned_message).slice(0, 24) });
  }
  if (message.migrate_from_chat_id || message.migrate_to_chat_id) return t("upgraded");
  if (message.group_chat_created || message.supergroup_chat_created)
    return t("created", { name: by });
  if (message.forum_topic_created)
    return t("topicCreated", { name: message.forum_topic_created.name });
  if (message.new_chat_title) return t("titleChanged", { name: message.new_chat_title });
  return t("serviceOther");
}

function photo(message) {
  const size = message.photo.at(-1);
  const address = fileAddress(size.file_id);
  const scale = Math.min(1, PHOTO_SIDE / size.width, PHOTO_SIDE / size.height);
  const open = () =>
    openDialog(
      t("photo"),
      () => h("img", { class: "photo-full", src: address, alt: message.caption ?? t("photo") }),
      { wide: true },
    );
  return h(
    "button",
    { type: "button", class: "photo", "aria-label": t("openPhoto"), onclick: open },
    h("img", {
      src: address,
      alt: message.caption ?? t("photo"),
      width: Math.round(size.width * scale),
      height: Math.round(size.height * scale),
      loading: "lazy",
    }),
  );
}

function sizeText(bytes) {
  if (bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function documentCard({ document: file }) {
  return h(
    "a",
    { class: "document", href: fileAddress(file.file_id), download: file.file_name ?? "file" },
    h("span", { class: "document-face" }, icon("file")),
    h(
      "span",
      { class: "document-words" },
      h("b", {}, file.file_name ?? t("file")),
      h("small", {}, sizeText(file.file_size)),
    ),
    icon("download"),
  );
}

function quotation(message, hooks) {
  const quoted = message.reply_to_message;
  if (!quoted || quoted.forum_topic_created) return null;
  return h(
    "button",
    {
      type: "button",
      class: `quotation ${hue(quoted.from?.id ?? 0)}`,
      onclick: () => hooks.onJump(quoted.message_id),
    },
    h("b", {}, nameOf(quoted.from)),
    h("span", {}, summary(quoted)),
  );
}

function key(button, message, hooks) {
  if (button.url) {
    return h(
      "a",
      {
        class: "key",
        href: /^(https?|tg):/i.test(button.url) ? button.url : "#",
        target: "_blank",
        rel: "noopener noreferrer",
        onclick: (event) => {
          if (hooks.onLink(button.url) || !/^https?:/i.test(button.url)) event.preventDefault();
        },
      },
      h("span", {}, button.text),
      icon("open"),
    );
  }
  if (button.copy_text) {
    const copy = () => hooks.onCopy(button.copy_text.text);
    return h(
      "button",
      { type: "button", class: "key", onclick: copy },
      h("span", {}, button.text),
      icon("copy"),
    );
  }
  return h(
    "button",
    {
      type: "button",
      class: "key",
      disabled: button.callback_data === undefined,
      onclick: (event) => hooks.onPress(message, button.callback_data, event.currentTarget),
    },
    h("span", {}, button.text),
  );
}

function keyboard(message, hooks) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h(
    "div",
    { class: "keys" },
    rows.map((row) =>
      h(
        "div",
        { class: "key-row" },
        row.map((button) => key(button, message, hooks)),
      ),
    ),
  );
}

/** A link to this bot in the words is for somebody else: here they open it on their phone. */
function passOn(message, hooks) {
  const words = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const addresses = entities.map(({ type, url, offset, length }) =>
    type === "url" ? words.slice(offset, offset + length) : url,
  );
  const payload = addresses
    .map((address) => address && botLink(address, state.bot.username)?.payload)
    .find(Boolean);
  if (!payload) return null;
  return h(
    "button",
    { type: "button", class: "pass-on", onclick: () => hooks.onPass(payload) },
    icon("share"),
    t("passOn"),
  );
}

function sender(message, own) {
  if (own) return null;
  const bot = message.from.id === state.bot.id;
  const role = bot ? t("bot") : roleOf(message.from.id);
  const plain = !role || role.startsWith("居民");
  return h(
    "div",
    { class: `sender ${bot ? "of-bot" : hue(message.from.id)}` },
    h("span", {}, nameOf(message.from)),
    !plain && h("small", {}, role),
  );
}

function tools(message, own, hooks) {
  const words = message.text ?? message.caption;
  return h(
    "div",
    { class: "tools" },
    iconButton("reply", t("reply"), () => hooks.onReply(message)),
    words && iconButton("copy", t("copy"), () => hooks.onCopy(words)),
    own && message.text && iconButton("edit", t("edit"), () => hooks.onEdit(message)),
  );
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user
    ? nameOf(origin.sender_user)
    : (origin.sender_user_name ?? origin.chat?.title ?? "");
  return h("div", { class: "forwarded" }, t("from", { name }));
}

function bubble(message, { own, group, first, hooks }) {
  const text = wordsOf(message);
  const entities = message.entities ?? message.caption_entities;
  const emoji =
    message.text && !message.entities && /^\p{Extended_Pictographic}{1,3}$/u.test(message.text);
  const kind = ["bubble", message.photo && "with-photo", emoji && "big-emoji"]
    .filter(Boolean)
    .join(" ");
  const stamp = message.edit_date
    ? `${t("edited")} ${hourMinute(message.date)}`
    : hourMinute(message.date);
  return h(
    "div",
    { class: kind },
    group && first && sender(message, own),
    forwarded(message),
    quotation(message, hooks),
    message.photo && photo(message),
    message.document && documentCard(message),
    text && h("div", { class: "words" }, richText(text, entities, hooks)),
    h("time", { class: "stamp", datetime: new Date(message.date * 1000).toISOString() }, stamp),
  );
}

/**
 * @param {object} message
 * @param {{userId: number, group: boolean, first: boolean, last: boolean, hooks: object}} view
 *   `first` and `last` tell whether the message opens or ends a run by one sender.
 */
export function messageRow(message, { userId, group, first, last, hooks }) {
  const own = message.from?.id === userId;
  const bot = message.from?.id === state.bot.id;
  const face = bot ? botAvatar() : avatar(message.from?.id ?? 0, nameOf(message.from));
  const row = h(
    "li",
    {
      class: ["message", own ? "own" : "other", bot && "by-bot", first && "first", last && "last"]
        .filter(Boolean)
        .join(" "),
      "data-id": message.message_id,
    },
    group && !own && (last ? face : h("span", { class: "avatar-gap" })),
    h(
      "div",
      { class: "stack" },
      bubble(message, { own, group, first, hooks }),
      keyboard(message, hooks),
      !group && passOn(message, hooks),
      tools(message, own, hooks),
    ),
  );
  row.querySelector(".bubble").addEventListener("click", (event) => {
    if (event.target.closest("a, button, [role=button]") || String(document.getSelection())) return;
    hooks.onPick(row);
  });
  return row;
}

export function serviceRow(message) {
  return h(
    "li",
    { class: "service", "data-id": message.message_id },
    h("span", {}, serviceText(message)),
  );
}
