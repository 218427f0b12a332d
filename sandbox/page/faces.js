// Avatars, and the one colour that each person and group has everywhere on the page.

import { h } from "./dom.js";
import { state } from "./store.js";

const HUES = ["brick", "ochre", "leaf", "teal", "sky", "indigo", "plum", "rose"];

/** Neighbouring ids get colours that differ (Knuth's multiplicative hash). */
function hueOf(id) {
  const mixed = Math.imul(Math.abs(id) % 2 ** 32, 2654435761) >>> 0;
  return HUES[Math.floor((mixed / 2 ** 32) * HUES.length)];
}

/** The class that carries somebody's colour. */
export function hue(id) {
  const chosen = state.users.get(id)?.color;
  return `hue-${HUES.includes(chosen) ? chosen : hueOf(id)}`;
}

function initials(name) {
  const building = /^\d+/.exec(name);
  if (building) return building[0];
  const han = [...name].filter((letter) => /\p{Script=Han}/u.test(letter));
  if (han.length) return han.length === 3 ? han.slice(1).join("") : han.slice(0, 2).join("");
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => [...word][0] ?? "?")
    .join("")
    .toUpperCase();
}

export function avatar(id, name, shape = "round") {
  return h("span", { class: `avatar ${shape} ${hue(id)}`, "aria-hidden": "true" }, initials(name));
}

export function botAvatar() {
  const face = h("img", { src: "/page/icon.svg", alt: "", width: 40, height: 40 });
  return h("span", { class: "avatar bot", "aria-hidden": "true" }, face);
}
