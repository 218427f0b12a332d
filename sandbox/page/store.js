// What the page knows of the sandbox: one state, changed only by load() and apply().

import { setClock } from "./time.js";

export const state = {
  bot: { id: 0, username: "", name: "" },
  users: new Map(),
  chats: new Map(),
  messages: new Map(),
  focus: [],
  story: { running: false, text: "" },
  typing: new Map(),
};

const readUpTo = new Map();
const baseline = new Map();
const KEEP = 400;
const TYPING_MS = 5000;

export function load(raw) {
  state.bot = raw.bot;
  state.users = new Map(raw.users.map((user) => [user.id, user]));
  state.chats = new Map(raw.chats.map((chat) => [chat.id, chat]));
  const first = state.messages.size === 0;
  state.messages = new Map(Object.entries(raw.messages).map(([id, list]) => [Number(id), list]));
  state.focus = raw.focus;
  state.story = raw.story;
  setClock(raw.now);
  if (first) markAllRead();
}

/** Everything there is now counts as seen, for everybody. */
export function markAllRead() {
  readUpTo.clear();
  for (const [id, list] of state.messages) baseline.set(id, list.at(-1)?.message_id ?? 0);
}

function putMessage(chatId, message) {
  const list = state.messages.get(chatId) ?? [];
  const at = list.findIndex((old) => old.message_id === message.message_id);
  const next = at < 0 ? [...list, message].slice(-KEEP) : list.with(at, message);
  state.messages.set(chatId, next);
}

const CHANGES = {
  message: ({ chat_id: chat, message }) => {
    putMessage(chat, message);
    if (message.from?.id === state.bot.id) state.typing.delete(chat);
  },
  edit: ({ chat_id: chat, message }) => putMessage(chat, message),
  delete: ({ chat_id: chat, message_id: id }) => {
    const list = state.messages.get(chat) ?? [];
    state.messages.set(
      chat,
      list.filter((message) => message.message_id !== id),
    );
  },
  chat: ({ chat }) => state.chats.set(chat.id, chat),
  user: ({ user }) => state.users.set(user.id, user),
  clock: ({ now }) => setClock(now),
  story: (event) => {
    state.story = event;
  },
  typing: ({ chat_id: chat }) => state.typing.set(chat, Date.now() + TYPING_MS),
};

export function apply(event) {
  CHANGES[event.type]?.(event);
}

export function isTyping(chatId) {
  return (state.typing.get(chatId) ?? 0) > Date.now();
}

export function nameOf(user) {
  return user ? [user.first_name ?? user.name, user.last_name].filter(Boolean).join(" ") : "";
}

export function roleOf(userId) {
  return (state.users.get(userId)?.title ?? "").split(" · ")[0];
}

/** The private chat exists in a person's list before they ever started the bot, as a found contact would. */
export function privateChat(userId) {
  return (
    state.chats.get(userId) ?? {
      id: userId,
      type: "private",
      members: [userId],
      admins: [],
      topics: [],
    }
  );
}

export function chatOf(userId, chatId) {
  return chatId === userId ? privateChat(userId) : state.chats.get(chatId);
}

export const titleOf = (chat) => (chat.type === "private" ? state.bot.name : chat.title);
export const messagesOf = (chatId) => state.messages.get(chatId) ?? [];
export const lastMessage = (chatId) => messagesOf(chatId).at(-1);
export const groups = () => [...state.chats.values()].filter((chat) => chat.type !== "private");

export function chatsOf(userId) {
  const own = groups().filter((chat) => chat.members.includes(userId));
  const recent = (chat) => lastMessage(chat.id)?.date ?? 0;
  const order = (a, b) =>
    recent(b) - recent(a) ||
    (lastMessage(b.id)?.message_id ?? 0) - (lastMessage(a.id)?.message_id ?? 0);
  return [privateChat(userId), ...own].sort(order);
}

const key = (userId, chatId) => `${userId}:${chatId}`;

export function markRead(userId, chatId) {
  const last = lastMessage(chatId);
  if (last) readUpTo.set(key(userId, chatId), last.message_id);
}

export function unread(userId, chatId) {
  const seen = readUpTo.get(key(userId, chatId)) ?? baseline.get(chatId) ?? 0;
  return messagesOf(chatId).filter(
    (message) => message.message_id > seen && message.from?.id !== userId && isSpoken(message),
  ).length;
}

export function unreadOf(userId) {
  return chatsOf(userId).reduce((sum, chat) => sum + unread(userId, chat.id), 0);
}

export function isSpoken(message) {
  return Boolean(message.text || message.photo || message.document || message.caption);
}
