"use strict";
/* What to take, live: the controls ask, selection.js answers, and the address keeps the question. */
(() => {
  const form = document.getElementById("decision");
  if (!form) return;
  const known = JSON.parse(document.getElementById("decision-data").textContent);
  const metric = id => known.metrics.find(one => one.id === id);
  const byId = id => document.getElementById(id);
  const STEPS = 100;
  const MOST_ROWS = 10;
  const NAMES = ["engine", "device", "precision", "batch", "threads", "family"];
  let all = false;

  // Words and numbers.

  const digits = value => {
    if (value === 0) return "0";
    return Math.abs(value) >= 999.5 ? value.toFixed(0) : value.toPrecision(3).replace(/e\+?.*$/, "");
  };
  const bare = (id, value) => {
    const scaled = value / metric(id).factor;
    return metric(id).unit === "%" ? scaled.toFixed(1) : Math.abs(scaled) < 0.001 && scaled !== 0 ? scaled.toExponential(1) : digits(scaled);
  };
  const text = (id, value) => `${bare(id, value)} ${metric(id).unit}`;
  const on = candidate => candidate.name ? ` on ${candidate.name}` : "";
  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...children.filter(child => child !== ""));
    return node;
  };
  const strong = words => element("strong", {}, words);

  // The form, and the question in it.

  const boxes = [...form.querySelectorAll("input[data-limit]")];
  const checks = name => [...form.querySelectorAll(`input[type=checkbox][name="${name}"]`)];
  const slider = box => byId(`${box.id}-slider`);
  const least = box => metric(box.dataset.limit).least;

  /** Sliders go in equal ratios; at the lax end there is no limit. */
  const position = box => {
    if (box.value === "" || !box.checkValidity()) return least(box) ? STEPS : 0;
    const low = Math.log(+box.dataset.least), high = Math.log(+box.dataset.largest);
    const part = high > low ? (Math.log(+box.value) - low) / (high - low) : 0;
    return Math.round(Math.min(1, Math.max(0, part)) * (STEPS - 1)) + (least(box) ? 0 : 1);
  };
  const valueAt = (box, at) => {
    if (at === (least(box) ? STEPS : 0)) return "";
    const low = Math.log(+box.dataset.least), high = Math.log(+box.dataset.largest);
    const value = Math.exp(low + (high - low) * (at - (least(box) ? 0 : 1)) / (STEPS - 1));
    return String(+value.toPrecision(3));
  };
  const showSlider = box => {
    const range = slider(box);
    range.value = position(box);
    range.setAttribute("aria-valuetext", box.value === "" ? "no limit" : `${box.value} ${metric(box.dataset.limit).unit}`);
  };

  function question() {
    const limits = {};
    for (const box of boxes) {
      if (box.value !== "" && box.checkValidity()) {
        limits[box.dataset.limit] = +(box.value * metric(box.dataset.limit).factor).toPrecision(12);
      }
    }
    return {
      objective: form.elements.objective.value,
      limits,
      measured: form.elements.measured.checked,
      uncertain: form.elements.uncertain.checked
    };
  }

  const machine = () => form.elements.machine ? form.elements.machine.value : known.candidates[0].machine;

  function candidates() {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    return known.candidates.filter(one =>
      one.machine === machine()
      && words.every(word => `${one.architecture} ${one.family} ${one.name}`.toLowerCase().includes(word))
      && NAMES.every(name => {
        const own = checks(name);
        return own.length === 0 || own.some(check => check.checked && check.value === one[name]);
      }));
  }

  // The address.

  function fragment() {
    const words = [];
    const add = (name, value) => words.push(`${name}=${value}`);
    for (const name of ["objective", "axis", "machine"]) {
      const select = form.elements[name];
      if (select && select.value !== initial(select)) add(name, encodeURIComponent(select.value));
    }
    boxes.filter(box => box.value !== "").forEach(box => add(box.dataset.limit, encodeURIComponent(box.value)));
    for (const name of NAMES) {
      const own = checks(name);
      if (own.some(check => check.checked !== check.defaultChecked)) {
        add(name, own.filter(check => check.checked).map(check => encodeURIComponent(check.value)).join(","));
      }
    }
    for (const name of ["measured", "uncertain"]) {
      const check = form.elements[name];
      if (check.checked !== check.defaultChecked) add(name, check.checked ? "yes" : "no");
    }
    if (form.elements.text.value !== "") add("text", encodeURIComponent(form.elements.text.value));
    return words.length === 0 ? "#take" : `#take?${words.join("&")}`;
  }

  const initial = select => [...select.options].find(option => option.defaultSelected)?.value ?? select.options[0].value;

  /** True when the address asks a question. */
  function readAddress() {
    if (!location.hash.startsWith("#take?")) return false;
    form.reset();
    for (const word of location.hash.slice("#take?".length).split("&")) {
      const [name, value = ""] = word.split("=", 2);
      const decoded = decode(value);
      const box = boxes.find(one => one.dataset.limit === name);
      if (box) {
        box.value = decoded;
      } else if (NAMES.includes(name)) {
        const chosen = value.split(",").map(decode);
        checks(name).forEach(check => { check.checked = chosen.includes(check.value); });
      } else if (name === "measured" || name === "uncertain") {
        form.elements[name].checked = decoded === "yes";
      } else if (name === "text") {
        form.elements.text.value = decoded;
      } else if (["objective", "axis", "machine"].includes(name)) {
        const select = form.elements[name];
        if (select && [...select.options].some(option => option.value === decoded)) select.value = decoded;
      }
    }
    form.querySelectorAll("details").forEach(details => {
      details.open = details.open || boxes.some(box => details.contains(box) && box.value !== "");
    });
    return true;
  }

  function decode(value) {
    try {
      return decodeURIComponent(value);
    } catch (e) {
      return value;
    }
  }

  // The answer.

  function figure(one, id) {
    const own = one.figures[id];
    if (!own) return "";
    const mark = metric(id).timed ? one.candidate.verdict : "";
    return `${text(id, own[0])}${mark}${own[3] === "published" ? " (published)" : ""}`;
  }

  function interval(id, own) {
    return own[1] !== null && own[2] !== null && own[1] !== own[2] ? `${bare(id, own[1])}–${bare(id, own[2])}` : "";
  }

  function sentences(result) {
    const { choice, rivals, findings, question } = result;
    const lines = [];
    if (!choice) {
      lines.push(element("p", { class: "take" }, strong(result.assessed.length > 0 ? "Nothing surely fits."
        : result.setAside.length > 0 ? "No candidate could be judged." : "Nothing of what is chosen here was measured.")));
      const may = result.assessed.filter(one => one.fit === 1);
      if (may.length > 0) {
        lines.push(element("p", {}, `May fit, as an interval crosses a limit or is not known: ${named(may)}.`));
      }
    } else {
      lines.push(element("p", { class: "take" }, "Take ", strong(choice.candidate.architecture + on(choice.candidate)),
        `: ${[...new Set([question.objective, ...Object.keys(question.limits), form.elements.axis.value])]
          .filter(id => choice.figures[id]).map(id => `${metric(id).label} ${figure(choice, id)}`).join(" · ")}.`));
      const ties = rivals.filter(one => one.ties);
      lines.push(element("p", {}, ties.length > 0
        ? `Cannot be told from it by ${metric(question.objective).label}: ${named(ties, question.objective)}.`
        : rivals.length > 0 ? `Next: ${named(rivals.slice(0, 1), question.objective)}.` : "Nothing else fits."));
      if (choice.candidate.doubts) {
        lines.push(element("p", {}, `Its latency is ${known.marks[choice.candidate.verdict]}: ${choice.candidate.doubts}.`));
      }
    }
    for (const one of findings) {
      const [meets, uncertain, fails] = one.counts;
      let words = `${metric(one.id).label} ${metric(one.id).least ? "at most" : "at least"} ${text(one.id, one.limit)}: `
        + `${meets} meet it, ${uncertain} may, ${fails} do not.`;
      for (const { one: other, by, gain } of one.relaxations.slice(0, 2)) {
        words += ` ${text(one.id, by)} ${metric(one.id).least ? "more" : "less"} `
          + (gain === null ? "lets in " : `buys ${text(question.objective, gain).replace(" %", " points")}: `)
          + `${other.candidate.architecture}${on(other.candidate)}.`;
      }
      lines.push(element("p", { class: "muted" }, words));
    }
    if (result.setAside.length > 0) {
      const reasons = new Map();
      result.setAside.forEach(one => reasons.set(one.reason, [...(reasons.get(one.reason) || []), one]));
      lines.push(element("p", { class: "muted" },
        `Not judged: ${[...reasons].slice(0, 4).map(([reason, those]) => `${those.length}, ${reason}: ${named(those)}`).join(". ")}${reasons.size > 4 ? ". Others for other reasons" : ""}.`));
    }
    const wrong = boxes.filter(box => !box.checkValidity());
    if (wrong.length > 0) {
      lines.unshift(element("p", { class: "status-bad" },
        `Not a number of 0 or more, so no limit: ${wrong.map(box => metric(box.dataset.limit).label).join(", ")}.`));
    }
    return lines;
  }

  function named(some, id) {
    const names = some.slice(0, 5).map(one =>
      one.candidate.architecture + on(one.candidate) + (id ? `, ${text(id, one.figures[id][0])}` : ""));
    return names.join("; ") + (some.length > 5 ? `; and ${some.length - 5} more` : "");
  }

  // The table.

  function ranking(result) {
    const columns = [...new Set([result.question.objective, ...Object.keys(result.question.limits), form.elements.axis.value, "top1", "memory", "parameters"])]
      .filter(id => result.assessed.some(one => one.figures[id]));
    const ranked = result.choice ? [{ ...result.choice, ties: false }, ...result.rivals] : [];
    const shown = all ? ranked : ranked.slice(0, MOST_ROWS);
    const head = element("tr", {}, element("th", { scope: "col", class: "n" }, "Rank"), element("th", { scope: "col" }, "Architecture"), element("th", { scope: "col" }, "On"),
      ...columns.map(id => element("th", { scope: "col", class: "n" }, `${metric(id).label}, ${metric(id).unit}`)));
    const rows = shown.map((one, i) => element("tr", i === 0 ? { class: "choice" } : {},
      element("td", { class: "n" }, `${one.ties ? "≈ " : ""}${i + 1}`),
      element("th", { scope: "row" }, one.candidate.architecture),
      element("td", {}, one.candidate.name),
      ...columns.map(id => {
        const own = one.figures[id];
        if (!own) return element("td", { class: "n" });
        const cell = element("td", { class: "n" }, bare(id, own[0]) + (metric(id).timed ? one.candidate.verdict : ""));
        const ends = interval(id, own);
        if (ends) cell.append(element("small", {}, ends));
        if (one.candidate.doubts && metric(id).timed) cell.title = one.candidate.doubts;
        return cell;
      })));
    const table = byId("ranking");
    table.hidden = ranked.length === 0;
    table.tHead.replaceChildren(head);
    table.tBodies[0].replaceChildren(...rows);
    table.caption.textContent = `The best configuration of each architecture that fits, ${result.question.objective === "top1" ? "the most accurate" : "the best"} first; below each figure its interval. ≈: cannot be told from the first.`;
    const more = byId("ranking-more");
    more.hidden = ranked.length <= MOST_ROWS;
    more.textContent = all ? `Show ${MOST_ROWS}` : `Show all ${ranked.length}`;
  }

  // The chart.

  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...children);
    return node;
  };

  function ticks(low, high, logarithmic, most) {
    const steps = [];
    if (logarithmic) {
      for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
        [1, 2, 5].forEach(n => steps.push(+(n * 10 ** power).toPrecision(1)));
      }
    } else {
      const raw = (high - low) / most, power = 10 ** Math.floor(Math.log10(raw));
      const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= raw);
      for (let n = Math.ceil(low / step); n * step <= high; n++) steps.push(+(n * step).toPrecision(6));
    }
    let inside = steps.filter(step => step >= low && step <= high);
    if (logarithmic && inside.length < 2) return ticks(low, high, false, Math.min(most, 6));
    if (logarithmic && inside.length > most) inside = inside.filter(step => /^[0.]*[15]/.test(String(step)));
    if (logarithmic && inside.length > most) inside = inside.filter(step => /^[0.]*1/.test(String(step)));
    return inside;
  }

  const SHAPES = [
    (x, y, r) => svg("circle", { cx: x, cy: y, r }),
    (x, y, r) => svg("rect", { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 }),
    (x, y, r) => svg("path", { d: `M${x} ${y - r * 1.2}L${x + r * 1.15} ${y + r * 0.9}H${x - r * 1.15}Z` }),
    (x, y, r) => svg("path", { d: `M${x} ${y - r * 1.3}L${x + r * 1.3} ${y}L${x} ${y + r * 1.3}L${x - r * 1.3} ${y}Z` }),
    (x, y, r) => svg("path", { d: `M${x} ${y + r * 1.2}L${x + r * 1.15} ${y - r * 0.9}H${x - r * 1.15}Z` }),
    (x, y, r) => svg("path", { d: plus(x, y, r), transform: `rotate(45 ${x} ${y})` }),
    (x, y, r) => svg("path", { d: plus(x, y, r) })
  ];
  const plus = (x, y, r) => `M${x - r * 0.4} ${y - r * 1.2}h${r * 0.8}v${r * 0.8}h${r * 0.8}v${r * 0.8}h${-r * 0.8}v${r * 0.8}h${-r * 0.8}v${-r * 0.8}h${-r * 0.8}v${-r * 0.8}h${r * 0.8}Z`;

  /* Shape and colour are the engine where there are several, else the family, as in the other charts. */
  const COLORS = 13;
  const engines = [...new Set(known.candidates.map(one => one.engine))].filter(Boolean);
  const groupOf = candidate => engines.length > 1 ? candidate.engine : candidate.family;
  const groups = engines.length > 1 ? engines : [...new Set(known.candidates.map(groupOf))].sort();
  const place = candidate => Math.max(0, groups.indexOf(groupOf(candidate)));
  const dotOf = (index, ...at) => SHAPES[index % SHAPES.length](...at);

  function chart(result) {
    const picture = byId("decision-chart");
    const costId = form.elements.axis.value;
    const goodId = metric(result.question.objective).least ? "top1" : result.question.objective;
    const points = result.assessed.filter(one => one.figures[costId] && one.figures[goodId]);
    picture.replaceChildren();
    byId("decision-key").replaceChildren();
    const unjudged = result.setAside.some(one => one.candidate.obstacle && one.candidate.figures[costId] && one.candidate.figures[goodId]);
    byId("decision-chart-words").textContent = points.length > 0 || result.assessed.length + result.setAside.length === 0 ? "" : unjudged ? "Nothing to draw: what was not judged is not drawn." : `Nothing has both ${metric(costId)?.label ?? "a cost"} and ${metric(goodId)?.label ?? "an accuracy"}.`;
    if (points.length === 0) return;
    const width = Math.max(300, picture.clientWidth), height = width < 600 ? 380 : 460;
    const right = 14, top = 12, bottom = 44;
    const scaled = (one, id, i = 0) => one.figures[id][i] / metric(id).factor;
    const costs = points.map(one => scaled(one, costId)).filter(cost => cost > 0);
    const goods = points.map(one => scaled(one, goodId));
    const lowX = Math.min(...costs) / 1.15, highX = Math.max(...costs) * (width < 600 ? 1.5 : 1.25);
    const roomY = Math.max(0.5, (Math.max(...goods) - Math.min(...goods)) * 0.07);
    const lowY = Math.min(...goods) - roomY, highY = Math.max(...goods) + roomY;
    const goodTicks = ticks(lowY, highY, false, height / 55);
    const left = 26 + 7 * Math.max(...goodTicks.map(tick => String(tick).length), 0);
    const x = cost => left + (Math.log(cost) - Math.log(lowX)) / (Math.log(highX) - Math.log(lowX)) * (width - left - right);
    const y = good => top + (highY - good) / (highY - lowY) * (height - top - bottom);
    const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
    const line = (x1, y1, x2, y2, style) => drawing.append(svg("line", { x1, y1, x2, y2, class: style }));
    const word = (words, at, style, anchor = "start") => {
      drawing.append(svg("text", { x: at[0], y: at[1], class: style, "text-anchor": anchor }, words));
    };
    for (const tick of ticks(lowX, highX, true, width / 60)) {
      line(x(tick), top, x(tick), height - bottom, "grid");
      word(String(tick), [x(tick), height - bottom + 16], "tick", "middle");
    }
    for (const tick of goodTicks) {
      line(left, y(tick), width - right, y(tick), "grid");
      word(String(tick), [left - 6, y(tick) + 4], "tick", "end");
    }
    word(`${metric(costId).label}, ${metric(costId).unit} (logarithmic)`, [(left + width - right) / 2, height - 8], "tick", "middle");
    const axis = svg("text", { transform: `translate(12 ${(top + height - bottom) / 2}) rotate(-90)`, class: "tick", "text-anchor": "middle" }, `${metric(goodId).label}, ${metric(goodId).unit}`);
    drawing.append(axis);
    for (const { id, limit } of result.findings) {
      const at = limit / metric(id).factor;
      if (id === costId && at > lowX && at < highX) line(x(at), top, x(at), height - bottom, "bound");
      if (id === goodId && at > lowY && at < highY) line(left, y(at), width - right, y(at), "bound");
    }
    const fits = one => one.fit === 0 || (result.question.uncertain && one.fit === 1);
    const front = selection.front(points.filter(fits).filter(one => scaled(one, costId) > 0), one => scaled(one, costId), one => scaled(one, goodId));
    if (front.length > 0) {
      const path = front.map((one, i) => `${i ? "H" : "M"}${x(scaled(one, costId))}${i ? "V" : " "}${y(scaled(one, goodId))}`).join("");
      drawing.append(svg("path", { d: `${path}H${width - right}`, class: "front" }));
    }
    const taken = [];
    const dots = [...points].sort((a, b) => b.fit - a.fit || front.includes(a) - front.includes(b));
    for (const one of dots) {
      if (scaled(one, costId) <= 0) continue;
      const at = [x(scaled(one, costId)), y(scaled(one, goodId))];
      const chosen = one === result.choice;
      const own = one.figures[costId];
      if (fits(one) && own[1] !== null && own[2] !== null && own[1] > 0) {
        line(Math.max(left, x(own[1] / metric(costId).factor)), at[1], Math.min(width - right, x(own[2] / metric(costId).factor)), at[1], `whisker c${place(one.candidate) % COLORS}`);
      }
      const dot = dotOf(place(one.candidate), ...at, chosen ? 7 : 4.5);
      dot.setAttribute("class", `dot c${place(one.candidate) % COLORS} ${["meets", "may", "fails"][one.fit]}${chosen ? " chosen" : ""}`);
      dot.append(svg("title", {}, `${one.candidate.architecture}${on(one.candidate)}: ${metric(goodId).label} ${figure(one, goodId)}, ${metric(costId).label} ${figure(one, costId)}; ${["fits", "may fit", "does not fit"][one.fit]}`));
      drawing.append(dot);
      if (fits(one)) taken.push([at[0] - 6, at[1] - 6, at[0] + 6, at[1] + 6]);
    }
    /* What engines do not change, an architecture has at one place with all of them. */
    const same = (a, b) => a.candidate.architecture === b.candidate.architecture && scaled(a, costId) === scaled(b, costId) && scaled(a, goodId) === scaled(b, goodId);
    const shown = one => front.includes(result.choice) && same(one, result.choice) ? result.choice : front.find(other => same(one, other));
    const members = front.filter(one => one === shown(one));
    const names = labelled([...members].sort((a, b) => (b === result.choice) - (a === result.choice)), one => one.candidate.architecture);
    const numbered = !names.complete;
    drawing.append(...(numbered ? labelled(members, one => String(members.indexOf(one) + 1)) : names).nodes);
    if (numbered) byId("decision-chart-words").textContent = "Numbers are the Pareto front, the cheapest first:";
    byId("decision-key").replaceChildren(...(numbered ? members : []).map(one => element("li", {},
      one === result.choice ? strong(one.candidate.architecture) : one.candidate.architecture,
      `${front.some(other => other !== one && same(one, other)) ? "" : on(one.candidate)}, ${figure(one, costId)}, ${figure(one, goodId)}`)));
    function free(box, others) {
      return others.every(other => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    }
    /** Small boxes on a line, from beyond its own dot. */
    function along(x1, y1, x2, y2) {
      const length = Math.hypot(x2 - x1, y2 - y1), boxes = [];
      for (let at = 12; at < length - 2; at += 3) {
        const px = x1 + (x2 - x1) * at / length, py = y1 + (y2 - y1) * at / length;
        boxes.push([px - 1.5, py - 1.5, px + 1.5, py + 1.5]);
      }
      return boxes;
    }
    /** The labels of some, in the order in which they choose their places; complete if all have one. */
    function labelled(some, words) {
      const inked = [], nodes = [];
      const complete = some.map(one => [taken, []].some(dots => label(one, words(one), dots, inked, nodes))).every(Boolean);
      return { nodes, complete };
    }
    /** Near its dot, else with a line that crosses none of these dots and no other line or name. */
    function label(one, words, dots, inked, nodes) {
      const [cx, cy] = [x(scaled(one, costId)), y(scaled(one, goodId))];
      const wide = words.length * (one === result.choice ? 8 : 6.7) + 4;
      const spots = [[cx - 9, cy - 6, "end"], [cx + 9, cy + 13, "start"], [cx - 9, cy + 13, "end"], [cx + 9, cy - 6, "start"], [cx + 11, cy + 4, "start"], [cx - 11, cy + 4, "end"], [cx, cy - 14, "middle"], [cx, cy + 22, "middle"]];
      const near = spots.length;
      // Where dots crowd, farther away, with a line to the dot.
      for (let far = 26; far < 240; far += 14) {
        for (let turn = 0; turn < 16; turn++) {
          const across = Math.cos(turn * Math.PI / 8);
          spots.push([cx + far * across, cy + 4 + far * Math.sin(turn * Math.PI / 8), across > 0.3 ? "start" : across < -0.3 ? "end" : "middle"]);
        }
      }
      for (const [i, [lx, ly, anchor]] of spots.entries()) {
        const from = anchor === "end" ? lx - wide : anchor === "middle" ? lx - wide / 2 : lx;
        const box = [from, ly - 10, from + wide, ly + 3];
        const leader = i < near ? [] : along(cx, cy, Math.min(Math.max(cx, box[0]), box[2]), ly - 4);
        if (box[0] > left && box[2] < width && box[1] > 0 && box[3] < height - bottom && free(box, [...taken, ...inked]) && leader.every(part => free(part, [...dots, ...inked]))) {
          inked.push(box, ...leader);
          if (i >= near) nodes.push(svg("line", { x1: cx, y1: cy, x2: Math.min(Math.max(cx, box[0]), box[2]), y2: ly - 4, class: "leader" }));
          nodes.push(svg("text", { x: lx, y: ly, class: one === result.choice ? "name chosen" : "name", "text-anchor": anchor }, words));
          return true;
        }
      }
      return false;
    }
    drawing.setAttribute("aria-label", `${metric(goodId).label} against ${metric(costId).label} of ${points.length} candidates; on the Pareto front: ${front.map(one => one.candidate.architecture + on(one.candidate)).join(", ") || "none"}`);
    picture.append(drawing);
    const legend = groups.length > 1 ? groups.filter(group => points.some(one => groupOf(one.candidate) === group)) : [];
    byId("decision-legend").replaceChildren(...legend.map(group => {
      const i = groups.indexOf(group);
      const sign = svg("svg", { width: 16, height: 14, "aria-hidden": "true" });
      const dot = dotOf(i, 8, 7, 4.5);
      dot.setAttribute("class", `dot c${i % COLORS} meets`);
      sign.append(dot);
      return element("span", {}, sign, ` ${group}`);
    }));
  }

  // All of it.

  function answer() {
    boxes.forEach(showSlider);
    const result = selection.choose(known, candidates(), question());
    byId("decision-answer").replaceChildren(...sentences(result));
    ranking(result);
    chart(result);
    return result;
  }

  function asked() {
    answer();
    history.replaceState(null, "", fragment());
  }

  form.addEventListener("input", event => {
    const range = event.target.closest("input[type=range]");
    if (range) {
      const box = byId(range.id.replace(/-slider$/, ""));
      box.value = valueAt(box, +range.value);
    }
    asked();
  });
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(asked));
  for (const button of form.querySelectorAll("button[data-all]")) {
    button.addEventListener("click", () => {
      const own = checks(button.dataset.all);
      const every = own.every(check => check.checked);
      own.forEach(check => { check.checked = !every; });
      asked();
    });
  }
  byId("ranking-more").addEventListener("click", () => {
    all = !all;
    answer();
  });
  addEventListener("hashchange", () => {
    if (readAddress()) {
      answer();
      byId("live").scrollIntoView();
    }
  });
  let width = 0;
  addEventListener("resize", () => {
    if (byId("decision-chart").clientWidth !== width) {
      width = byId("decision-chart").clientWidth;
      answer();
    }
  });
  byId("live").hidden = false;
  const asks = readAddress();
  answer();
  if (asks) byId("live").scrollIntoView();
})();
