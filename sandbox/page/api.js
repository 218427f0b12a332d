// The page's side of the sandbox's HTTP interface.

import { t } from "./words.js";

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error(t("unreachable"));
  }
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

const json = (method, body) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

export const getState = () => answer(fetch("/api/state"));
export const getCommands = (user, chat) => answer(fetch(`/api/commands?user=${user}&chat=${chat}`));
export const act = (what, details) =>
  answer(fetch("/api/act", json("POST", { do: what, ...details })));
export const advanceClock = (seconds) =>
  answer(fetch("/api/clock", json("POST", { advance_seconds: seconds })));
export const startStory = () => answer(fetch("/api/story", { method: "POST" }));
export const stopStory = () => answer(fetch("/api/story", { method: "DELETE" }));
export const fileAddress = (fileId) => `/api/files/${encodeURIComponent(fileId)}`;

/** Sends one photo or document as a person. */
export function upload(file, { user, chat, kind, replyTo, caption, thread }) {
  const query = new URLSearchParams({ user, chat, kind });
  if (replyTo) query.set("reply_to", replyTo);
  if (caption) query.set("caption", caption);
  if (thread) query.set("thread", thread);
  const form = new FormData();
  form.append("file", file, file.name);
  return answer(fetch(`/api/upload?${query}`, { method: "POST", body: form }));
}

const RETRY_MS = 2000;

/**
 * Listens to live events for as long as the page lives.
 *
 * The browser reconnects by itself while the server is merely slow; when it gives up (an error
 * page in place of the stream) a new stream is opened here.
 */
export function listen({ onEvent, onOpen, onLost }) {
  const source = new EventSource("/api/events");
  source.addEventListener("open", onOpen);
  source.addEventListener("message", (message) => onEvent(JSON.parse(message.data)));
  source.addEventListener("error", () => {
    onLost();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen({ onEvent, onOpen, onLost }), RETRY_MS);
  });
}
