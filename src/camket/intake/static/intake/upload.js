// Drag and drop, and the list of what was chosen. The form works without it.
(() => {
  const form = document.querySelector("[data-upload]");
  const input = form?.querySelector('input[type="file"]');
  if (!input) return;

  const chosen = form.querySelector("[data-chosen]");
  const show = () => {
    const names = Array.from(input.files, (file) => file.name);
    const words = names.length === 1 ? chosen.dataset.one : chosen.dataset.many.replace("%s", names.length);
    chosen.textContent = names.length ? `${words} ${names.join(", ")}` : "";
  };
  input.addEventListener("change", show);

  form.querySelector("[data-drop-hint]").hidden = false;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("ck-upload--over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("ck-upload--over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("ck-upload--over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });

  // Reading may take seconds: say so, and let nobody send the same files twice.
  form.addEventListener("submit", () => {
    const button = form.querySelector('button[type="submit"]');
    button.textContent = button.dataset.busy;
    setTimeout(() => { button.disabled = true; }, 0);
  });
})();
