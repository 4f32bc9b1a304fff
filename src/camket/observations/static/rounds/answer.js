/* Keeps what is typed on this machine until the server has it, and sends it when the network is back.
   Without this script the page works all the same. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-keep]");
  if (!form) return;
  var key = "camket-bao-cao-" + form.dataset.keep;
  var offline = document.getElementById("mat-mang");
  var restored = document.getElementById("khoi-phuc");
  var store = null;
  try { store = window.localStorage; store.getItem(key); } catch (error) { store = null; }

  function fields() {
    return Array.prototype.filter.call(form.elements, function (one) {
      return /^(so|giu|ghi-chu|dung)-\d+$/.test(one.name);
    });
  }
  function seen() {
    var found = {};
    form.querySelectorAll("input[name^='thay-']").forEach(function (one) { found[one.name] = one.value; });
    return found;
  }
  function read() {
    var typed = {};
    fields().forEach(function (one) {
      var now = one.type === "checkbox" ? one.checked : one.value;
      var before = one.type === "checkbox" ? one.defaultChecked :
        one.tagName === "SELECT" ? (Array.prototype.filter.call(one.options, function (o) { return o.defaultSelected; })[0] || { value: "" }).value :
        one.defaultValue;
      if (now !== before) typed[one.name] = now;
    });
    return typed;
  }
  function kept() {
    try { return JSON.parse(store.getItem(key)) || null; } catch (error) { return null; }
  }
  function keep(todo) {
    if (!store) return;
    var typed = read();
    try {
      if (!todo && !Object.keys(typed).length) store.removeItem(key);
      else store.setItem(key, JSON.stringify({ typed: typed, seen: seen(), todo: todo || null }));
    } catch (error) { /* a full or closed store: the page goes on without it */ }
  }
  function restore() {
    var before = store && kept();
    if (!before) return null;
    /* Only where the server still has what the person saw: else it has it already, or somebody else's is there. */
    var now = seen(), put = 0;
    fields().forEach(function (one) {
      if (!(one.name in before.typed)) return;
      var duty = one.name.replace(/^.*-(\d+)$/, "thay-$1");
      if (before.seen[duty] !== now[duty]) return;
      if (one.type === "checkbox") one.checked = before.typed[one.name];
      else one.value = before.typed[one.name];
      put += 1;
      var details = one.closest("details");
      if (details) details.open = true;
    });
    if (put && restored) restored.hidden = false;
    if (!put) store.removeItem(key);
    return put ? before.todo : null;
  }
  function send(todo) {
    var body = new URLSearchParams(new FormData(form));
    body.set("viec", todo);
    return fetch(form.action || window.location.href, { method: "POST", body: body, credentials: "same-origin", redirect: "follow" })
      .then(function (answer) {
        /* A busy server is as a network that is away: kept, and tried again. */
        if (answer.status === 503) throw new Error("busy");
        if (!answer.ok) throw new Error(String(answer.status));
        if (store) store.removeItem(key);
        window.location.replace(answer.url);
      });
  }
  function wait(todo) {
    keep(todo);
    if (offline) offline.hidden = false;
  }
  var waiting = null;
  function again() {
    if (!waiting) return;
    send(waiting).catch(function () { wait(waiting); });
  }

  waiting = restore();
  if (waiting) { wait(waiting); if (navigator.onLine) again(); }
  form.addEventListener("input", function () { keep(waiting); });
  form.addEventListener("submit", function (event) {
    var todo = event.submitter && event.submitter.value === "luu" ? "luu" : "gui";
    event.preventDefault();
    keep(todo);
    waiting = todo;
    send(todo).then(function () { waiting = null; }).catch(function (error) {
      /* The server answered with an error page: let the browser show it; what was typed stays kept. */
      if (/^\d+$/.test(error.message)) { keep(null); waiting = null; plain(todo); return; }
      wait(todo);
    });
  });
  function plain(todo) {
    var hidden = document.createElement("input");
    hidden.type = "hidden"; hidden.name = "viec"; hidden.value = todo;
    form.appendChild(hidden);
    form.submit();
  }
  window.addEventListener("online", again);
  window.setInterval(function () { if (navigator.onLine) again(); }, 15000);
}());
