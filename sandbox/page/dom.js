// The only place that makes elements. Strings become text nodes, so data never turns into markup.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  attach:
    "M20.5 11.5l-8.6 8.6a5.4 5.4 0 0 1-7.6-7.6l9-9a3.6 3.6 0 0 1 5.1 5.1l-9 9a1.8 1.8 0 0 1-2.6-2.5l8.1-8.2",
  auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  back: "M15 5l-7 7 7 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  down: "M6 9.5l6 6 6-6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  group:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.4M18 14.4c2.1.8 3.5 2.8 3.5 5.6",
  hint: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3z",
  link: "M9 15l6-6M10.5 6.5l1.6-1.6a4.2 4.2 0 0 1 6 6l-1.7 1.6M13.5 17.5l-1.6 1.6a4.2 4.2 0 0 1-6-6l1.7-1.6",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  more: "M12 5.6v.01M12 12v.01M12 18.4v.01",
  open: "M8 16L17 7M9.5 7H17v7.5",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",
  play: "M8 5.5v13l11-6.5z",
  plus: "M12 5v14M5 12h14",
  reply: "M10 7L4.5 12.5 10 18M5 12.5h9a5.5 5.5 0 0 1 5.5 5.5",
  share: "M14 5l6 6-6 6M20 11H10a6 6 0 0 0-6 6v2",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4 4",
  send: "M4.5 12L20 4.5 15.5 20l-3.6-6.2zM12 13.8L20 4.5",
  slash: "M14.5 6.5l-5 11",
  stop: "M7 7h10v10H7z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
};

/**
 * Builds an element. `on…` properties are listeners; null, undefined and false are left out.
 *
 * @param {string} tag
 * @param {Object<string, unknown>} props
 * @param {...(Node | string | null | false | Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon; its label is read out and shown as a tooltip. */
export function iconButton(name, label, onclick, props = {}) {
  return h(
    "button",
    {
      type: "button",
      "aria-label": label,
      title: label,
      onclick,
      ...props,
      class: `tool ${props.class || ""}`,
    },
    icon(name),
  );
}

/** How to scroll for somebody who may not want things to move. */
export function scrolling(smooth = true) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return smooth && !still ? "smooth" : "instant";
}

/** Makes `parent` hold exactly `children`, moving as few nodes as possible, so focus survives. */
export function reconcile(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    if (parent.childNodes[index] !== child)
      parent.insertBefore(child, parent.childNodes[index] ?? null);
  });
}
