// Puts the page together and keeps it in step with the sandbox.

import { act, getState, listen, stopStory } from "./api.js";
import { Column } from "./column.js";
import { closePerson, desk, find, follow, openDesk, openPerson, setActive } from "./desk.js";
import { h, icon, reconcile, scrolling } from "./dom.js";
import { avatar } from "./faces.js";
import { captionStrip, followStory, hintBand, openGuide, storyText } from "./guide.js";
import { Header } from "./header.js";
import { note, openAsk, openPicker } from "./overlay.js";
import { apply, load, markAllRead, state, unreadOf } from "./store.js";
import { language, setLanguage, t } from "./words.js";

const NARROW = matchMedia("(max-width: 719px)");
const TICK_MS = 1000;
const RETRY_MS = 2000;

class App {
  constructor(root) {
    this.root = root;
    this.columns = new Map();
    this.waiting = [];
    this.later = [];
    this.queued = null;
    this.connected = true;
    setLanguage(language());
    NARROW.addEventListener("change", () => this.changed());
    setInterval(() => this.tick(), TICK_MS);
  }

  async run(request) {
    try {
      await request();
    } catch (problem) {
      note(this.notes, problem.message, { error: true });
    }
  }

  /** Builds everything anew: at the start, and when the language changes. */
  rebuild() {
    this.columns.clear();
    this.header = new Header(this);
    this.caption = captionStrip(() => this.run(stopStory));
    this.tabs = h("div", { class: "tab-list", role: "tablist", "aria-label": t("people") });
    const add = h(
      "button",
      {
        type: "button",
        class: "tab add",
        "aria-label": t("addPerson"),
        onclick: () => this.addPerson(),
      },
      icon("plus"),
    );
    this.strip = h("div", { class: "tabs" }, this.tabs, add);
    this.board = h("main", { class: "board", onscroll: () => this.scrolled() });
    this.notes = h("div", { class: "notes page-notes" });
    this.lost = h("div", { class: "lost", role: "alert", hidden: true }, t("lost"));
    this.root.replaceChildren(
      ...[
        this.header.el,
        this.lost,
        hintBand(this),
        this.strip,
        this.board,
        this.caption.el,
        this.notes,
      ].filter(Boolean),
    );
    this.refresh();
    this.reveal(false);
  }

  changed() {
    if (this.queued) return;
    this.queued = requestAnimationFrame(() => {
      this.queued = null;
      this.refresh();
    });
  }

  afterRefresh(run) {
    this.later.push(run);
    this.changed();
  }

  refresh() {
    if (!this.header) return;
    this.lost.hidden = this.connected;
    this.header.refresh();
    this.header.tick();
    this.caption.refresh();
    for (const user of this.columns.keys()) if (!find(user)) this.columns.delete(user);
    const columns = desk.columns.map((entry) => this.column(entry));
    reconcile(this.board, [...columns.map((column) => column.el), this.addTile()]);
    for (const column of columns) column.refresh();
    this.refreshTabs();
    for (const run of this.later.splice(0)) run();
  }

  column(entry) {
    let column = this.columns.get(entry.user);
    if (!column || column.entry !== entry) {
      column = new Column(entry, this);
      this.columns.set(entry.user, column);
    }
    return column;
  }

  addTile() {
    const empty = desk.columns.length === 0;
    if (this.tile && this.tile.dataset.empty === String(empty) && this.tile.lang === language())
      return this.tile;
    this.tile = h(
      "button",
      {
        type: "button",
        class: "add-tile",
        lang: language(),
        "data-empty": empty,
        "aria-label": t("addPerson"),
        title: t("addPerson"),
        onclick: () => this.addPerson(),
      },
      icon("plus"),
      empty
        ? h("span", {}, h("b", {}, t("noPeople")), h("small", {}, t("noPeopleHint")))
        : h("span", {}, t("addPersonShort")),
    );
    return this.tile;
  }

  refreshTabs() {
    const tabs = desk.columns.map(({ user }, index) => {
      const { name } = state.users.get(user);
      const count = index === desk.active ? 0 : unreadOf(user);
      return h(
        "button",
        {
          type: "button",
          role: "tab",
          class: "tab",
          "aria-selected": String(index === desk.active),
          "aria-controls": `person-${user}`,
          onclick: () => this.activate(index),
        },
        avatar(user, name),
        h("span", {}, name),
        count > 0 && h("span", { class: "badge" }, count > 99 ? "99+" : String(count)),
      );
    });
    const focused = [...this.tabs.children].indexOf(document.activeElement);
    this.tabs.replaceChildren(...tabs);
    this.tabs.children[focused]?.focus({ preventScroll: true });
  }

