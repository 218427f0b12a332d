// Which people are on the screen, and what each of them looks at. Kept over a reload.

import { chatsOf, state } from "./store.js";

const KEY = "desk";
const MOST = 6;

export const desk = { columns: [], active: 0 };

function save() {
  const columns = desk.columns.map(({ user, chat }) => ({ user, chat }));
  localStorage.setItem(KEY, JSON.stringify({ columns, active: desk.active }));
}

const column = (user, chat = null) => ({ user, chat, thread: null, payload: null, draft: null });

/** Puts back the people of last time, or those the sandbox suggests. */
export function openDesk() {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
  const known = (kept?.columns ?? []).filter(({ user }) => state.users.has(user));
  desk.columns = known.length
    ? known.map(({ user, chat }) => column(user, isTheirs(user, chat) ? chat : null))
    : suggested();
  desk.active = Math.min(kept?.active ?? 0, Math.max(desk.columns.length - 1, 0));
}

/** The resident in their group, the staff member in private, everyone else before their list. */
function suggested() {
  const [resident, staff] = state.focus;
  const first = chatsOf(resident).find((chat) => chat.type !== "private");
  const open = new Map([
    [resident, first?.id ?? null],
    [staff, staff],
  ]);
  return state.focus.map((user) => column(user, open.get(user) ?? null));
}

function isTheirs(user, chat) {
  return chat === user || (state.chats.get(chat)?.members.includes(user) ?? false);
}

export const find = (user) => desk.columns.find((each) => each.user === user);

/** Opens a person's phone, at the given chat if any; the oldest makes room when the desk is full. */
export function openPerson(user, chat, details = {}) {
  let entry = find(user);
  if (!entry) {
    entry = column(user);
    desk.columns.push(entry);
    if (desk.columns.length > MOST) desk.columns.shift();
  }
  if (chat !== undefined) Object.assign(entry, { chat, thread: null, payload: null });
  Object.assign(entry, details);
  desk.active = desk.columns.indexOf(entry);
  save();
  return entry;
}

export function closePerson(user) {
  desk.columns = desk.columns.filter((each) => each.user !== user);
  desk.active = Math.max(0, Math.min(desk.active, desk.columns.length - 1));
  save();
}

export function setActive(index) {
  desk.active = index;
  save();
}

/** A group that became a supergroup has a new id; whoever looked at the old one follows. */
export function follow(oldChat, newChat) {
  for (const entry of desk.columns) if (entry.chat === oldChat) entry.chat = newChat;
  save();
}
