// Searching the transcript: capitals and accents don't count, and each letter keeps its place, so that what is found can be
// shown. Comes once somebody is about to search (player.js); what is typed until then is found all the same.
"use strict";

(() => {
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const transcript = document.getElementById("transcript");
  const paragraphs = [...transcript.querySelectorAll(".said p")];
  const fold = (text) => text.replace(/[^]/g, (one) => one.normalize("NFD")[0].toLowerCase()[0]).replaceAll("’", "'").replaceAll("·", ".");

  function filter() {
    const wanted = fold(search.value.trim().normalize());
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

  search.addEventListener("input", filter);
  filter();
})();
