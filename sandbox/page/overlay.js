// Things that lie over the page: menus, dialogs, lists to choose from, passing notes.

import { h, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

const NOTE_MS = 4500;

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const own = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.right - own.width, window.innerWidth - own.width - 8));
  const below = box.bottom + 6;
  const top =
    below + own.height > window.innerHeight - 8 ? Math.max(8, box.top - own.height - 6) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function moveFocus(menu, step) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

let closeOpenMenu = null;

/**
 * Opens a menu at a button; a second press on the button closes it.
 *
 * @param {HTMLElement} anchor
 * @param {Array<{label: string, run: () => void, danger?: boolean} | false>} items
 * @param {{head?: Node}} options
 */
export function openMenu(anchor, items, { head } = {}) {
  const again = anchor.getAttribute("aria-expanded") === "true";
  closeOpenMenu?.();
  if (again) return;
  const close = () => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", close);
    closeOpenMenu = null;
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const rows = items.filter(Boolean).map(({ label, run, danger }) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: danger ? "menu-row danger" : "menu-row",
        onclick: () => {
          close();
          anchor.focus();
          run();
        },
      },
      label,
    ),
  );
  const menu = h(
    "div",
    {
      class: "menu",
      role: "menu",
      onkeydown: (event) => {
        if (event.key === "ArrowDown") moveFocus(menu, 1);
        else if (event.key === "ArrowUp") moveFocus(menu, -1);
        else if (event.key === "Escape" || event.key === "Tab") {
          close();
          anchor.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
    head,
    rows,
  );
  closeOpenMenu = close;
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  place(menu, anchor);
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", close);
  rows[0]?.focus();
}

/** A modal dialog; `build(close)` gives its content. */
export function openDialog(title, build, { wide = false } = {}) {
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    {
      class: wide ? "dialog wide" : "dialog",
      "aria-label": title,
      onclose: () => dialog.remove(),
      onclick: (event) => {
        if (event.target === dialog) close();
      },
    },
    h(
      "div",
      { class: "dialog-box" },
      h(
        "div",
        { class: "dialog-head" },
        h("h2", {}, title),
        iconButton("close", t("close"), close),
      ),
      build(close),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return close;
}

/**
 * A dialog to choose from a long list with a search field.
 *
 * @param {string} title
 * @param {{items: () => Array<{key: unknown, label: string, note?: string, mark?: string, face: () => Node}>,
 *   placeholder: string, empty: string, choose: (key: unknown) => void, foot?: (close: () => void) => Node,
 *   tags?: string[]}} options
 */
export function openPicker(title, { items, placeholder, empty, choose, foot, tags = [] }) {
  openDialog(title, (close) => {
    let tag = null;
    const list = h("ul", { class: "pick-list" });
    const show = () => {
      const words = search.value.trim().toLowerCase().split(/\s+/);
      const found = items().filter(({ label, note = "" }) => {
        const hay = `${label} ${note}`.toLowerCase();
        return (!tag || note.startsWith(tag)) && words.every((word) => hay.includes(word));
      });
      const rows = found.map((item) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "pick",
              onclick: () => {
                close();
                choose(item.key);
              },
            },
            item.face(),
            h(
              "span",
              { class: "pick-words" },
              h("b", {}, item.label),
              item.note && h("small", {}, item.note),
            ),
            item.mark && h("span", { class: "pick-mark" }, item.mark),
          ),
        ),
      );
      list.replaceChildren(...(rows.length ? rows : [h("li", { class: "pick-none" }, empty)]));
    };
    const search = h("input", {
      type: "search",
      placeholder,
      "aria-label": placeholder,
      oninput: show,
    });
    const chips = [null, ...tags].map((each) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(each === tag),
          onclick: (event) => {
            tag = each;
            for (const chip of chips)
              chip.setAttribute("aria-pressed", String(chip === event.currentTarget));
            show();
          },
        },
        each ?? t("all"),
      ),
    );
    show();
    return h(
      "div",
      { class: "picker" },
      h("div", { class: "search" }, icon("search"), search),
      tags.length > 1 && h("div", { class: "chips" }, chips),
      list,
      foot?.(close),
    );
  });
}

/** Asks for one line of text. */
export function openAsk(title, { label, hint, run }) {
  openDialog(title, (close) => {
    const input = h("input", {
      type: "text",
      required: true,
      maxlength: 128,
      "aria-label": label,
      placeholder: label,
    });
    return h(
      "form",
      {
        class: "ask",
        onsubmit: (event) => {
          event.preventDefault();
          const value = input.value.trim();
          if (!value) return;
          close();
          run(value);
        },
      },
      h("p", {}, hint),
      input,
      h(
        "div",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button quiet", onclick: close }, t("cancel")),
        h("button", { type: "submit", class: "button" }, t("create")),
      ),
    );
  });
}

/** A note that passes by itself, inside `host`. */
export function note(host, text, { error = false } = {}) {
  const element = h("div", { class: error ? "note error" : "note", role: "status" }, text);
  host.append(element);
  setTimeout(() => element.classList.add("going"), NOTE_MS - 300);
  setTimeout(() => element.remove(), NOTE_MS);
}

/**
 * An alert that stays until it is answered, inside `host`: one person's, not the whole page's. It
 * takes the focus only from that person, so that typing as somebody else goes on.
 */
export function alertIn(host, text) {
  const before = document.activeElement;
  const elsewhere = before !== document.body && !host.contains(before);
  const close = () => {
    cover.remove();
    if (!elsewhere) before.focus();
  };
  const button = h("button", { type: "button", class: "button", onclick: close }, t("ok"));
  const cover = h(
    "div",
    {
      class: "alert-cover",
      role: "alertdialog",
      "aria-label": text,
      onkeydown: (event) => event.key === "Escape" && close(),
    },
    h("div", { class: "alert-box" }, h("p", {}, text), button),
  );
  host.append(cover);
  if (!elsewhere) button.focus({ preventScroll: true });
}
