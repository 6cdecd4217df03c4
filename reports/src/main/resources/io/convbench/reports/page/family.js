"use strict";
/* One choice of a family narrows answers, summary and tables, and dims the other families in charts. */
(() => {
  const select = document.getElementById("family");
  const decision = document.getElementById("decision");
  const boxes = [...document.querySelectorAll("#decision input[name=family]")];
  const families = new Map([...document.querySelectorAll("tr[data-family]")]
    .map(row => [row.cells[0].firstChild.textContent, row.dataset.family]));
  const SHAPES = "path, line, rect, ellipse, circle, polygon, polyline, text";
  /* Pixels by which a mark may stand out from the place that tells its name. */
  const EDGE = 4;

  /** The family of the architecture that a text begins with. */
  const familyOf = text => families.get(text.split(/[:, ]/, 1)[0].replace(/[*~!?\u2020]+$/, ""));

  const centred = (box, place) => {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    return x >= place.left && x <= place.right && y >= place.top && y <= place.bottom;
  };

  function dim(svg, chosen) {
    svg.querySelectorAll(".foreign").forEach(node => node.classList.remove("foreign"));
    if (chosen === "") return;
    const foreign = family => family !== undefined && family !== chosen;
    const hints = [...svg.querySelectorAll("rect[pointer-events=all]")].map(node => {
      const box = node.getBoundingClientRect();
      return { box, size: box.width * box.height, family: familyOf(node.textContent) };
    }).sort((a, b) => a.size - b.size);
    for (const shape of svg.querySelectorAll(SHAPES)) {
      /* Neither the tooltips' places nor the dashed front. */
      if (shape.hasAttribute("pointer-events") || shape.style.strokeDasharray || shape.closest("defs, clipPath")) continue;
      /* Texts of the legend, where families are named as architectures are, stand at 0 and are moved. */
      const own = shape.tagName === "text" && shape.getAttribute("x") > 0 ? familyOf(shape.textContent) : undefined;
      if (own !== undefined) {
        shape.classList.toggle("foreign", foreign(own));
        continue;
      }
      const box = shape.getBoundingClientRect();
      const around = hints.filter(one => box.left >= one.box.left - EDGE && box.right <= one.box.right + EDGE
        && box.top >= one.box.top - EDGE && box.bottom <= one.box.bottom + EDGE);
      /* Where lines are close, marks at their edges are near two. */
      const hint = around.find(one => centred(box, one.box)) ?? around[0];
      if (hint) {
        shape.classList.toggle("foreign", foreign(hint.family));
      }
    }
  }

  /** True where the table of a row has a filter that knows the family; short ones have none. */
  const filters = row => {
    const own = row.closest("table").parentElement.parentElement.querySelector("form.filter select[name=family]");
    return own !== null && [...own.options].some(option => option.value === select.value);
  };

  function narrow() {
    document.querySelectorAll("[data-narrowed]").forEach(node => { node.hidden = node.dataset.narrowed !== select.value; });
    for (const own of document.querySelectorAll("form.filter select[name=family]")) {
      if ([...own.options].some(option => option.value === select.value)) {
        own.value = select.value;
        own.form.dispatchEvent(new Event("input"));
      }
    }
    for (const row of document.querySelectorAll("tr[data-family]")) {
      row.classList.toggle("elsewhere", select.value !== "" && row.dataset.family !== select.value && !filters(row));
    }
    document.querySelectorAll(".picture svg").forEach(svg => dim(svg, select.value));
  }

  /** The boxes of the answer for a budget may leave one family, too. */
  function follow() {
    const checked = boxes.filter(box => box.checked);
    const only = checked.length === 1 && boxes.length > 1 ? checked[0].value : "";
    if (boxes.length > 0 && select.value !== only) {
      select.value = only;
      narrow();
    }
  }

  select.addEventListener("change", () => {
    boxes.forEach(box => { box.checked = select.value === "" || box.value === select.value; });
    if (boxes.length > 0) decision.dispatchEvent(new Event("input"));
    narrow();
  });
  if (decision) {
    decision.addEventListener("input", follow);
    decision.addEventListener("reset", () => setTimeout(follow));
    addEventListener("hashchange", follow);
  }
  document.getElementById("narrow").hidden = false;
  select.value = "";
  follow();
})();
