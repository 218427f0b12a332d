// Where a person writes: text, files, replies, edits, commands, and the START button.

import { act, upload } from "./api.js";
import { CommandMenu } from "./commands.js";
import { h, icon, iconButton } from "./dom.js";
import { summary } from "./message.js";
import { messagesOf, nameOf, privateChat } from "./store.js";
import { t } from "./words.js";

const TALLEST = 180;
const MOST_BYTES = 50 * 1024 * 1024;
const PHOTO = /^image\/(jpeg|png|webp|gif)$/;

export class Composer {
  constructor(entry, host, chat) {
    this.entry = entry;
    this.host = host;
    this.chat = chat;
    this.files = [];
    this.target = null;
    this.el = h("div", { class: "composer" });
    this.build();
  }

  build() {
    this.input = h("textarea", {
      rows: "1",
      placeholder: t("message"),
      "aria-label": t("messageTo", { name: this.chat.title() }),
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      oninput: () => this.typed(),
      onkeydown: (event) => this.keyed(event),
      onpaste: (event) => this.pasted(event),
      onfocus: () => this.menu.load(),
    });
    this.context = h("div", { class: "context" });
    this.tray = h("div", { class: "tray" });
    this.picker = h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      onchange: () => this.picked(),
    });
    this.menu = new CommandMenu(this.entry, {
      send: (text) => this.sendText(text),
      fill: (text) => this.fill(text),
      again: () => this.input.focus(),
      point: (id) =>
        id
          ? this.input.setAttribute("aria-activedescendant", id)
          : this.input.removeAttribute("aria-activedescendant"),
    });
    const slash = h(
      "button",
      {
        type: "button",
        class: "tool slash",
        "aria-label": t("commands"),
        title: t("commands"),
        onclick: () => this.menu.toggle(),
      },
      icon("slash"),
    );
    this.line = h(
      "form",
      {
        class: "line",
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      slash,
      this.input,
      iconButton("attach", t("attach"), () => this.picker.click()),
      h(
        "button",
        { type: "submit", class: "tool go", "aria-label": t("send"), title: t("send") },
        icon("send"),
      ),
    );
    this.big = h("div", { class: "big-slot" });
    this.el.append(this.menu.el, this.context, this.tray, this.line, this.big, this.picker);
  }

  refresh() {
    const mode = this.mode();
    this.takeDraft();
    if (mode === this.shown) return;
    this.shown = mode;
    const writes = mode === "write";
    for (const part of [this.line, this.context, this.tray]) part.hidden = !writes;
    this.big.replaceChildren(...(writes ? [] : [this.bigButton(mode)]));
  }

  mode() {
    const { user, chat, payload } = this.entry;
    if (chat !== user) return this.chat.chat.members.includes(user) ? "write" : "left";
    if (privateChat(user).bot_status === "kicked") return "blocked";
    if (payload) return "invited";
    return messagesOf(user).length ? "write" : "new";
  }

  bigButton(mode) {
    const { user, chat, payload } = this.entry;
    const start = () =>
      this.host
        .run(() => act("start", { user, payload: payload ?? "" }))
        .then(() => this.started());
    const actions = {
      new: [t("start"), start],
      invited: [t("start"), start],
      blocked: [t("restart"), start],
      left: [t("rejoin"), () => this.host.run(() => act("join", { user, chat }))],
    };
    const [label, run] = actions[mode];
    return h("button", { type: "button", class: "button big", onclick: run }, label);
  }

  started() {
    this.entry.payload = null;
    this.refresh();
  }

  takeDraft() {
    if (!this.entry.draft) return;
    this.fill(this.entry.draft, false);
    this.entry.draft = null;
    this.host.app.afterRefresh(() => this.fit());
    this.line.classList.remove("offered");
    requestAnimationFrame(() => this.line.classList.add("offered"));
  }

  fill(text, focus = true) {
    this.input.value = text;
    this.fit();
    if (!focus) return;
    this.input.focus({ preventScroll: true });
    this.input.setSelectionRange(text.length, text.length);
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
    this.line.classList.toggle("filled", this.input.value.trim() !== "" || this.files.length > 0);
  }

  typed() {
    this.line.classList.remove("offered");
    this.fit();
    this.menu.filter(this.input.value);
  }

  keyed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (this.menu.keyed(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && (this.target || this.files.length)) {
      event.stopPropagation();
      this.clear();
    }
  }

  replyTo(message) {
    this.setTarget({ kind: "reply", message });
  }

  editing(message) {
    this.setTarget({ kind: "edit", message });
    this.fill(message.text);
  }

  setTarget(target) {
    this.target = target;
    const { kind, message } = target;
    const head = kind === "reply" ? t("replyTo", { name: nameOf(message.from) }) : t("editing");
    this.context.replaceChildren(
      icon(kind),
      h("div", {}, h("b", {}, head), h("small", {}, summary(message))),
      iconButton("close", t("cancel"), () => this.clear()),
    );
    this.input.focus();
  }

  clear() {
    if (this.target?.kind === "edit") this.fill("", false);
    this.target = null;
    this.context.replaceChildren();
    this.setFiles([]);
  }

  picked() {
    this.addFiles([...this.picker.files]);
    this.picker.value = "";
  }

  pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.addFiles(files);
  }

  addFiles(files) {
    const fitting = files.filter((file) => file.size <= MOST_BYTES);
    for (const file of files)
      if (!fitting.includes(file)) this.host.complain(t("tooBig", { name: file.name }));
    this.setFiles([
      ...this.files,
      ...fitting.map((file) => ({ file, photo: PHOTO.test(file.type) })),
    ]);
    this.input.focus();
  }

  setFiles(files) {
    for (const old of this.files)
      if (!files.includes(old) && old.address) URL.revokeObjectURL(old.address);
    this.files = files;
    this.input.placeholder = files.length ? t("caption") : t("message");
    this.tray.replaceChildren(...files.map((item) => this.trayItem(item)));
    this.fit();
  }

  trayItem(item) {
    const image = PHOTO.test(item.file.type);
    if (image && !item.address) item.address = URL.createObjectURL(item.file);
    const box = h("input", {
      type: "checkbox",
      onchange: () => {
        item.photo = !box.checked;
      },
    });
    box.checked = !item.photo;
    return h(
      "div",
      { class: "tray-item" },
      image
        ? h("img", { src: item.address, alt: "" })
        : h("span", { class: "document-face" }, icon("file")),
      h("div", {}, h("b", {}, item.file.name), image && h("label", {}, box, t("asFile"))),
      iconButton("close", t("removeAttachment"), () =>
        this.setFiles(this.files.filter((other) => other !== item)),
      ),
    );
  }

  async submit() {
    const text = this.input.value.trim();
    if (this.files.length) await this.sendFiles(text);
    else if (text && this.target?.kind === "edit") await this.sendEdit(text);
    else if (text) await this.sendText(text);
  }

  async sendText(text) {
    const replied =
      this.target?.kind === "reply" ? { reply_to: this.target.message.message_id } : {};
    this.reset();
    const sent = await this.chat.send({ text, ...replied });
    if (!sent && !this.input.value) this.fill(text);
  }

  async sendEdit(text) {
    const { user, chat } = this.entry;
    const message = this.target.message.message_id;
    this.reset();
    await this.host.run(() => act("edit", { user, chat, message, text }));
  }

  async sendFiles(caption) {
    const { user, chat, thread } = this.entry;
    const replyTo = this.target?.kind === "reply" ? this.target.message.message_id : null;
    const files = this.files;
    this.reset();
    for (const [index, item] of files.entries()) {
      const kind = item.photo ? "photo" : "document";
      const details = { user, chat, thread, kind, replyTo, caption: index === 0 ? caption : "" };
      await this.host.run(() => upload(item.file, details));
    }
  }

  reset() {
    this.menu.close();
    this.target = null;
    this.context.replaceChildren();
    this.input.value = "";
    this.line.classList.remove("offered");
    this.setFiles([]);
  }
}
