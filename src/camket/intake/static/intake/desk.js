// The desk of one document: keys, and decisions without loading the page anew. Every form works without this file.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;

  const said = desk.querySelector("[data-said]");
  const dialog = desk.querySelector("[data-keys-dialog]");
  const SWITCH = "camket-keys-off";
  let here = null;
  let decided = null;

  // What only repeats another statement is shown, and passed over.
  const cards = () => Array.from(desk.querySelectorAll("[data-card]:not([data-folded])"));
  const waits = (card) => ["sure", "unsure"].includes(card.dataset.standing);
  const marks = (id) => desk.querySelectorAll(`[data-mark="${id}"]`);
  const act = (card, name) => card?.querySelector(`[data-act="${name}"]`);
  // What agreeing means on a card: its one button, or the likeliest of several answers.
  const agreeing = (card) => act(card, "assent") ?? card?.querySelector("[data-preferred]");
  const say = (text) => { said.textContent = text; };

  // Where we are: one card has the focus, and its number in the text is outlined.
  function go(card) {
    if (!card) return;
    if ("folded" in card.dataset) {
      const lead = card.querySelector("[data-lead]");
      const leader = document.getElementById(lead.hash.slice(1));
      if (leader) go(leader);
      else location.assign(lead.href);
      return;
    }
    if (here) marks(here.dataset.card).forEach((mark) => mark.classList.remove("ck-mark--here"));
    here = card;
    marks(card.dataset.card).forEach((mark) => mark.classList.add("ck-mark--here"));
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = cards();
    const at = all.indexOf(here);
    go(at < 0 ? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  const behind = (card) => {
    const all = cards();
    return all.slice(all.indexOf(card) + 1);
  };

  function onward(card) {
    go(behind(card).find(waits) ?? card);
  }

  function nextUnsure() {
    const unsure = (card) => card.dataset.standing === "unsure";
    const following = (here ? behind(here) : cards()).find(unsure);
    if (following) return go(following);
    const link = desk.querySelector("[data-go-unsure]");
    const round = cards().find((card) => unsure(card) && card !== here);
    const elsewhere = desk.dataset.nextUnsure;
    if (link && elsewhere && !cards().some((card) => elsewhere.endsWith(`#${card.id}`))) location.assign(elsewhere);
    else if (round) go(round);
    else if (desk.querySelector("[data-next-document]")) location.assign(desk.querySelector("[data-next-document]").href);
    else say(desk.dataset.noneLeft);
  }

  // Decisions: the server answers with the changed cards and how far the document is.
  function draw(item) {
    const holder = document.getElementById(`cau-${item.id}`)?.parentElement;
    if (!holder) return null;
    holder.innerHTML = item.card;
    marks(item.id).forEach((mark) => {
      mark.className = mark.className.replace(/ck-mark--(sure|unsure|assented|refused)/, `ck-mark--${item.standing}`);
      mark.classList.toggle("ck-mark--noted", item.noted);
    });
    return holder.firstElementChild;
  }

  function put(card, answer) {
    const typing = card.contains(document.activeElement);
    const fresh = draw(answer);
    answer.others.filter((one) => !isTypedIn(document.getElementById(`cau-${one.id}`))).forEach(draw);
    showProgress(answer.progress);
    say(answer.said);
    if (here === card || typing || waits(fresh)) go(fresh);
    if (answer.open) focusField(fresh);
    return fresh;
  }

  function showProgress(progress) {
    desk.querySelector("[data-progress]").innerHTML = progress;
    showKeysButton();
  }

  function focusField(card) {
    const wrong = card.querySelector(".ck-field--wrong input, .ck-field--wrong select");
    const field = wrong ?? document.getElementById(card.dataset.focus) ?? card.querySelector('input:not([type="hidden"])');
    field?.focus();
    field?.select?.();
    card.scrollIntoView({ block: "nearest" });
  }

  async function ask(card, url, options) {
    card.classList.add("ck-card--busy");
    try {
      const response = await fetch(url, { ...options, headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!(response.headers.get("content-type") ?? "").includes("json")) throw new Error(response.status);
      return await response.json();
    } catch {
      say(desk.dataset.failed);
      shout(card);
      return null;
    } finally {
      card.classList.remove("ck-card--busy");
    }
  }

  function shout(card, text = desk.dataset.failed) {
    card.querySelector(".ck-card__error")?.remove();
    const words = document.createElement("p");
    words.className = "ck-card__error";
    words.setAttribute("role", "alert");
    words.textContent = text;
    card.prepend(words);
  }

  // The work of others: asked for every few seconds while somebody looks. What is being typed is never taken away.
  const EVERY = 4000;
  let seen = desk.dataset.seen;
  const known = new Map();

  const json = async (url) => {
    const response = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    return response.ok ? response.json() : null;
  };

  const isFresh = ([id, version]) => {
    const card = document.getElementById(`cau-${id}`);
    return known.get(id) !== version && (!card || Number(card.dataset.version) < version);
  };

  async function look() {
    if (document.hidden) return;
    const answer = await json(`${desk.dataset.changes}?${new URLSearchParams({ tu: seen })}`);
    if (!answer) return;
    seen = answer.now;
    const news = Object.entries(answer.versions).filter(isFresh);
    if (!news.length) return;
    news.forEach(([id, version]) => known.set(id, version));
    const shown = news.map(([id]) => id).filter((id) => document.getElementById(`cau-${id}`));
    const changed = await json(`${desk.dataset.changed}?${new URLSearchParams({ trang: desk.dataset.sheet, cau: shown })}`);
    if (!changed) return;
    changed.cards.forEach(showTheirs);
    showProgress(changed.progress);
  }

  function showTheirs(item) {
    const card = document.getElementById(`cau-${item.id}`);
    if (card.classList.contains("ck-card--busy")) return;
    if (isTypedIn(card)) {
      shout(card, desk.dataset.others.replace("%s", item.by));
      return;
    }
    const focused = card.contains(document.activeElement);
    const fresh = draw(item);
    fresh.classList.add("ck-card--theirs");
    if (here === card) here = fresh;
    if (focused) fresh.focus({ preventScroll: true });
  }

  setInterval(() => look().catch(() => {}), EVERY);

  desk.addEventListener("submit", async (event) => {
    const card = event.target.closest("[data-card]");
    if (!card) {
      // All at once may take seconds: once is enough.
      setTimeout(() => { if (event.submitter) event.submitter.disabled = true; }, 0);
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    const body = new FormData(event.target, button);
    const url = button?.getAttribute("formaction") ?? event.target.action;
    const answer = await ask(card, url, { method: "POST", body });
    if (!answer) return;
    const fresh = put(card, answer);
    decided = waits(fresh) ? null : fresh.id;
    if (!waits(fresh)) onward(fresh);
  });

  desk.addEventListener("click", async (event) => {
    const link = event.target.closest('[data-act="edit"], [data-act="cancel"], [data-go-unsure], [data-keys], [data-mark]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const card = link.closest("[data-card]");
    if (link.matches("[data-go-unsure]")) nextUnsure();
    else if (link.matches("[data-keys]")) toggleKeys();
    else if (link.matches("[data-mark]")) go(document.getElementById(`cau-${link.dataset.mark}`));
    else {
      go(card);
      const answer = await ask(card, link.href);
      if (answer) put(card, answer);
    }
  });

  desk.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]");
    if (card && card !== here) {
      if (here) marks(here.dataset.card).forEach((mark) => mark.classList.remove("ck-mark--here"));
      here = card;
      marks(card.dataset.card).forEach((mark) => mark.classList.add("ck-mark--here"));
    }
  });

  // Keys. Never while somebody types, never with a modifier that belongs to the browser.
  const KEYS = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    n: nextUnsure,
    a: () => (agreeing(here) ? agreeing(here).click() : say(here?.querySelector(".ck-ask")?.textContent ?? "")),
    e: () => act(here, "edit")?.click(),
    x: () => act(here, "refuse")?.click(),
    u: () => (act(here, "undo") ?? act(document.getElementById(decided), "undo"))?.click(),
    m: () => act(here, "new")?.click(),
    X: () => desk.querySelector("[data-compared] button")?.click(),
    A: () => desk.querySelector("[data-all] button")?.click(),
  };

  function toggleKeys() {
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (typing && event.key === "Escape" && desk.contains(typing)) act(typing.closest("[data-card]"), "cancel")?.click();
    if (typing || localStorage.getItem(SWITCH)) return;
    if (event.key === "?") {
      event.preventDefault();
      event.stopImmediatePropagation();
      toggleKeys();
    } else if (dialog.open) {
      return;
    } else if (/^[1-9]$/.test(event.key) && here) {
      here.querySelector(`[data-choice="${event.key}"]`)?.click();
    } else if (Object.hasOwn(KEYS, event.key) && (event.target === document.body || desk.contains(event.target))) {
      event.preventDefault();
      KEYS[event.key]();
    }
  }, true);

  const keysOn = dialog.querySelector("[data-keys-on]");
  keysOn.checked = !localStorage.getItem(SWITCH);
  keysOn.addEventListener("change", () => {
    if (keysOn.checked) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "1");
  });

  function showKeysButton() {
    desk.querySelector("[data-keys]").hidden = false;
  }
  showKeysButton();

  // What is typed and not sent is not lost by a slip.
  function isTypedIn(card) {
    return Array.from(card?.querySelectorAll("[data-edit] :is(input, select)") ?? []).some((field) =>
      field.type !== "hidden" && (field.tagName === "SELECT"
        ? Array.from(field.options).some((option) => option.selected !== option.defaultSelected)
        : field.value !== field.defaultValue));
  }

  window.addEventListener("beforeunload", (event) => {
    const changed = isTypedIn(desk);
    if (changed && !leaving) event.preventDefault();
  });
  let leaving = false;
  desk.addEventListener("submit", (event) => { leaving = !event.target.closest("[data-card]"); }, true);

  const named = location.hash && document.getElementById(location.hash.slice(1));
  const open = desk.querySelector(".ck-card--open");
  go(open || named || cards().find(waits));
  if (open) focusField(open);
})();
