// An open chat: its head, pinned bar, topics, messages and composer.

import { act } from "./api.js";
import { Composer } from "./composer.js";
import { h, icon, iconButton, reconcile, scrolling } from "./dom.js";
import { avatar, botAvatar } from "./faces.js";
import { groupMenu, openMembers } from "./group.js";
import { messageRow, serviceRow, summary } from "./message.js";
import {
  chatOf,
  isSpoken,
  isTyping,
  markRead,
  messagesOf,
  state,
  titleOf,
  unreadOf,
  unread,
} from "./store.js";
import { dayKey, dayName } from "./time.js";
import { language, t } from "./words.js";

const NEAR_END = 80;
const RUN_SECONDS = 600;
const BUSY_MS = 12_000;

export class Chat {
  /** @param {{user: number, chat: number}} entry of the desk @param {object} host the person's column */
  constructor(entry, host) {
    this.entry = entry;
    this.host = host;
    this.rows = new Map();
    this.days = new Map();
    this.atEnd = true;
    this.seen = 0;
    this.build();
  }

  build() {
    this.list = h("ol", { class: "messages" });
    this.scroller = h(
      "div",
      {
        class: "scroller",
        role: "log",
        tabindex: "0",
        "aria-label": this.title(),
        onscroll: () => this.onScroll(),
      },
      this.list,
    );
    this.pinned = h("div", { class: "pinned-slot" });
    this.topics = h("div", { class: "topics", role: "toolbar", "aria-label": t("topics") });
    this.head = h("header", { class: "chat-head" });
    this.jump = h("button", {
      type: "button",
      class: "jump",
      hidden: true,
      onclick: () => this.toEnd(true),
    });
    this.composer = new Composer(this.entry, this.host, this);
    this.el = h(
      "div",
      { class: "chat" },
      this.head,
      this.pinned,
      this.topics,
      h("div", { class: "history" }, this.scroller, this.jump),
      this.composer.el,
    );
    this.buildHead();
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroller);
    this.hooks = {
      onLink: (address) => this.host.openLink(address),
      onCommand: (text) => this.send({ text }),
      onPress: (message, data, button) => this.press(message, data, button),
      onPass: (payload) => this.host.passOn(payload),
      onReply: (message) => this.composer.replyTo(message),
      onEdit: (message) => this.composer.editing(message),
      onCopy: (text) => this.host.copy(text),
      onJump: (id) => this.show(id),
      onPick: (row) => this.pick(row),
    };
  }

  get chat() {
    return chatOf(this.entry.user, this.entry.chat);
  }

  get group() {
    return this.chat.type !== "private";
  }

  title() {
    return titleOf(this.chat);
  }

  buildHead() {
    this.back = iconButton("back", t("back"), () => this.host.closeChat(), { class: "back" });
    this.backMark = h("span", { class: "badge", hidden: true });
    this.back.append(this.backMark);
    this.heading = h("h3", {});
    this.status = h("p", {});
    const face = this.group ? avatar(this.entry.chat, this.title(), "group") : botAvatar();
    const menu = iconButton("more", t("chatMenu"), () => groupMenu(menu, this.entry, this.host), {
      "aria-haspopup": "menu",
    });
    const members = iconButton("group", t("members"), () => openMembers(this.entry, this.host));
    this.head.append(this.back, face, h("div", { class: "chat-title" }, this.heading, this.status));
    if (this.group) this.head.append(members, menu);
  }

  refresh() {
    this.refreshHead();
    this.refreshPinned();
    this.refreshTopics();
    this.refreshMessages();
    this.composer.refresh();
  }

  refreshHead() {
    this.heading.textContent = this.title();
    this.status.textContent = isTyping(this.entry.chat) ? t("typing") : this.statusText();
    this.status.classList.toggle("live", isTyping(this.entry.chat));
    const others = unreadOf(this.entry.user) - unread(this.entry.user, this.entry.chat);
    this.backMark.hidden = others === 0;
    this.backMark.textContent = others > 99 ? "99+" : String(others);
    const label = others ? t("backUnread", { n: others }) : t("back");
    this.back.setAttribute("aria-label", label);
  }

  statusText() {
    if (!this.group) {
      return this.chat.bot_status === "kicked" ? t("blocked") : `@${state.bot.username}`;
    }
    const presence =
      { administrator: "withBotAdmin", member: "withBot" }[this.chat.bot_status] ?? "withoutBot";
    return t(presence, { members: t("membersCount", { n: this.chat.members.length }) });
  }

  refreshPinned() {
    const id = this.chat.pinned_message_id;
    const message = id && messagesOf(this.entry.chat).find((each) => each.message_id === id);
    if (this.pinnedMessage === message) return;
    this.pinnedMessage = message;
    const bar = () =>
      h(
        "button",
        { type: "button", class: "pinned", onclick: () => this.show(id) },
        icon("pin"),
        h("span", {}, h("b", {}, t("pinned")), h("small", {}, summary(message))),
      );
    this.pinned.replaceChildren(...(message ? [bar()] : []));
  }

  refreshTopics() {
    const topics = this.chat.is_forum ? (this.chat.topics ?? []) : [];
    const sign = JSON.stringify([topics, this.entry.thread, language()]);
    if (sign === this.topicSign) return;
    this.topicSign = sign;
    const chip = (thread, name) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(this.entry.thread === thread),
          onclick: () => this.setTopic(thread),
        },
        name,
      );
    const chips = topics.map((topic) => chip(topic.thread_id, topic.name));
    this.topics.replaceChildren(...(topics.length ? [chip(null, t("allTopics")), ...chips] : []));
  }

  setTopic(thread) {
    this.entry.thread = thread;
    this.atEnd = true;
    this.refresh();
  }

  visible() {
    const all = messagesOf(this.entry.chat);
    const { thread } = this.entry;
    return thread === null ? all : all.filter((message) => message.message_thread_id === thread);
  }

  refreshMessages() {
    const list = this.visible();
    const nodes = [];
    let day = null;
    list.forEach((message, index) => {
      const today = dayKey(message.date);
      if (today !== day) nodes.push(this.day(message, today));
      nodes.push(
        this.row(message, joins(list[index - 1], message), joins(message, list[index + 1])),
      );
      day = today;
    });
    if (!list.length) nodes.push(this.empty());
    this.list.classList.toggle("no-messages", list.length === 0);
    reconcile(this.list, nodes);
    this.afterMessages(list);
  }

  day(message, dayId) {
    const name = dayName(message.date);
    const kept = this.days.get(dayId);
    const row = kept ?? h("li", { class: "day" }, h("span", {}, name));
    if (row.firstChild.textContent !== name) row.firstChild.textContent = name;
    this.days.set(dayId, row);
    return row;
  }

  row(message, follows, followed) {
    const kept = this.rows.get(message.message_id);
    const sign = `${follows}${followed}${language()}`;
    if (kept && kept.message === message && kept.sign === sign) return kept.node;
    const node = isSpoken(message)
      ? messageRow(message, {
          userId: this.entry.user,
          group: this.group,
          first: !follows,
          last: !followed,
          hooks: this.hooks,
        })
      : serviceRow(message);
    if (kept && kept.message !== message) node.classList.add("changed");
    else if (!kept && this.filled) node.classList.add("arrived");
    this.rows.set(message.message_id, { message, sign, node });
    return node;
  }

  empty() {
    const face = this.group ? avatar(this.entry.chat, this.title(), "group") : botAvatar();
    const words = this.group
      ? ["emptyGroup", "emptyGroupHint"]
      : ["emptyPrivate", "emptyPrivateHint"];
    return h("li", { class: "empty" }, face, h("b", {}, t(words[0])), h("p", {}, t(words[1])));
  }

  afterMessages(list) {
    this.filled = true;
    if (this.host.watched()) markRead(this.entry.user, this.entry.chat);
    const last = list.at(-1);
    if (this.atEnd || (last?.from?.id === this.entry.user && last.message_id > this.seen))
      this.toEnd();
    if (this.atEnd) this.seen = last?.message_id ?? 0;
    this.refreshJump(list);
  }

  refreshJump(list = this.visible()) {
    const fresh = list.filter((message) => message.message_id > this.seen).length;
    this.jump.hidden = this.atEnd;
    const label = fresh ? t("newMessages", { n: fresh }) : t("toBottom");
    this.jump.setAttribute("aria-label", label);
    this.jump.replaceChildren(icon("down"), ...(fresh ? [h("span", {}, label)] : []));
  }

  onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.atEnd) this.seen = this.visible().at(-1)?.message_id ?? 0;
    this.refreshJump();
  }

  toEnd(smooth = false) {
    this.atEnd = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: scrolling(smooth) });
  }

  /** Scrolls to a message and lets it flash. */
  show(id) {
    const row = this.rows.get(id)?.node;
    if (!row?.isConnected) return;
    row.scrollIntoView({ block: "center", behavior: scrolling() });
    row.classList.remove("flash");
    requestAnimationFrame(() => row.classList.add("flash"));
  }

  pick(row) {
    const open = row.classList.contains("picked");
    for (const other of this.list.querySelectorAll(".picked")) other.classList.remove("picked");
    row.classList.toggle("picked", !open);
  }

  async press(message, data, button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), BUSY_MS);
    const details = {
      user: this.entry.user,
      chat: this.entry.chat,
      message: message.message_id,
      data,
    };
    const done = await this.host.run(() => act("press", details));
    if (!done) button.removeAttribute("aria-busy");
  }

  send(details) {
    const { user, chat, thread } = this.entry;
    return this.host.run(() => act("send", { user, chat, ...(thread && { thread }), ...details }));
  }

  /** The bot has answered this person's press: no button waits any more. */
  settle() {
    for (const button of this.list.querySelectorAll("[aria-busy]"))
      button.removeAttribute("aria-busy");
  }
}

function joins(before, after) {
  if (!before || !after || !isSpoken(before) || !isSpoken(after)) return false;
  return (
    before.from?.id === after.from?.id &&
    after.date - before.date < RUN_SECONDS &&
    dayKey(before.date) === dayKey(after.date)
  );
}
