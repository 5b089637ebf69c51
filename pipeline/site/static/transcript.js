// The transcript beside the video: it follows, it leads to any paragraph, it can be searched and printed.
"use strict";

(() => {
  const video = document.getElementById("video");
  const transcript = document.getElementById("transcript");
  const list = transcript?.querySelector(".said");
  if (!video || !list) return;

  const paragraphs = [...list.querySelectorAll("[data-start]")];
  const starts = paragraphs.map((paragraph) => Number(paragraph.dataset.start) / 1000);
  const ends = paragraphs.map((paragraph) => Number(paragraph.dataset.end ?? Infinity) / 1000);

  // Leading: the time of each paragraph becomes a button; a click on its words does the same.

  function playFrom(index) {
    video.currentTime = starts[index] + 0.001;
    video.play().catch(() => {});
  }

  function lead(paragraph, index) {
    const time = paragraph.querySelector("time");
    const button = document.createElement("button");
    button.type = "button";
    button.lang = document.documentElement.lang;
    button.setAttribute("aria-label", transcript.dataset.jump.replace("{time}", time.textContent));
    time.replaceWith(button);
    button.append(time);
    paragraph.addEventListener("click", (event) => {
      if (event.target.closest("button") || getSelection().isCollapsed) playFrom(index);
    });
  }

  // Following

  const follow = transcript.querySelector("[data-setting=follow]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let current = -1;

  function mark() {
    const at = video.currentTime; // a sign comes and goes (it has an end) while somebody speaks on
    const now = starts.findLastIndex((start, index) => start <= at && at < ends[index]);
    if (now === current) return;
    paragraphs[current]?.removeAttribute("aria-current");
    paragraphs[now]?.setAttribute("aria-current", "true");
    current = now;
    if (now >= 0 && follow.checked) bringIntoView(paragraphs[now]);
  }

  // Only the list scrolls, never the page; and not under the hands of somebody who moves through it by keyboard.
  function bringIntoView(paragraph) {
    if (list.querySelector(":focus-visible")) return;
    const [box, frame] = [paragraph, list].map((one) => one.getBoundingClientRect());
    const top = box.top - frame.top - Math.max(0, frame.height - box.height) / 2;
    list.scrollBy({ top, behavior: still.matches ? "instant" : "smooth" });
  }

  // Searching: capitals and accents don't count, and each letter keeps its place, so that what is found can be shown.

  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const fold = (text) => text.replace(/[^]/g, (one) => one.normalize("NFD")[0].toLowerCase()[0]).replaceAll("’", "'");

  function filter() {
    const wanted = fold(search.value.trim());
    const ranges = [];
    let count = 0;
    for (const paragraph of paragraphs) {
      const hit = !wanted || fold(paragraph.lastElementChild.textContent).includes(wanted);
      paragraph.classList.toggle("out", !hit);
      if (hit) count += 1;
      if (hit && wanted) ranges.push(...places(paragraph, wanted));
    }
    found.textContent = wanted ? transcript.dataset.found.replace("{count}", count) : "";
    if (globalThis.CSS?.highlights) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function places(paragraph, wanted) {
    const ranges = [];
    const walker = document.createTreeWalker(paragraph.lastElementChild, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = fold(walker.currentNode.data);
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + wanted.length);
        ranges.push(range);
      }
    }
    return ranges;
  }

  paragraphs.forEach(lead);
  transcript.classList.add("live");
  video.addEventListener("timeupdate", mark);
  video.addEventListener("seeked", mark);
  search.addEventListener("input", filter);
  document.getElementById("print").addEventListener("click", () => print());
})();
