// The list of commands above the composer: by its button, or while `/…` is typed.

import { getCommands } from "./api.js";
import { h } from "./dom.js";
import { t } from "./words.js";

let made = 0;

export class CommandMenu {
  /** @param {{send: (text: string) => void, fill: (text: string) => void, again: () => void,
   *   point: (id: string | null) => void}} hooks `point` tells which row is chosen */
  constructor(entry, hooks) {
    this.entry = entry;
    this.hooks = hooks;
    this.commands = [];
    this.at = 0;
    made += 1;
    this.id = `commands-${made}`;
    this.list = h("ul", {
      class: "command-list",
      role: "listbox",
      id: this.id,
      "aria-label": t("commands"),
    });
    this.el = h(
      "div",
      { class: "command-menu", hidden: true },
      this.list,
      h("p", { class: "command-hint" }, t("commandsHint")),
    );
  }

  async load() {
    const { user, chat } = this.entry;
    const answer = await getCommands(user, chat).catch(() => null);
    if (answer) this.commands = answer.commands;
  }

  async toggle() {
    if (!this.el.hidden) {
      this.close();
      return;
    }
    await this.load();
    this.show(this.commands);
    this.hooks.again();
  }

  /** Shows the commands that begin with what is typed; anything but a lone `/word` closes the list. */
  async filter(text) {
    if (!/^\/\w*$/.test(text)) {
      this.close();
      return;
    }
    if (!this.commands.length) await this.load();
    const typed = text.slice(1).toLowerCase();
    const found = this.commands.filter(({ command }) => command.startsWith(typed));
    if (found.length) this.show(found);
    else this.close();
  }

  show(found) {
    this.found = found;
    this.at = 0;
    const rows = found.map(({ command, description }, index) =>
      h(
        "li",
        {
          role: "option",
          id: `${this.id}-${index}`,
          class: "command-row",
          "aria-selected": String(index === 0),
          onpointerdown: (event) => event.preventDefault(),
          onclick: () => this.choose(index),
        },
        h("b", {}, `/${command}`),
        h("span", {}, description),
      ),
    );
    this.list.replaceChildren(
      ...(rows.length ? rows : [h("li", { class: "command-none" }, t("noCommands"))]),
    );
    this.el.hidden = false;
    this.hooks.point(rows.length ? `${this.id}-0` : null);
  }

  close() {
    this.el.hidden = true;
    this.hooks.point(null);
  }

  choose(index) {
    this.close();
    this.hooks.send(`/${this.found[index].command}`);
  }

  /** Takes the keys that move in the list; answers whether it did. */
  keyed(event) {
    if (this.el.hidden || !this.found.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.move(step);
    else if (event.key === "Tab" && !event.shiftKey) {
      this.close();
      this.hooks.fill(`/${this.found[this.at].command} `);
    } else if (event.key === "Enter" && !event.shiftKey) this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  move(step) {
    const rows = [...this.list.children];
    rows[this.at].setAttribute("aria-selected", "false");
    this.at = (this.at + step + rows.length) % rows.length;
    rows[this.at].setAttribute("aria-selected", "true");
    rows[this.at].scrollIntoView({ block: "nearest" });
    this.hooks.point(rows[this.at].id);
  }
}
