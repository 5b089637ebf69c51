// What lies over the page while it scrolls – the bar or the video at the top, a warning below – and never over what has the
// focus (WCAG 2.4.11).

import { byId } from "./page.js";

/** px between what has the focus and what lies over the page. */
const AIR = 8;
/** Pictures during which it is looked after: rows that come into sight get their real height only then. */
const FRAMES = 4;

const sticks = (node) => getComputedStyle(node).position === "sticky";
const above = () => [byId("top"), byId("stage")].filter(sticks);

/** px at the top and at the bottom of the window in which nothing of the page can be seen. */
function covered() {
  // The stage sticks in a narrow window, the bar in a wide one.
  const top = Math.max(0, ...above().map((one) => one.getBoundingClientRect().height));
  return { top, bottom: byId("banner").hidden ? 0 : byId("banner").getBoundingClientRect().height };
}

/** Where the browser itself puts what the Tab key leads to; the end of the page can be scrolled clear of a warning. */
function pad() {
  const { top, bottom } = covered();
  document.body.style.paddingBottom = `${Math.ceil(bottom)}px`;
  document.documentElement.style.scrollPaddingBlock = `${Math.ceil(top) + AIR}px ${Math.ceil(bottom) + AIR}px`;
}

/** Whether the page's scrolling moves it: not what stays in sight, scrolls by itself, or stands in a dialog. */
const scrolls = (node) => !node.closest("dialog") && ![...above(), byId("left")].some((one) => sticks(one) && one.contains(node));

/** Scrolls so that `node`, which has the focus, is seen whole, or its beginning where there is no room for it. */
export function uncover(node) {
  const look = () => {
    if (document.activeElement !== node || !scrolls(node)) return;
    const { top, bottom } = covered();
    const box = node.getBoundingClientRect();
    const [first, last] = [top + AIR, innerHeight - bottom - AIR];
    if (box.top >= first && box.bottom <= last) return;
    const room = last - first - box.height;
    scrollBy({ top: box.top - first - Math.max(0, room / 3), behavior: "instant" });
  };
  let left = FRAMES;
  const again = () => { look(); left -= 1; if (left) requestAnimationFrame(again); };
  again();
}

export function startCover() {
  const seen = new ResizeObserver(pad);
  for (const name of ["top", "stage", "banner"]) seen.observe(byId(name));
  addEventListener("resize", pad);
  // Whoever clicks sees what they click, and it must not move away under the pointer.
  let pointing = false;
  for (const [name, now] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) addEventListener(name, () => { pointing = now; }, true);
  document.addEventListener("focusin", ({ target }) => { if (!pointing) uncover(target); });
  pad();
}
