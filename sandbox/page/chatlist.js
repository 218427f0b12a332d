// The chats of one person, newest first, with unread marks.

import { h, icon, reconcile } from "./dom.js";
import { avatar, botAvatar } from "./faces.js";
import { summary } from "./message.js";
import { chatsOf, isSpoken, isTyping, lastMessage, nameOf, titleOf, unread } from "./store.js";
import { shortMoment } from "./time.js";
import { language, t } from "./words.js";

const MANY = 9;

export class ChatList {
  constructor(entry, host) {
    this.entry = entry;
    this.host = host;
    this.rows = new Map();
    this.search = h("input", {
      type: "search",
      placeholder: t("searchChats"),
      "aria-label": t("searchChats"),
      oninput: () => this.refresh(),
    });
    this.field = h("div", { class: "search" }, icon("search"), this.search);
    this.list = h("ul", { class: "chat-rows" });
    this.el = h("nav", { class: "chats", "aria-label": t("chats") }, this.field, this.list);
  }

  refresh() {
    const all = chatsOf(this.entry.user);
    this.field.hidden = all.length < MANY && !this.search.value;
    const words = this.search.value.trim().toLowerCase();
    const found = all.filter((chat) => titleOf(chat).toLowerCase().includes(words));
    const rows = found.map((chat) => this.row(chat));
    reconcile(this.list, rows.length ? rows : [h("li", { class: "pick-none" }, t("noChats"))]);
  }

  row(chat) {
    const last = lastMessage(chat.id);
    const count = unread(this.entry.user, chat.id);
    const open = this.entry.chat === chat.id;
    const moment = last ? shortMoment(last.date) : "";
    const sign = [titleOf(chat), moment, count, open, isTyping(chat.id), language()].join("|");
    const kept = this.rows.get(chat.id);
    if (kept && kept.sign === sign && kept.last === last) return kept.node;
    const node =
      kept?.node ??
      h("li", {}, h("button", { type: "button", onclick: () => this.host.openChat(chat.id) }));
    const button = node.firstChild;
    button.className = open ? "chat-row open" : "chat-row";
    button.setAttribute("aria-current", String(open));
    const parts = [
      chat.type === "private" ? botAvatar() : avatar(chat.id, chat.title, "group"),
      h(
        "span",
        { class: "chat-name" },
        h("b", {}, titleOf(chat)),
        chat.type === "private" && h("small", { class: "tag" }, t("bot")),
      ),
      h("time", {}, moment),
      h("span", { class: "chat-last" }, this.preview(chat, last)),
      count
        ? h(
            "span",
            { class: "badge", "aria-label": t("unread", { n: count }) },
            count > 99 ? "99+" : String(count),
          )
        : null,
    ];
    button.replaceChildren(...parts.filter(Boolean));
    this.rows.set(chat.id, { node, sign, last });
    return node;
  }

  preview(chat, last) {
    if (isTyping(chat.id)) return [h("em", {}, t("typing"))];
    if (!last) return [h("em", {}, t(chat.type === "private" ? "notStarted" : "emptyGroup"))];
    const own = last.from?.id === this.entry.user;
    const named = isSpoken(last) && (own || chat.type !== "private");
    const name = own ? t("you") : nameOf(last.from);
    return [named && h("span", { class: "who" }, `${name}：`), summary(last)].filter(Boolean);
  }
}
