// Finds stories on all parts of the page by title, summary, place and people: capitals and accents don't count. The list
// of them comes once somebody goes to the field.
"use strict";

(() => {
  const most = 24;
  const box = document.getElementById("find");
  const field = box.querySelector("input");
  const said = box.querySelector("[role=status]");
  const list = box.querySelector("ul");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").replaceAll("·", ".").toLowerCase();
  let coming;

  async function read() {
    const answer = await fetch(box.dataset.stories);
    if (!answer.ok) throw new Error(answer.status);
    const stories = await answer.json();
    return stories.map((story) => ({ ...story, folded: fold(Object.values(story.says).join(" ")) }));
  }

  function load() {
    coming = coming || read().catch(() => (coming = null));
    return coming;
  }

  async function find() {
    const asked = field.value;
    const wanted = fold(asked).split(/\s+/).filter(Boolean);
    const stories = wanted.length ? await load() : [];
    if (asked !== field.value) return;
    const found = (stories || []).filter((story) => wanted.every((word) => story.folded.includes(word)));
    said.textContent = wanted.length ? told(stories, found.length) : "";
    list.replaceChildren(...found.slice(0, most).map(shown));
  }

  function told(stories, count) {
    if (!stories) return box.dataset.failed;
    return (count > most ? box.dataset.more : box.dataset.found).replace("{count}", count).replace("{most}", most);
  }

  function shown(story) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const title = document.createElement("bdi");
    const summary = document.createElement("p");
    link.href = story.url;
    title.textContent = story.says.title;
    summary.textContent = story.says.summary;
    link.append(title);
    item.append(link, summary);
    return item;
  }

  box.hidden = false;
  field.addEventListener("focus", load);
  field.addEventListener("input", find);
  if (field.value) find();
})();
