"use strict";
/* Headings sort a table; the boxes above it leave only some of its lines. */
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[1].cells];
  heads.forEach((head, index) => head.querySelector("button").addEventListener("click", () => {
    const numeric = head.classList.contains("n");
    const sorted = head.getAttribute("aria-sort");
    const down = sorted ? sorted === "ascending" : head.dataset.first === "descending";
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = row => row.cells[index].dataset.v;
    const rows = [...table.tBodies[0].rows].sort((a, b) => {
      const x = value(a), y = value(b);
      if (x === "" || y === "") return (x === "") - (y === "");
      const order = numeric ? x - y : x.localeCompare(y, "en", { numeric: true });
      return down ? -order : order;
    });
    table.tBodies[0].append(...rows);
  }));
}

for (const form of document.querySelectorAll("form.filter")) {
  const rows = [...form.parentElement.querySelector("table").tBodies[0].rows];
  const count = form.querySelector("output");
  const filter = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = [...form.querySelectorAll("select")].filter(select => select.value !== "");
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word))
        || !chosen.every(select => row.dataset[select.name] === select.value);
      left += row.hidden ? 0 : 1;
    }
    count.textContent = `${left} of ${rows.length} lines`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
}
