// The transcript beside the video: it follows, it leads to any sentence, it can be printed. Search comes later: search.js.

(() => {
  const transcript = byId("transcript");
  const list = transcript?.querySelector(".said");
  if (!video || !list) return;

  const paragraphs = allOf("p", list);
  const sentencesOf = (paragraph) => allOf("[data-s]", paragraph);
  const startOf = (sentence) => Number(sentence.dataset.s) / 1000;

  // Leading: the time of each paragraph becomes a button, a click on a sentence leads to it. So do arrow keys: a stop of
  // the Tab key for each sentence would be a hundred. Only the one they have come to is a button, for whoever hears it.

  const stops = [];
  const steps = getComputedStyle(list).direction === "rtl" ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];

  function lead(paragraph) {
    const [first, ...others] = sentencesOf(paragraph);
    const time = paragraph.querySelector("time");
    const button = document.createElement("button");
    button.type = "button";
    button.lang = document.documentElement.lang;
    button.setAttribute("aria-label", transcript.dataset.jump.replace("{time}", time.textContent));
    time.replaceWith(button);
    button.append(time);
    stops.push(button, ...others);
    listen(paragraph, "click", ({ target }) => {
      if (target.closest("button") || getSelection().isCollapsed) playFrom(startOf(target.closest("[data-s]") ?? first));
    });
  }

  function press(event) {
    if (modified(event)) return;
    const step = steps.indexOf(event.key);
    const sentence = event.target.closest("[data-s]");
    if (step >= 0) {
      const there = stops.filter((stop) => !stop.closest(".out"));
      goTo(there[there.indexOf(event.target) + (step ? 1 : -1)]);
    } else if (sentence && [" ", "Enter"].includes(event.key)) playFrom(startOf(sentence));
    else return;
    event.preventDefault();
  }

  function goTo(stop) {
    if (stop?.dataset.s) {
      stop.tabIndex = -1;
      stop.setAttribute("role", "button");
      stop.addEventListener("blur", () => ["role", "tabindex"].forEach((name) => stop.removeAttribute(name)), { once: true });
    }
    stop?.focus();
  }

  // Following

  const follow = transcript.querySelector("[data-setting=follow]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const inTime = [];
  let current = null;

  // A sign comes and goes (its paragraph has an end) while somebody speaks on.
  function time(paragraph) {
    const end = Number(paragraph.dataset.end ?? Infinity) / 1000;
    for (const sentence of sentencesOf(paragraph)) inTime.push({ sentence, start: startOf(sentence), end });
  }

  function mark() {
    const at = video.currentTime;
    const now = inTime.findLast(({ start, end }) => start <= at && at < end)?.sentence ?? null;
    if (now === current) return;
    current?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
    current = now;
    if (now && follow.checked) bringIntoView(now);
  }

  // Only the list scrolls, never the page; and not under the hands of somebody who moves through it by keyboard.
  function bringIntoView(sentence) {
    if (list.querySelector(":focus-visible")) return;
    const [box, frame] = [sentence, list].map((one) => one.getBoundingClientRect());
    const top = box.top - frame.top - Math.max(0, frame.height - box.height) / 2;
    list.scrollBy({ top, behavior: still.matches ? "instant" : "smooth" });
  }

  paragraphs.forEach(lead);
  paragraphs.forEach(time);
  inTime.sort((one, other) => one.start - other.start);
  listen(list, "keydown", press);
  transcript.classList.add("live");
  listen(video, "timeupdate seeked", mark);
  listen(byId("print"), "click", () => print());
})();
