// One person's phone: who they are, their chats, and the chat that is open.

import { act } from "./api.js";
import { Chat } from "./chat.js";
import { ChatList } from "./chatlist.js";
import { h, iconButton } from "./dom.js";
import { botLink, messageLink } from "./entities.js";
import { avatar, hue } from "./faces.js";
import { alertIn, note, openAsk, openMenu, openPicker } from "./overlay.js";
import { chatOf, groups, privateChat, state } from "./store.js";
import { t } from "./words.js";

/** "居民 · 3号楼3单元501": the role as a tag, then the rest. */
function roleLine(title) {
  const [role, ...rest] = title.split(" · ");
  return h("p", { title }, h("span", { class: "role" }, role), rest.join(" · "));
}

export class Column {
  /** @param {object} entry of the desk @param {{close: Function, watched: Function, changed: Function}} app */
  constructor(entry, app) {
    this.entry = entry;
    this.app = app;
    this.chat = null;
    this.list = new ChatList(entry, this);
    this.main = h("div", { class: "main" });
    this.notes = h("div", { class: "notes" });
    this.drop = h("div", { class: "drop", hidden: true }, h("span", {}, t("drop")));
    this.el = h(
      "section",
      {
        class: `person ${hue(entry.user)}`,
        id: `person-${entry.user}`,
        "aria-label": this.user.name,
        "data-user": entry.user,
        onkeydown: (event) => this.keyed(event),
        ondragenter: (event) => this.dragged(event, true),
        ondragover: (event) => this.dragged(event, true),
        ondragleave: (event) => this.dragged(event, false),
        ondrop: (event) => this.dropped(event),
      },
      this.bar(),
      h("div", { class: "person-body" }, this.list.el, this.main),
      this.notes,
      this.drop,
    );
  }

  get user() {
    return state.users.get(this.entry.user);
  }

  bar() {
    const { name, title } = this.user;
    const menu = iconButton("more", t("personMenu", { name }), () => this.openMenu(menu), {
      "aria-haspopup": "menu",
    });
    return h(
      "header",
      { class: "person-bar" },
      avatar(this.entry.user, name),
      h("div", { class: "person-name" }, h("h2", {}, name), title && roleLine(title)),
      menu,
      iconButton("close", t("removePerson"), () => this.app.close(this.entry.user), {
        class: "put-away",
      }),
    );
  }

  openMenu(anchor) {
    const { user } = this.entry;
    const blocked = privateChat(user).bot_status === "kicked";
    openMenu(anchor, [
      { label: t("newGroup"), run: () => this.newGroup() },
      { label: t("joinGroup"), run: () => this.joinGroup() },
      blocked
        ? { label: t("unblockBot"), run: () => this.run(() => act("unblock", { user })) }
        : { label: t("blockBot"), run: () => this.run(() => act("block", { user })), danger: true },
      { label: t("removePerson"), run: () => this.app.close(user) },
    ]);
  }

  newGroup() {
    const { user } = this.entry;
    const create = (title) =>
      this.run(async () => {
        const { chat } = await act("add_group", { title, user });
        this.app.whenKnown(chat.id, () => this.openChat(chat.id));
      });
    openAsk(t("newGroup"), { label: t("newGroupTitle"), hint: t("newGroupHint"), run: create });
  }

  joinGroup() {
    const { user } = this.entry;
    const outside = () =>
      groups()
        .filter((chat) => !chat.members.includes(user))
        .map((chat) => ({
          key: chat.id,
          label: chat.title,
          note: t("membersCount", { n: chat.members.length }),
          face: () => avatar(chat.id, chat.title, "group"),
        }));
    openPicker(t("pickGroup"), {
      items: outside,
      placeholder: t("searchGroups"),
      empty: t("noGroups"),
      choose: (chat) =>
        this.run(async () => {
          await act("join", { user, chat });
          this.app.whenKnown(chat, () => this.openChat(chat));
        }),
    });
  }

  openChat(chat) {
    Object.assign(this.entry, { chat, thread: null, payload: null });
    this.app.afterRefresh(() => this.el.querySelector(".scroller")?.focus({ preventScroll: true }));
  }

  closeChat() {
    const { chat } = this.entry;
    this.entry.chat = null;
    this.app.afterRefresh(() =>
      this.list.rows.get(chat)?.node.firstChild.focus({ preventScroll: true }),
    );
  }

  keyed(event) {
    if (event.key === "Escape" && this.entry.chat !== null) this.closeChat();
  }

  /** Takes links that Telegram would open inside itself; answers whether it did. */
  openLink(address) {
    const link = botLink(address, state.bot.username);
    if (link) {
      Object.assign(this.entry, { chat: this.entry.user, thread: null, payload: link.payload });
      this.app.changed();
      return true;
    }
    const target = messageLink(address);
    if (!target || !state.chats.get(target.chat)?.members.includes(this.entry.user))
      return /^tg:/i.test(address);
    this.openChat(target.chat);
    this.app.afterRefresh(() => this.chat.show(target.message));
    return true;
  }

  /** Somebody else opens a link that this person was given. */
  passOn(payload) {
    const others = () =>
      [...state.users.values()]
        .filter(({ id }) => id !== this.entry.user)
        .map(({ id, name, title }) => ({
          key: id,
          label: name,
          note: title,
          face: () => avatar(id, name),
        }));
    openPicker(t("passTo"), {
      items: others,
      placeholder: t("searchPeople"),
      empty: t("nobody"),
      choose: (user) => this.app.go(user, user, { payload }),
    });
  }

  /** Runs a request as this person; a refusal becomes a note. Answers whether it worked. */
  async run(request) {
    try {
      await request();
      return true;
    } catch (problem) {
      this.complain(problem.message);
      return false;
    }
  }

  complain(text) {
    note(this.notes, text, { error: true });
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    note(this.notes, t("copied"));
  }

  toast({ text, show_alert: loud, url }) {
    this.chat?.settle();
    if (url) this.openLink(url);
    if (!text) return;
    if (loud) alertIn(this.el, text);
    else note(this.notes, text);
  }

  watched() {
    return this.app.watched(this.entry);
  }

  dragged(event, over) {
    if (this.chat && event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      this.drop.hidden = !over && !this.el.contains(event.relatedTarget);
      if (over) this.drop.hidden = false;
    }
  }

  dropped(event) {
    if (!this.chat || !event.dataTransfer.files.length) return;
    event.preventDefault();
    this.drop.hidden = true;
    this.chat.composer.addFiles([...event.dataTransfer.files]);
  }

  refresh() {
    this.syncChat();
    this.chat?.refresh();
    this.list.refresh();
    this.el.classList.toggle("in-chat", this.chat !== null);
  }

  syncChat() {
    const { user, chat } = this.entry;
    if (chat !== null && !chatOf(user, chat)) this.entry.chat = null;
    if ((this.chat?.chatId ?? null) === this.entry.chat) return;
    this.chat = this.entry.chat === null ? null : new Chat(this.entry, this);
    if (this.chat) this.chat.chatId = this.entry.chat;
    this.main.replaceChildren(this.chat?.el ?? h("p", { class: "nothing" }, t("pickChat")));
  }
}
