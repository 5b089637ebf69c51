// What a page gains with JavaScript; without it nothing is missing. The times of the transcript become buttons that
// play from there, the paragraph being spoken is marked, and a page opened from the disk says why captions are missing.
"use strict";

(() => {
  const video = document.getElementById("video");
  const transcript = document.getElementById("transcript");
  if (!video || !transcript) return;

  if (location.protocol === "file:") {
    for (const notice of document.querySelectorAll("[data-from-disk]")) notice.hidden = false;
  }

  const paragraphs = [...transcript.querySelectorAll("[data-start]")];
  const starts = paragraphs.map((paragraph) => Number(paragraph.dataset.start) / 1000);

  paragraphs.forEach((paragraph, index) => {
    const time = paragraph.querySelector("time");
    const button = document.createElement("button");
    button.type = "button";
    button.lang = document.documentElement.lang;
    button.setAttribute("aria-label", transcript.dataset.jump.replace("{time}", time.textContent));
    time.replaceWith(button);
    button.append(time);
    button.addEventListener("click", () => {
      video.currentTime = starts[index] + 0.001;
      const playing = video.play();
      if (playing) playing.catch(() => {});
    });
  });

  let current = -1;
  video.addEventListener("timeupdate", () => {
    const now = starts.findLastIndex((start) => start <= video.currentTime);
    if (now === current) return;
    paragraphs[current]?.classList.remove("now");
    paragraphs[now]?.classList.add("now");
    current = now;
  });
})();
