// What can be done with a group: its menu and its members.

import { act } from "./api.js";
import { h, icon } from "./dom.js";
import { avatar, botAvatar } from "./faces.js";
import { openDialog, openMenu, openPicker } from "./overlay.js";
import { state } from "./store.js";
import { t } from "./words.js";

const present = (chat) => ["member", "administrator"].includes(chat.bot_status);

export function groupMenu(anchor, { user, chat: chatId }, host) {
  const chat = state.chats.get(chatId);
  const run = (what) => () => host.run(() => act(what, { user, chat: chatId }));
  const addAsAdmin = () =>
    host.run(async () => {
      await act("add_bot", { user, chat: chatId });
      return act("promote_bot", { user, chat: chatId });
    });
  openMenu(anchor, [
    { label: t("members"), run: () => openMembers({ user, chat: chatId }, host) },
    !present(chat) && { label: t("addBot"), run: run("add_bot") },
    !present(chat) && { label: t("addBotAdmin"), run: addAsAdmin },
    chat.bot_status === "member" && { label: t("promoteBot"), run: run("promote_bot") },
    present(chat) && { label: t("removeBot"), run: run("remove_bot") },
    chat.type === "group" && { label: t("upgrade"), run: run("upgrade") },
    chat.members.includes(user) && { label: t("leaveGroup"), run: run("leave"), danger: true },
  ]);
}

export function openMembers({ user, chat: chatId }, host) {
  openDialog(state.chats.get(chatId).title, (close) => {
    const list = h("ul", { class: "pick-list" });
    const show = () => {
      const chat = state.chats.get(chatId);
      const rows = chat.members.map((id) => memberRow(chat, id, { user, host, show }));
      list.replaceChildren(...(present(chat) ? [botRow(chat)] : []), ...rows);
    };
    show();
    const add = () => {
      close();
      openAddMember(chatId, host);
    };
    return h(
      "div",
      { class: "picker" },
      list,
      h(
        "div",
        { class: "dialog-foot" },
        h(
          "button",
          { type: "button", class: "button quiet", onclick: add },
          icon("plus"),
          t("addMember"),
        ),
      ),
    );
  });
}

function botRow(chat) {
  const note = chat.bot_status === "administrator" ? t("groupAdmin") : t("bot");
  const words = h(
    "span",
    { class: "pick-words" },
    h("b", {}, state.bot.name),
    h("small", {}, note),
  );
  return h("li", { class: "pick still" }, botAvatar(), words);
}

function memberRow(chat, id, { user, host, show }) {
  const person = state.users.get(id);
  const notes = [person.title, chat.admins.includes(id) && t("groupAdmin")]
    .filter(Boolean)
    .join(" · ");
  const leave = () => host.run(() => act("leave", { user: id, chat: chat.id })).then(show);
  const name = id === user ? `${person.name}（${t("you")}）` : person.name;
  return h(
    "li",
    { class: "pick still" },
    avatar(id, person.name),
    h("span", { class: "pick-words" }, h("b", {}, name), h("small", {}, notes)),
    h(
      "button",
      {
        type: "button",
        class: "link danger",
        "aria-label": t("leaveOf", { name: person.name }),
        onclick: leave,
      },
      t("leave"),
    ),
  );
}

function openAddMember(chatId, host) {
  const outside = () =>
    [...state.users.values()]
      .filter(({ id }) => !state.chats.get(chatId).members.includes(id))
      .map(({ id, name, title }) => ({
        key: id,
        label: name,
        note: title,
        face: () => avatar(id, name),
      }));
  openPicker(t("addMember"), {
    items: outside,
    placeholder: t("searchPeople"),
    empty: t("nobody"),
    choose: (id) => host.run(() => act("join", { user: id, chat: chatId })),
  });
}
