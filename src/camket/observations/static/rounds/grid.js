/* The grid of a round: cells copied from a spreadsheet are pasted from the cell on that has the focus, arrows and Enter
   move, and a paste can be taken back. Nothing is saved here. Without this script the page works as a plain form. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-grid]");
  if (!form) return;
  var told = form.querySelector(".ck-grid__told");
  var words = told.querySelector("span"), back = told.querySelector("button");
  var rows = Array.prototype.map.call(form.querySelectorAll(".ck-grid tbody tr"), function (row) {
    return Array.prototype.slice.call(row.querySelectorAll("[data-cell]"));
  });
  var pastes = [], typed = false, changed = "changed" in form.dataset;

  function place(cell) {
    for (var r = 0; r < rows.length; r += 1) {
      var c = rows[r].indexOf(cell);
      if (c >= 0) return { r: r, c: c };
    }
    return null;
  }
  function at(r, c) { return rows[r] ? rows[r][c] : undefined; }

  /* Cells as spreadsheets put them on the clipboard: tabs between, and quotes round what has a line break inside. */
  function table(text) {
    var found = [[""]], quoted = false, i, sign;
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (i = 0; i < text.length; i += 1) {
      sign = text[i];
      var row = found[found.length - 1], last = row.length - 1;
      if (sign === '"' && (quoted || row[last] === "")) {
        if (quoted && text[i + 1] === '"') { row[last] += '"'; i += 1; } else quoted = !quoted;
      } else if (sign === "\t" && !quoted) row.push("");
      else if (sign === "\n" && !quoted) found.push([""]);
      else row[last] += sign;
    }
    return found;
  }
  function fold(text) { return text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase(); }
  function fits(cell, text) {
    if (cell.tagName !== "SELECT") return text;
    var chosen = Array.prototype.filter.call(cell.options, function (one) { return fold(one.text) === fold(text); })[0];
    return chosen ? chosen.value : null;
  }
  function mark(cell, on) { cell.closest("td").classList.toggle("ck-grid__pasted", on); }
  function say(name, numbers) {
    return told.dataset[name].replace(/\{(\w+)\}/g, function (_, key) { return numbers[key]; });
  }
  function show(sentences, undoable) {
    words.textContent = sentences.join(" ");
    back.hidden = !undoable;
    told.hidden = false;
  }
  function paste(start, cells) {
    var before = [], left = 0, wrong = 0;
    cells.forEach(function (row, i) {
      row.forEach(function (text, j) {
        var cell = at(start.r + i, start.c + j);
        if (!cell) { left += text.trim() ? 1 : 0; return; }
        var value = fits(cell, text.trim().replace(/\s*\n\s*/g, " "));
        if (value === null) { wrong += 1; return; }
        before.push({ cell: cell, was: cell.value, now: value, marked: cell.closest("td").classList.contains("ck-grid__pasted") });
        cell.value = value;
        mark(cell, true);
      });
    });
    pastes.push(before);
    typed = false;
    changed = true;
    var numbers = { put: before.length, left: left, wrong: wrong };
    show([say("told", numbers)].concat(left ? [say("left", numbers)] : [], wrong ? [say("wrong", numbers)] : []), true);
  }
  /* What was typed into a cell after the paste stays. */
  function undo() {
    (pastes.pop() || []).reverse().forEach(function (one) {
      if (one.cell.value !== one.now) return;
      one.cell.value = one.was;
      mark(one.cell, one.marked);
    });
    show([say("back", {})], pastes.length > 0);
  }
  function move(cell, down, right) {
    var here = place(cell), to = here && at(here.r + down, here.c + right);
    if (!to) return false;
    to.focus();
    if (to.select) to.select();
    return true;
  }
  function leaves(cell, key) {
    if (key === "Enter") return [1, 0];
    if (cell.tagName === "SELECT") return null;
    if (key === "ArrowDown") return [1, 0];
    if (key === "ArrowUp") return [-1, 0];
    var all = cell.selectionEnd - cell.selectionStart === cell.value.length;
    if (key === "ArrowRight" && (all || cell.selectionStart === cell.value.length)) return [0, 1];
    if (key === "ArrowLeft" && (all || cell.selectionEnd === 0)) return [0, -1];
    return null;
  }

  form.addEventListener("paste", function (event) {
    var start = place(event.target);
    var text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!start || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    paste(start, table(text));
  });
  form.addEventListener("input", function (event) {
    changed = true;
    if (place(event.target)) { typed = true; mark(event.target, false); }
  });
  form.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (!pastes.length || typed) return;
      event.preventDefault();
      undo();
      return;
    }
    if (!place(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    var way = leaves(event.target, event.key);
    if (!way) return;
    if (move(event.target, event.key === "Enter" && event.shiftKey ? -1 : way[0], way[1]) || event.key === "Enter") event.preventDefault();
  });
  back.addEventListener("click", undo);
  form.addEventListener("submit", function () { changed = false; });
  window.addEventListener("beforeunload", function (event) { if (changed) event.preventDefault(); });
}());
