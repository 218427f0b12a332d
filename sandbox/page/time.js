// Sandbox time, shown as wall-clock time of the community.

import { language, t } from "./words.js";

const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;

let drift = 0;

/** Keeps how far the sandbox's clock is ahead of this browser's. */
export function setClock(iso) {
  drift = new Date(iso).getTime() - Date.now();
}

export function now() {
  return new Date(Date.now() + drift);
}

function format(date, options) {
  const locale = language() === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(date);
}

function dateAndWeekday(date, english) {
  const zh = language() === "zh";
  const day = format(date, { month: zh ? "long" : english, day: "numeric" });
  const weekday = format(date, { weekday: "short" });
  return zh ? `${day} ${weekday}` : `${weekday} ${day}`;
}

function daysAgo(date) {
  const day = (moment) => Math.floor((moment.getTime() + 8 * 3_600_000) / DAY);
  return day(now()) - day(date);
}

const of = (seconds) => new Date(seconds * 1000);

export function hourMinute(seconds) {
  return format(of(seconds), { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** For a chat list: the time today, then the weekday, then the date. */
export function shortMoment(seconds) {
  const ago = daysAgo(of(seconds));
  if (ago === 0) return hourMinute(seconds);
  if (ago === 1) return t("yesterday");
  if (ago > 1 && ago < 7) return format(of(seconds), { weekday: "short" });
  return format(of(seconds), { month: language() === "zh" ? "long" : "short", day: "numeric" });
}

/** For a line between two days of a chat. */
export function dayName(seconds) {
  const ago = daysAgo(of(seconds));
  const day = dateAndWeekday(of(seconds), "long");
  if (ago === 0) return `${t("today")} ${day}`;
  if (ago === 1) return `${t("yesterday")} ${day}`;
  return day;
}

export function dayKey(seconds) {
  return format(of(seconds), { year: "numeric", month: "2-digit", day: "2-digit" });
}

export function clockFace() {
  const time = format(now(), { hour: "2-digit", minute: "2-digit", hour12: false });
  return { date: dateAndWeekday(now(), "short"), time };
}

/** Whole seconds from now to nine in the morning of the next day. */
export function untilTomorrowNine() {
  const offset = 8 * 3_600_000;
  const local = now().getTime() + offset;
  const nine = (Math.floor(local / DAY) + 1) * DAY + 9 * 3_600_000;
  return Math.ceil((nine - local) / 1000);
}
