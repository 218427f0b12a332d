// The bar on top: the name, 演示, the clock, the colours and the language.

import { advanceClock, startStory, stopStory } from "./api.js";
import { h, icon, iconButton } from "./dom.js";
import { storyText } from "./guide.js";
import { openMenu } from "./overlay.js";
import { state } from "./store.js";
import { clockFace, untilTomorrowNine } from "./time.js";
import { language, setLanguage, t } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const THEME_WORDS = { auto: "themeAuto", light: "themeLight", dark: "themeDark" };
const THEME_ICONS = { auto: "auto", light: "sun", dark: "moon" };
const theme = () => localStorage.getItem("theme") ?? "auto";

function setTheme(name) {
  localStorage.setItem("theme", name);
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

export class Header {
  /** @param {{run: Function, rebuild: Function, guide: Function, addPerson: Function}} app */
  constructor(app) {
    this.app = app;
    this.demo = h("button", {
      type: "button",
      class: "button demo",
      onclick: () => this.toggleDemo(),
    });
    this.clock = h("button", {
      type: "button",
      class: "clock",
      "aria-haspopup": "menu",
      onclick: () => this.openClock(),
    });
    this.progress = h("p", { class: "progress", role: "status" });
    this.el = h(
      "header",
      { class: "top" },
      h("img", { class: "logo", src: "/page/icon.svg", alt: "", width: 34, height: 34 }),
      h(
        "div",
        { class: "brand" },
        h("h1", {}, t("brand"), h("small", {}, t("sandbox"))),
        this.progress,
      ),
      h(
        "div",
        { class: "top-tools" },
        this.demo,
        this.clock,
        this.guideButton(),
        this.themeButton(),
        this.languageButton(),
      ),
    );
  }

  guideButton() {
    return iconButton("hint", t("guide"), () => this.app.guide(), { class: "guide-button" });
  }

  themeButton() {
    const button = iconButton(THEME_ICONS[theme()], t(THEME_WORDS[theme()]), () => {
      setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
      const label = t(THEME_WORDS[theme()]);
      button.replaceChildren(icon(THEME_ICONS[theme()]));
      button.setAttribute("aria-label", label);
      button.title = label;
    });
    return button;
  }

  languageButton() {
    const swap = () => {
      setLanguage(language() === "zh" ? "en" : "zh");
      this.app.rebuild();
    };
    const label = t("otherLanguageLabel");
    return h(
      "button",
      {
        type: "button",
        class: "tool words-tool",
        "aria-label": label,
        title: label,
        onclick: swap,
      },
      t("otherLanguage"),
    );
  }

  async toggleDemo() {
    this.demo.disabled = true;
    await this.app.run(() => (state.story.running ? stopStory() : startStory()));
    this.demo.disabled = false;
  }

  openClock() {
    const forward = (seconds) => () => this.app.run(() => advanceClock(seconds()));
    const { date, time } = clockFace();
    const words = h("small", {}, t("clockNote"));
    const head = h("div", { class: "menu-head" }, h("b", {}, `${date} ${time}`), words);
    openMenu(
      this.clock,
      [
        { label: t("plus30"), run: forward(() => 1800) },
        { label: t("plusHour"), run: forward(() => 3600) },
        { label: t("tomorrowNine"), run: forward(untilTomorrowNine) },
        { label: t("plusDay"), run: forward(() => 86_400) },
      ],
      { head },
    );
  }

  tick() {
    const { date, time } = clockFace();
    const face = `${date} ${time}`;
    if (face === this.face) return;
    this.face = face;
    this.clock.setAttribute("aria-label", `${t("clock")} ${face}`);
    this.clock.replaceChildren(
      icon("clock"),
      h("span", { class: "clock-day" }, date),
      h("span", { class: "clock-time" }, time),
    );
  }

  refresh() {
    const { running, kind } = state.story;
    const playing = running && kind !== "settling";
    if (playing !== this.playing) {
      this.playing = playing;
      const label = t(playing ? "demoStop" : "demo");
      this.demo.replaceChildren(
        icon(playing ? "stop" : "play"),
        h("span", {}, t(playing ? "stop" : "demo")),
      );
      this.demo.title = playing ? label : t("demoHint");
      this.demo.setAttribute("aria-label", label);
    }
    this.progress.classList.toggle("busy", running && kind === "settling");
    this.progress.textContent = running && kind === "settling" ? storyText() : t("tagline");
  }
}
