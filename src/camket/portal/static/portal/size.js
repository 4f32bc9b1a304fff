// Text size: three steps, remembered in this browser. Without this file pages scale with the browser's own zoom.
"use strict";
{
  const root = document.documentElement;
  const box = document.querySelector(".sizes");
  const kept = () => { try { return localStorage.getItem("size"); } catch { return null; } };
  const set = (size) => {
    root.dataset.size = size;
    try { localStorage.setItem("size", size); } catch { /* a browser that keeps nothing still shows it */ }
    for (const button of box.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === size));
    }
  };
  if (box) {
    box.hidden = false;
    box.addEventListener("click", (event) => event.target.value && set(event.target.value));
    set(["0", "1", "2"].includes(kept()) ? kept() : "0");
  }
}
