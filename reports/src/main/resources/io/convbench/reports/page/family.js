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
  /* Pixels that the place of a mark is wide at most; that of a row of bars is as wide as the chart. */
  const MARK = 48;

  /** The family of the architecture that a text begins with. */
  const familyOf = text => families.get(text.split(/[:, ]/, 1)[0].replace(/[*~!?\u2020]+$/, ""));

  /** How far the middles of two boxes are apart. */
  const apart = (one, other) => Math.hypot(one.left + one.right - other.left - other.right,
    one.top + one.bottom - other.top - other.bottom) / 2;

  const holds = (box, left, top, right, bottom) => left >= box.left - EDGE && right <= box.right + EDGE
    && top >= box.top - EDGE && bottom <= box.bottom + EDGE;

  /** The mark at which a line begins or ends, as lines along a family and to names do. */
  function markAtEnd(line, hints) {
    if (!(line instanceof SVGGeometryElement)) return undefined;
    const toScreen = line.getScreenCTM();
    return [0, line.getTotalLength()]
      .map(at => line.getPointAtLength(at).matrixTransform(toScreen))
      .map(end => hints.find(one => one.box.width <= MARK && holds(one.box, end.x, end.y, end.x, end.y)))
      .find(mark => mark !== undefined);
  }

  function dim(svg, chosen) {
    svg.querySelectorAll(".foreign").forEach(node => node.classList.remove("foreign"));
    if (chosen === "") return;
    const foreign = family => family !== undefined && family !== chosen;
    const hints = [...svg.querySelectorAll("rect[pointer-events=all]")].map(node => {
      const box = node.getBoundingClientRect();
      return { box, family: familyOf(node.textContent) };
    });
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
      const around = hints.filter(one => holds(one.box, box.left, box.top, box.right, box.bottom));
      /* Where marks or lines are close, a mark is near several. */
      const hint = around.sort((a, b) => apart(box, a.box) - apart(box, b.box))[0] ?? markAtEnd(shape, hints);
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
