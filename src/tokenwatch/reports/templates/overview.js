"use strict";
(() => {
  const table = document.querySelector("table.documents");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const form = document.getElementById("filter");
  const words = document.getElementById("filter-words");
  const group = document.getElementById("filter-group");
  const told = document.getElementById("filter-told");
  const collator = new Intl.Collator("en-GB", { numeric: true });

  // What is missing stands last in both directions.
  const compare = (one, other, sign) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    return sign * collator.compare(one, other);
  };
  const byNumber = (one, other, sign) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    return sign * (Number(one) - Number(other));
  };
  const sortBy = (place) => {
    const head = heads[place];
    const ascending = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const order = head.dataset.type === "number" ? byNumber : compare;
    const value = (row) => row.cells[place].dataset.value ?? row.cells[place].textContent.trim();
    const keyed = rows.map((row) => [value(row), row]);
    keyed.sort((one, other) => order(one[0], other[0], ascending ? 1 : -1));
    body.append(...keyed.map((pair) => pair[1]));
  };
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sortBy(place));
    head.replaceChildren(button);
  });

  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const filter = () => {
    const wanted = words.value.toLowerCase().trim();
    let shown = 0;
    for (const row of rows) {
      const inGroup = !group.value || row.dataset.groups.split(" ").includes(group.value);
      row.hidden = !(inGroup && texts.get(row).includes(wanted));
      shown += row.hidden ? 0 : 1;
    }
    told.textContent = shown + " of " + rows.length + " rows shown";
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.hidden = false;
  filter();
})();