  activate(index) {
    setActive(index);
    this.changed();
    this.reveal();
  }

  /** Brings the active phone into view. */
  reveal(smooth = true) {
    this.afterRefresh(() => {
      const element = this.board.children[desk.active];
      element?.scrollIntoView({ behavior: scrolling(smooth), block: "nearest", inline: "nearest" });
      this.tabs.children[desk.active]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }

  /** On a narrow screen, the phone one has swiped to is the active one. */
  scrolled() {
    if (!NARROW.matches) return;
    const at = Math.round(this.board.scrollLeft / this.board.clientWidth);
    if (at === desk.active || at >= desk.columns.length) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      setActive(at);
      this.changed();
    }, 120);
  }

  watched(entry) {
    return (
      document.visibilityState === "visible" &&
      (!NARROW.matches || desk.columns[desk.active] === entry)
    );
  }

  close(user) {
    closePerson(user);
    this.changed();
  }

  /** Shows a person's phone, at a chat if given, with words already written or a link just opened. */
  go(user, chat, { draft = null, payload = null } = {}) {
    openPerson(user, chat, { draft, payload });
    this.reveal();
    this.afterRefresh(() => {
      const element = this.columns.get(user).el;
      element.classList.remove("shown");
      requestAnimationFrame(() => element.classList.add("shown"));
      if (draft) element.querySelector("textarea").focus({ preventScroll: true });
    });
  }

  guide() {
    openGuide(this);
  }

  addPerson() {
    const people = () =>
      [...state.users.values()].map(({ id, name, title }) => ({
        key: id,
        label: name,
        note: title,
        mark: find(id) && t("alreadyOpen"),
        face: () => avatar(id, name),
      }));
    const roles = [...state.users.values()]
      .map(({ title }) => (title ?? "").split(" · ")[0])
      .filter(Boolean);
    openPicker(t("pickPerson"), {
      items: people,
      placeholder: t("searchPeople"),
      empty: t("nobody"),
      tags: [...new Set(roles)].slice(0, 6),
      choose: (user) => this.go(user),
      foot: (close) => {
        const create = () => {
          close();
          this.newPerson();
        };
        return h(
          "div",
          { class: "dialog-foot" },
          h(
            "button",
            { type: "button", class: "button quiet", onclick: create },
            icon("plus"),
            t("newPerson"),
          ),
        );
      },
    });
  }

  newPerson() {
    const create = (name) =>
      this.run(async () => {
        const { user } = await act("add_user", { name });
        state.users.set(user.id, user);
        this.go(user.id);
      });
    openAsk(t("newPerson"), { label: t("newPersonName"), hint: t("newPersonHint"), run: create });
  }

  /** Runs once the page has heard of a chat that was just made. */
  whenKnown(chat, run) {
    if (state.chats.has(chat)) run();
    else this.waiting.push({ chat, run });
  }

  tick() {
    this.header?.tick();
    for (const [chat, until] of state.typing) {
      if (until > Date.now()) continue;
      state.typing.delete(chat);
      this.changed();
    }
  }

  takeStory(event) {
    if (event.kind === "settling" && !event.running) markAllRead();
    if (event.user !== undefined) {
      followStory(event);
      this.reveal();
    }
    const broken = event.running ? "" : storyText();
    if (broken) note(this.notes, broken, { error: true });
  }

  take(event) {
    apply(event);
    if (event.type === "story") this.takeStory(event);
    if (event.type === "toast") this.columns.get(event.user_id)?.toast(event);
    const moved = event.type === "message" && event.message.migrate_to_chat_id;
    if (moved) follow(event.chat_id, moved);
    const ready = this.waiting.filter(({ chat }) => state.chats.has(chat));
    this.waiting = this.waiting.filter((each) => !ready.includes(each));
    for (const { run } of ready) run();
    this.changed();
  }
}

/** Events that arrive while the state is on its way wait for it, so that none is lost. */
function live(app) {
  let early = [];
  const reload = async () => {
    early = [];
    try {
      load(await getState());
    } catch {
      setTimeout(reload, RETRY_MS);
      return;
    }
    const waiting = early;
    early = null;
    if (!app.header) {
      openDesk();
      app.rebuild();
    }
    for (const event of waiting) app.take(event);
    app.connected = true;
    app.changed();
  };
  listen({
    onOpen: reload,
    onEvent: (event) => (early ? early.push(event) : app.take(event)),
    onLost: () => {
      app.connected = false;
      app.changed();
    },
  });
}

live(new App(document.getElementById("app")));
