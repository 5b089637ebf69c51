// The controls below the video: play, captions, speed, how captions look, keys. All of it is optional: without this
// script the browser's own controls do the same. What a viewer chooses stays in this browser (no cookies, no requests).

(() => {
  const STORE = "veus.player";
  const player = byId("player");
  if (!player || !video) return;

  // What the address asks for, behind `?` or `#`: t (a time), captions (a language, on or off). See docs/embedding.md.
  const asked = new URLSearchParams(`${location.hash.slice(1)}&${location.search.slice(1)}`);

  const memory = recall();

  // A browser may refuse storage (in frames of other sites, say): then nothing is remembered, and all else works.
  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  }

  function remember(name, value) {
    memory[name] = value;
    try {
      localStorage.setItem(STORE, JSON.stringify(memory));
    } catch { /* see above */ }
  }

  // Captions. Text tracks of other kinds (chapters, metadata) are left alone.

  const buttons = allOf("[data-captions]");
  const texts = () => [...video.textTracks].filter((track) => ["captions", "subtitles"].includes(track.kind));
  const shown = () => texts().find((track) => track.mode === "showing")?.language ?? "off";
  let wanted; // a language, or "off"

  function show() {
    for (const track of texts()) track.mode = track.language === wanted ? "showing" : "disabled";
    mark();
  }

  // Also when the choice was made in the browser's own menu.
  function mark() {
    for (const button of buttons) button.setAttribute("aria-pressed", button.dataset.captions === shown());
  }

  function choose(button) {
    wanted = button.dataset.captions;
    show();
    remember("captions", wanted);
  }

  function nextCaptions() {
    const now = buttons.findIndex((button) => button.dataset.captions === shown());
    const next = buttons[(now + 1) % buttons.length];
    if (!next) return;
    choose(next);
    byId("say").textContent = `${byId("captions-label").textContent}: ${next.textContent.trim()}`;
  }

  function startCaptions() {
    const named = (language) => buttons.find((button) => button.dataset.captions === language);
    const asks = asked.get("captions");
    const kept = asks === "on" && memory.captions === "off" ? "" : memory.captions;
    wanted = (named(asks) ?? named(kept))?.dataset.captions ?? allOf("track[default]")[0]?.srclang ?? "off";
    // Otherwise the browser switches its choice on again after somebody has chosen none.
    for (const track of allOf("track")) track.default = false;
    show();
    video.addEventListener("loadedmetadata", () => {
      show();
      if (video.currentTime >= video.duration) video.currentTime = 0; // see startAt
    }, { once: true });
  }

  // What few viewers want – descriptions, sign languages, a search – waits in a template, script and all, until somebody
  // wants it, or has wanted it here before. The press that brings it counts.

  function late(template) {
    const { for: name, on = "click" } = template.dataset;
    let parts = [];
    function bring(pressed) {
      if (parts.length) return;
      parts = [...document.importNode(template.content, true).children];
      const script = parts.at(-1);
      listen(script, "load", () => pressed?.click());
      listen(script, "error", () => parts.splice(0).forEach((one) => one.remove())); // another press tries again
      template.after(...parts);
    }
    listen(allOf(`[data-${name}]`), on, (event) => bring(event.currentTarget));
    try {
      if (localStorage.getItem(`veus.${name}`)) bring();
    } catch { /* see above */ }
  }

  // Settings: each control with data-setting is remembered; those of the look are told to the style sheet.

  function restore(control) {
    const name = control.dataset.setting;
    const kept = memory[name];
    const what = control.type === "checkbox" ? "checked" : "value";
    const took = () => {
      if (name === "speed") video.defaultPlaybackRate = video.playbackRate = control.value;
      else player.dataset[name] = control[what];
    };
    // What is kept may be damaged, or of an earlier page.
    const known = control.options ? [...control.options].some((one) => one.value === kept) : typeof kept === "boolean";
    if (known) control[what] = kept;
    took();
    listen(control, "change", () => {
      remember(name, control[what]);
      took();
    });
  }

  // Playing

  const play = byId("play");
  const word = play.firstElementChild;
  const names = { play: word.textContent, pause: play.dataset.pause };

  // A description that the film waits for is played and paused by the same button (description.js).
  function toggle() {
    if (!player.dispatchEvent(new Event("toggle-play", { cancelable: true }))) return;
    if (video.paused || video.ended) start();
    else video.pause();
  }

  function seek(seconds) {
    video.currentTime = Math.max(0, Math.min(video.currentTime + seconds, video.duration || 0));
  }

  function nameOfPlay() {
    const still = video.paused && !player.hasAttribute("data-telling");
    word.textContent = still ? names.play : names.pause;
    play.dataset.state = still ? "paused" : "playing";
  }

  // Keys: single letters, so only where the focus is in the player, never in a field, and not at all when switched off
  // (WCAG 2.2, 2.1.4). Space, Enter, arrows and everything with Ctrl, Alt or Shift belong to browser and screen reader.

  // Who watches a sign language wants it on the whole screen, too.
  const whole = () => (document.querySelector(".sign:not([hidden])") ? video.parentElement : video);

  const keys = {
    k: toggle,
    j: () => seek(-10),
    l: () => seek(10),
    c: nextCaptions,
    m: () => { video.muted = !video.muted; },
    f: () => (document.fullscreenElement ? document.exitFullscreen() : whole().requestFullscreen?.())?.catch(() => {}),
  };

  function press(event) {
    if (modified(event) || event.target.closest("select, input")) return;
    const act = byId("keys")?.checked && keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  // Chapters are links to a place in a video file. Here they lead within the page – unless somebody wants a new tab.

  const chapters = allOf(".chapters a");
  const startOf = (chapter) => Number(chapter.hash.slice(3));

  function openChapter(event) {
    if (modified(event)) return;
    event.preventDefault();
    playFrom(startOf(event.currentTarget));
  }

  function markChapter() {
    const now = chapters.findLast((chapter) => startOf(chapter) <= video.currentTime);
    for (const chapter of chapters) chapter.setAttribute("aria-current", chapter === now);
  }

  // Other languages of the page, and the page of a frame, go on where this one is.

  function takeAlong(event) {
    const link = event.target.closest("a");
    if (link) link.hash = video.currentTime >= 1 ? `t=${Math.floor(video.currentTime)}` : "";
  }

  // 65, 65.5, 1:05. What lies behind the end of the film is no moment of it, and not followed; before its length is known,
  // it begins at its beginning then (startCaptions).
  function startAt(time) {
    if (!/^(\d{1,6}(\.\d{1,3})?(:(?=\d)|$)){1,3}$/.test(time)) return;
    const seconds = time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    if (!(seconds >= video.duration)) video.currentTime = seconds;
  }

  for (const part of allOf("[data-scripted]")) part.hidden = false;
  for (const control of allOf("[data-setting]")) restore(control);
  listen(buttons, "click", (event) => choose(event.currentTarget));
  listen(video, "play pause ended", nameOfPlay);
  listen(chapters, "click", openChapter);
  for (const template of allOf("[data-for]")) late(template);
  listen(video, "timeupdate seeked", markChapter);
  listen(play, "click", toggle);
  listen(player, "state", nameOfPlay);
  listen(player, "keydown", press);
  listen(video.textTracks, "change", mark);
  listen(allOf(".languages, .leave"), "click", takeAlong);
  // A link to another moment of a page that is open already loads nothing.
  addEventListener("hashchange", () => startAt(new URLSearchParams(location.hash.slice(1)).get("t")));
  startCaptions();
  nameOfPlay();
  startAt(asked.get("t"));
})();
