// For newcomers: three steps under the bar, and a longer guide behind them.

import { h, icon, iconButton } from "./dom.js";
import { openPerson } from "./desk.js";
import { openDialog } from "./overlay.js";
import { groups, messagesOf, roleOf, state } from "./store.js";
import { language, t } from "./words.js";

const DISMISSED = "hint-dismissed";
const SETUP = "/setup 第一网格 邻里圈";
const STAFF = "/staff 第一网格";
const REPORT = "/report 3单元电梯坏了";

function somebody(role) {
  const ids = [...state.focus, ...state.users.keys()];
  return ids.find((id) => roleOf(id).startsWith(role));
}

const groupOf = (user) => groups().find((chat) => chat.members.includes(user))?.id;

/** A group where this person has not appointed a captain yet, if there is one. */
const captainless = (user) => {
  const own = groups().filter((chat) => chat.members.includes(user));
  const waiting = own.find((chat) => !messagesOf(chat.id).some(({ text }) => text === "/captain"));
  return (waiting ?? own[0])?.id;
};
const newGroup = () =>
  groups().find((chat) => !messagesOf(chat.id).some(({ text }) => text?.startsWith("/setup")));

/** The people of the guide; undefined where the sandbox has nobody of that role. */
function cast() {
  return { resident: somebody("居民"), staff: somebody("社工"), admin: somebody("管理员") };
}

const nameOf = (id) => state.users.get(id)?.name ?? "";

function step(number, title, text, run) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "step", onclick: run },
      h("span", { class: "step-number", "aria-hidden": "true" }, String(number)),
      h("span", { class: "step-words" }, h("b", {}, title), h("small", {}, text)),
    ),
  );
}

/** The hint band, or null once it was dismissed. */
export function hintBand(app) {
  const { resident, staff } = cast();
  if (localStorage.getItem(DISMISSED) || resident === undefined || staff === undefined) return null;
  const dismiss = () => {
    localStorage.setItem(DISMISSED, "1");
    app.rebuild();
  };
  return h(
    "aside",
    { class: "hint", "aria-label": t("tryIt") },
    h("b", { class: "hint-title" }, t("tryIt")),
    h(
      "ol",
      { class: "steps" },
      step(1, t("hintReport"), t("hintReportDo", { name: nameOf(resident) }), () =>
        app.go(resident, groupOf(resident), { draft: REPORT }),
      ),
      step(2, t("hintTake"), t("hintTakeDo", { name: nameOf(staff) }), () => app.go(staff, staff)),
      step(3, t("hintSee"), t("hintSeeDo", { name: nameOf(resident) }), () =>
        app.go(resident, resident),
      ),
    ),
    h("button", { type: "button", class: "link", onclick: () => openGuide(app) }, t("hintMore")),
    iconButton("close", t("hintClose"), dismiss),
  );
}

function chapter(title, text, go) {
  return h(
    "li",
    { class: "chapter" },
    h("div", {}, h("b", {}, title), h("p", {}, text)),
    go && h("button", { type: "button", class: "button quiet", onclick: go }, t("goThere")),
  );
}

export function openGuide(app) {
  const { resident, staff, admin } = cast();
  const fresh = newGroup();
  openDialog(t("guideTitle"), (close) => {
    const to = (user, chat, draft) =>
      user !== undefined &&
      chat !== undefined &&
      (() => {
        close();
        app.go(user, chat, { draft });
      });
    return h(
      "div",
      { class: "guide" },
      h("p", { class: "guide-intro" }, t("guideIntro")),
      h(
        "ol",
        { class: "chapters" },
        fresh &&
          chapter(
            t("guideSetup"),
            t("guideSetupText", { group: fresh.title }),
            to(admin, fresh.id, SETUP),
          ),
        chapter(t("guideStaff"), t("guideStaffText"), to(admin, admin, STAFF)),
        chapter(t("guideCaptain"), t("guideCaptainText"), to(staff, captainless(staff))),
        chapter(t("guideReport"), t("guideReportText"), to(resident, groupOf(resident), REPORT)),
        chapter(t("guideTake"), t("guideTakeText"), to(staff, staff)),
        chapter(t("guideTime"), t("guideTimeText")),
      ),
    );
  });
}

/** What the story says just now, in the language of the page. */
export function storyText() {
  const { text, text_en: english } = state.story;
  return language() === "en" && english ? english : text;
}

/** The strip that tells what the story is showing. */
export function captionStrip(onStop) {
  const words = h("p", { "aria-live": "polite" });
  const stop = h("button", { type: "button", class: "tool", onclick: onStop }, icon("stop"));
  const el = h(
    "div",
    { class: "caption", hidden: true },
    h("span", { class: "caption-dot" }),
    words,
    stop,
  );
  return {
    el,
    refresh() {
      const { running, kind } = state.story;
      const text = storyText();
      el.hidden = !running || kind === "settling";
      stop.setAttribute("aria-label", t("demoStop"));
      stop.title = t("demoStop");
      if (words.textContent !== text) words.textContent = text;
    },
  };
}

/** Opens the phone, and the chat, that the story shows just now. */
export function followStory({ user, chat }) {
  if (user !== undefined && state.users.has(user)) openPerson(user, chat);
}
