"use strict";
(() => {
  // Questions: a button that copies them.
  for (const box of document.querySelectorAll("details.copy textarea")) {
    const button = document.createElement("button");
    const told = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy the questions";
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      box.closest("details").open = true;
      box.select();
      try {
        await navigator.clipboard.writeText(box.value);
        told.textContent = " Copied.";
      } catch {
        told.textContent = " Marked: press Ctrl and C.";
      }
    });
    box.closest("details").before(button, told);
  }

  const form = document.querySelector("form.corrections");
  if (!form) return;

  // Under each reason a way to say that it is wrong.
  const rows = Array.from(form.querySelectorAll("input[name^='sentence-']"));
  const told = form.querySelector(".told");
  let asked = "";
  for (const button of document.querySelectorAll("div.text button[popovertarget]")) {
    button.addEventListener("click", () => { asked = button.id; });
  }
  for (const why of document.querySelectorAll(".whys > li")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "This is wrong";
    button.addEventListener("click", () => {
      const row = rows.find((each) => each.value === asked) ?? rows.find((each) => !each.value);
      why.hidePopover();
      if (row) row.value = asked.startsWith("s") ? asked : "";
      else told.textContent = `There is room for ${rows.length} sentences. Save these first.`;
      const field = row ?? form.querySelector("button[type=submit]");
      for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      field.focus();
    });
    why.append(" ", button);
  }

  // Of a sentence both must be said: which it is, and what is right. Said here, nothing that was filled in is lost.
  const setIn = (number) => Array.from(form.querySelectorAll(`select[name$='-${number + 1}']`)).some((each) => each.value);
  form.addEventListener("submit", (event) => {
    const half = rows.findIndex((row, number) => Boolean(row.value.trim()) !== setIn(number));
    if (half < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    told.textContent = `Sentence ${half + 1}: fill in both, which sentence and what it is.`;
    rows[half].focus();
  });
  if (form.getAttribute("action")) return; // a server makes the file

  // The text as it is shown, with the range of each marked sentence, in code points.
  const read = () => {
    const ranges = new Map();
    let text = "";
    let length = 0;
    const add = (words) => { text += words; length += Array.from(words).length; };
    const blocks = document.querySelectorAll(
      "div.text > :is(p:not(.page), h3, h4, h5, h6), div.text > ul > li, div.text > blockquote > p");
    blocks.forEach((block, number) => {
      add(block.dataset.gap ?? (number ? "\n\n" : ""));
      for (const piece of block.childNodes) {
        if (piece.nodeType === Node.TEXT_NODE) add(piece.data);
        if (piece.nodeName !== "MARK") continue;
        const start = length;
        add(piece.textContent);
        for (const anchor of piece.dataset.s.split(" ")) {
          ranges.set(anchor, [ranges.get(anchor)?.[0] ?? start, length]);
        }
      }
    });
    return { text, ranges };
  };
  const find = (named, { text, ranges }) => {
    const known = ranges.get(named.trim().toLowerCase().replace(/\s/g, ""));
    if (known) return known;
    const words = named.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = new RegExp(words.join("\\s+"), "iu").exec(text);
    if (!found) return null;
    const start = Array.from(text.slice(0, found.index)).length;
    return [start, start + Array.from(found[0]).length];
  };
  const typed = (name, value) =>
    name.includes("level") ? Number(value) : value === "yes" ? true : value === "no" ? false : value;

  const correct = () => {
    const shown = read();
    const { id, title, genre } = form.dataset;
    const record = { id, title, genre, text: shown.text };
    for (const field of form.querySelectorAll("[name]:is(select, textarea)")) {
      if (field.value.trim() && !/-\d$/.test(field.name)) record[field.name] = typed(field.name, field.value.trim());
    }
    record.passages = [];
    rows.forEach((row, number) => {
      const passage = {};
      for (const field of form.querySelectorAll(`select[name$='-${number + 1}']`)) {
        const name = field.name.replace(/-\d$/, "");
        if (field.value) passage[name] = typed(name, field.value);
      }
      if (!row.value.trim()) return;
      const range = find(row.value, shown);
      if (!range) throw `Sentence ${number + 1}: there is no such sentence in the text.`;
      record.passages.push({ start: range[0], end: range[1], ...passage });
    });
    record.passages.sort((one, other) => one.start - other.start);
    if (Object.keys(record).length === 5 && !record.passages.length) throw "Nothing was set right yet.";
    return record;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      const line = JSON.stringify(correct()) + "\n";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([line], { type: "application/x-ndjson" }));
      link.download = "corrections.jsonl";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      told.textContent = "Saved as corrections.jsonl.";
    } catch (error) {
      if (typeof error !== "string") throw error;
      told.textContent = error;
    }
  });
})();
