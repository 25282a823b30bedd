// Comfort only: the page works without it.
(() => {
  "use strict";
  const form = document.querySelector("form.give");
  if (!form) return;
  const file = form.querySelector("input[type=file]");
  const button = form.querySelector("button");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  button.after(said);

  const check = () => {
    const chosen = file.files[0];
    const large = chosen && chosen.size > Number(form.dataset.most);
    said.textContent = large ? "This file is too large. Save it without pictures, or split it." : "";
    file.setCustomValidity(said.textContent);
    return !large || file.reportValidity();
  };
  file.addEventListener("change", check);

  const holdsFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer.files.length !== 1) {
      said.textContent = "Please drop one document at a time.";
      return;
    }
    file.files = event.dataTransfer.files;
    if (!check()) return;
    said.textContent = `Chosen: ${file.files[0].name}`;
    button.focus();
  });

  form.addEventListener("submit", () => {
    said.textContent = "Reading your document…";
    button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    said.textContent = "";
  });
})();
