// The desk of one document: keys, and decisions without loading the page anew. Every form works without this file.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;

  const said = desk.querySelector("[data-said]");
  const dialog = desk.querySelector("[data-keys-dialog]");
  const SWITCH = "camket-keys-off";
  let here = null;
  let decided = null;
  // Where in the text we are while no card has the focus: at a number that is no statement.
  let spot = null;

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
    settle(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function settle(card) {
    if (here) marks(here.dataset.card).forEach((mark) => mark.classList.remove("ck-mark--here"));
    here = card;
    spot = null;
    if (card) marks(card.dataset.card).forEach((mark) => mark.classList.add("ck-mark--here"));
  }

  const startOf = (item) => Number(item.dataset.start);

  function step(by) {
    const all = cards();
    if (!here && spot !== null) {
      go(by > 0 ? all.find((card) => startOf(card) > spot) : all.findLast((card) => startOf(card) < spot));
      return;
    }
    const at = all.indexOf(here);
    go(at < 0 ? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  const behind = (card) => {
    const all = cards();
    return card ? all.slice(all.indexOf(card) + 1) : all.filter((one) => startOf(one) > (spot ?? -1));
  };

  // Every number of the text, statement or not, in reading order.
  const numbers = () => Array.from(desk.querySelectorAll("[data-mark], [data-other]"));

  function nearestNumber() {
    const focused = document.activeElement;
    const card = focused?.closest("[data-number]");
    if (card) return desk.querySelector(`[data-other="${card.dataset.number}"]`);
    if (focused?.matches("[data-mark], [data-other]")) return focused;
    return here && marks(here.dataset.card)[0];
  }

  function touch(number) {
    const card = number.dataset.mark && document.getElementById(`cau-${number.dataset.mark}`);
    if (card && !("folded" in card.dataset)) {
      go(card);
      return;
    }
    settle(null);
    spot = Number(number.dataset.other ?? card?.dataset.start);
    number.focus({ preventScroll: true });
    number.scrollIntoView({ block: "nearest" });
  }

  function along(by) {
    const all = numbers();
    const at = all.indexOf(nearestNumber());
    const next = all[at < 0 ? 0 : at + by];
    if (next) touch(next);
  }

  function nextUnread() {
    const all = numbers();
    const unread = (number) => number.matches(".ck-other--unread");
    const following = all.slice(all.indexOf(nearestNumber()) + 1).find(unread);
    if (following) touch(following);
    else if (desk.dataset.nextUnread) location.assign(desk.dataset.nextUnread);
    else if (all.some(unread)) touch(all.find(unread));
    else say(desk.dataset.noneUnread);
  }

  function onward(card) {
    go(behind(card).find(waits) ?? card);
  }

  function nextUnsure() {
    const unsure = (card) => card.dataset.standing === "unsure";
    const following = behind(here).find(unsure);
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
    const holder = document.getElementById(`cau-${item.id}`)?.parentElement ?? placeAt(item.start);
    if (!holder) return null;
    holder.innerHTML = item.card;
    becomeMark(item);
    marks(item.id).forEach((mark) => {
      mark.className = mark.className.replace(/ck-mark--(sure|unsure|assented|refused)/, `ck-mark--${item.standing}`);
      mark.classList.toggle("ck-mark--noted", item.noted);
      mark.dataset.kind = item.kind;
      mark.title = item.title;
    });
    return holder.firstElementChild;
  }

  // A place for a card beside its line, in reading order; none where that line is on another sheet.
  function placeAt(start) {
    const row = Array.from(desk.querySelectorAll("[data-from]")).find(
      ({ dataset }) => Number(dataset.from) <= start && start < Number(dataset.to));
    if (!row) return null;
    row.classList.add("ck-row--read");
    const list = row.querySelector(".ck-cards") ?? row.appendChild(document.createElement("ol"));
    list.className = "ck-cards";
    const following = Array.from(list.children).find((one) => startOf(one.firstElementChild) > start);
    return list.insertBefore(document.createElement("li"), following ?? null);
  }

  function takeAway(card) {
    const list = card.closest(".ck-cards");
    card.parentElement.remove();
    if (list.children.length) return;
    list.parentElement.classList.remove("ck-row--read");
    list.remove();
  }

  // A number that has become a statement is marked as one.
  function becomeMark(item) {
    const other = desk.querySelector(`[data-other="${item.start}"]`);
    if (!other) return;
    const card = document.getElementById(`the-so-${item.start}`);
    if (card && !isTypedIn(card)) takeAway(card);
    const mark = document.createElement("a");
    mark.className = `ck-mark ck-mark--${item.standing}`;
    mark.href = `#cau-${item.id}`;
    mark.dataset.mark = item.id;
    mark.textContent = other.textContent;
    other.replaceWith(mark);
  }

  function put(card, answer) {
    const typing = card.contains(document.activeElement);
    const isNumber = "number" in card.dataset;
    const fresh = answer.number ? drawNumber(answer.number) : draw(answer);
    if (isNumber && !answer.number && card.isConnected) takeAway(card);
    (answer.others ?? []).filter((one) => !isTypedIn(document.getElementById(`cau-${one.id}`))).forEach(draw);
    if (answer.progress) showProgress(answer.progress);
    say(answer.said);
    if (!answer.number && (here === card || typing || isNumber || waits(fresh))) go(fresh);
    if (answer.open) focusField(fresh);
    return fresh;
  }

  function drawNumber(item) {
    const holder = document.getElementById(`the-so-${item.start}`)?.parentElement ?? placeAt(item.start);
    holder.innerHTML = item.card;
    settle(null);
    spot = item.start;
    desk.querySelector(`[data-other="${item.start}"]`)?.classList.add("ck-other--here");
    return holder.firstElementChild;
  }

  async function openNumber(link) {
    const answer = await json(link.href).catch(() => null);
    if (!answer) location.assign(link.href);
    else if (answer.number) focusField(drawNumber(answer.number));
    else go(draw(answer));
  }

  function closeNumber(card) {
    const mark = desk.querySelector(`[data-other="${card.dataset.number}"]`);
    if (card.querySelector(".ck-notes")) card.querySelector("[data-edit]").remove();
    else takeAway(card);
    mark?.classList.remove("ck-other--here");
    if (mark) touch(mark);
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
    field?.scrollIntoView({ block: "nearest" });
  }

  async function ask(card, url, options) {
    card.classList.add("ck-card--busy");
    try {
      const response = await fetch(url, { ...options, headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!(response.headers.get("content-type") ?? "").includes("json")) throw new Error(response.status);
      const answer = await response.json();
      if (!answer.gone) return answer;
      shout(card, answer.gone);
      return null;
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
  const SOON = 1000;
  let seen = desk.dataset.seen;
  let elsewhere = "";
  let looked = Date.now();
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
    looked = Date.now();
    const here = { dau: desk.dataset.first, cuoi: desk.dataset.last };
    const answer = await json(`${desk.dataset.changes}?${new URLSearchParams({ tu: seen, ...here })}`);
    if (!answer) return;
    seen = answer.now;
    const news = Object.entries(answer.versions).filter(isFresh);
    if (!news.length && elsewhere === answer.elsewhere) return;
    elsewhere = answer.elsewhere;
    news.forEach(([id, version]) => known.set(id, version));
    const cau = news.map(([id]) => id);
    const changed = await json(`${desk.dataset.changed}?${new URLSearchParams({ cau, ...here })}`);
    if (!changed) return;
    changed.cards.forEach(showTheirs);
    showProgress(changed.progress);
  }

  // Who comes to a card, or back to this window, sees what the others have done by then.
  function lookSoon() {
    if (Date.now() - looked > SOON) look().catch(() => {});
  }

  function showTheirs(item) {
    const card = document.getElementById(`cau-${item.id}`);
    if (card?.classList.contains("ck-card--busy")) return;
    if (isTypedIn(card)) {
      shout(card, item.news);
      return;
    }
    const adding = document.getElementById(`the-so-${item.start}`);
    if (isTypedIn(adding)) shout(adding, item.news);
    const focused = card?.contains(document.activeElement);
    const fresh = draw(item);
    if (!fresh) return;
    fresh.classList.add("ck-card--theirs");
    if (here === card) here = fresh;
    if (focused) fresh.focus({ preventScroll: true });
  }

  setInterval(() => look().catch(() => {}), EVERY);
  document.addEventListener("visibilitychange", lookSoon);

  desk.addEventListener("submit", async (event) => {
    const card = event.target.closest("[data-card], [data-number]");
    if (!card) {
      // All at once may take seconds: once is enough.
      const busy = event.submitter?.dataset.busy;
      if (busy) {
        event.submitter.textContent = busy;
        say(busy);
      }
      setTimeout(() => { if (event.submitter) event.submitter.disabled = true; }, 0);
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    const body = new FormData(event.target, button);
    // Who had to sign in again in another window goes on here with the token of that sign-in.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) body.set("csrfmiddlewaretoken", token[1]);
    const url = button?.getAttribute("formaction") ?? event.target.action;
    const answer = await ask(card, url, { method: "POST", body });
    if (!answer) return;
    const fresh = put(card, answer);
    // What there is to read or to type on the card is not walked away from.
    if (answer.number || answer.stay) return;
    decided = waits(fresh) ? null : fresh.id;
    // Who has made a statement looks at what has come of it first.
    if (!waits(fresh) && !("number" in card.dataset)) onward(fresh);
  });

  desk.addEventListener("click", async (event) => {
    const link = event.target.closest('[data-act="edit"], [data-act="cancel"], [data-act="join"], [data-act="add"], [data-go-unsure], [data-keys], [data-mark], [data-other]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const card = link.closest("[data-card], [data-number]");
    if (link.matches("[data-go-unsure]")) nextUnsure();
    else if (link.matches('[data-other], [data-act="add"]')) await openNumber(link);
    else if ("number" in (card?.dataset ?? {})) closeNumber(card);
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
    if (card && card !== here) settle(card);
    if (card) lookSoon();
    // A key means what has the focus: no card, while a number of the text has it.
    const number = event.target.closest("[data-other], [data-number]");
    if (number) {
      settle(null);
      spot = Number(number.dataset.other ?? number.dataset.number);
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
    ArrowRight: () => along(1),
    ArrowLeft: () => along(-1),
    o: nextUnread,
    e: () => (act(here, "edit") ?? (here ? null : nearestNumber()))?.click(),
    g: () => act(here, "join")?.click(),
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
    if (typing && event.key === "Escape" && desk.contains(typing)) act(typing.closest("[data-card], [data-number]"), "cancel")?.click();
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
    if (card?.querySelector("[data-typed]")) return true;
    return Array.from(card?.querySelectorAll("[data-edit] :is(input, select)") ?? []).some((field) =>
      field.type !== "hidden" && (field.tagName === "SELECT"
        ? Array.from(field.options).some((option) => option.selected !== option.defaultSelected)
        : field.value !== field.defaultValue));
  }

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isTypedIn(desk)) event.preventDefault();
  });
  let leaving = false;
  desk.addEventListener("submit", (event) => { leaving = !event.target.closest("[data-card], [data-number]"); }, true);

  const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const open = desk.querySelector(".ck-card--open");
  if (named?.matches("[data-other]")) touch(named);
  else if (!open?.matches("[data-number]")) go(open || named || cards().find(waits));
  if (open) focusField(open);
})();
