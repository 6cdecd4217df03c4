"use strict";
/*
 * The rules by which io.convbench.results.selection.Selector chooses, for the page: SelectionInBrowserIT
 * asks both the same questions. A figure is [value, low, high, source]; ends may be null.
 */
const selection = (() => {
  const FITS = ["meets", "uncertain", "fails"];
  const LEVEL = 0.05;
  const DECIDING = ["top1", "p50", "memory", "macs", "parameters"];

  const least = (data, id) => data.metrics.find(metric => metric.id === id).least;

  /** 0: also at the bad end of its interval; 1: may be; 2: not even at the good end. */
  function judge(figure, limit, isLeast) {
    const [value, low, high] = figure;
    const holds = end => isLeast ? end <= limit : end >= limit;
    const bad = isLeast ? high : low;
    if (bad !== null && holds(bad)) return 0;
    const good = isLeast ? low : high;
    return holds(good === null ? value : good) ? 1 : 2;
  }

  function figures(candidate, question) {
    const all = Object.entries(candidate.figures);
    return Object.fromEntries(question.measured ? all.filter(([, one]) => one[3] !== "published") : all);
  }

  const rank = (data, id, one) => {
    const figure = one.figures[id];
    return figure ? (least(data, id) ? figure[0] : -figure[0]) : Infinity;
  };

  const by = (data, ids) => (a, b) => {
    for (const id of ids) {
      const x = rank(data, id, a), y = rank(data, id, b);
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };

  const apart = (a, b) =>
    a[1] !== null && a[2] !== null && b[1] !== null && b[2] !== null && (a[2] < b[1] || b[2] < a[1]);

  /** Holm's correction, in the order given. */
  function holm(values) {
    const ascending = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
    const corrected = [];
    let before = 0;
    ascending.forEach((index, i) => {
      before = Math.max(before, Math.min(1, (values.length - i) * values[index]));
      corrected[index] = before;
    });
    return corrected;
  }

  /**
   * Chooses among candidates.
   *
   * question: objective and limits by metric, in the metrics' own units; measured: published
   * figures take no part; uncertain: it is enough that a candidate may fit.
   */
  function choose(data, candidates, question) {
    const limits = Object.entries(question.limits);
    const needed = [question.objective, ...limits.map(([id]) => id)];
    const deciding = by(data, DECIDING.filter(id => id !== question.objective));
    const better = by(data, [question.objective, ...DECIDING.filter(id => id !== question.objective)]);
    const setAside = [], assessed = [];
    for (const candidate of candidates) {
      const own = figures(candidate, question);
      const missing = needed.filter((id, i) => !own[id] && needed.indexOf(id) === i);
      if (candidate.obstacle) {
        setAside.push({ candidate, reason: candidate.obstacle });
      } else if (missing.length > 0) {
        const labels = data.metrics.filter(metric => missing.includes(metric.id)).map(metric => metric.label);
        const why = !question.measured && missing.some(id => /^top/.test(id)) ? candidate.otherSize : "";
        setAside.push({ candidate, reason: `no ${question.measured ? "measured " : ""}${labels.join(", ")}${why}` });
      } else {
        const fits = limits.map(([id, limit]) => judge(own[id], limit, least(data, id)));
        assessed.push({ candidate, figures: own, fits, fit: Math.max(0, ...fits) });
      }
    }
    const isFitting = fit => fit === 0 || (question.uncertain && fit === 1);
    assessed.sort((a, b) => a.fit - b.fit || better(a, b));
    const fitting = assessed.filter(one => isFitting(one.fit));

    /** McNemar's signed p-value, positive where the first is right more often; or null. */
    const test = (a, b) => {
      const i = a.candidate.scored, j = b.candidate.scored;
      if (question.objective !== "top1" || a === b || i === null || j === null) return null;
      if (i === j) return 1;
      const p = i > j ? data.pairs[i][j] : data.pairs[j][i];
      return p === null || i > j ? p : -p;
    };

    /** Whether one is really better than each of others. */
    const differences = (one, others) => {
      const tests = others.map(other => test(one, other));
      const corrected = holm(tests.filter(p => p !== null).map(Math.abs));
      return others.map((other, i) => {
        const p = tests[i] === null ? null : corrected.shift();
        const [own] = one.figures[question.objective], [its] = other.figures[question.objective];
        return p === null
          ? apart(one.figures[question.objective], other.figures[question.objective])
          : (own - its) * tests[i] > 0 && p < LEVEL;
      });
    };

    /** Of an architecture's configurations that cannot be told apart, what else is better decides. */
    const representative = all => {
      const real = differences(all[0], all);
      return all.reduce((best, one, i) => i > 0 && !real[i] && deciding(one, best) < 0 ? one : best);
    };

    const architectures = new Map();
    for (const one of [...fitting].sort(better)) {
      const name = one.candidate.architecture;
      architectures.set(name, [...(architectures.get(name) || []), one]);
    }
    const representatives = [...architectures.values()].map(representative);
    const choice = representatives[0] || null;
    let others = representatives.slice(1);
    if (choice && others.length === 0) {
      others = fitting.filter(one => one !== choice).sort(better);
    }
    const real = choice ? differences(choice, others) : [];
    const rivals = others.map((one, i) => ({ ...one, ties: !real[i] }));
    return {
      question, assessed, setAside, choice, rivals,
      findings: limits.map(([id, limit], i) => ({
        id, limit,
        counts: FITS.map((_, fit) => assessed.filter(one => one.fits[i] === fit).length),
        relaxations: relaxations(data, question, assessed, choice, i, id, limit, isFitting, better)
      }))
    };
  }

  /** What a looser limit would buy, the nearest first and each better than the one before. */
  function relaxations(data, question, assessed, choice, i, id, limit, isFitting, better) {
    const gain = one => {
      const [value] = one.figures[question.objective], [chosen] = choice.figures[question.objective];
      return least(data, question.objective) ? chosen - value : value - chosen;
    };
    const all = [];
    for (const one of assessed) {
      const others = Math.max(0, ...one.fits.filter((_, j) => j !== i));
      if (!isFitting(others) || isFitting(one.fits[i]) || (choice && gain(one) <= 0)) continue;
      const [value, low, high] = one.figures[id];
      const end = question.uncertain
        ? (least(data, id) ? low : high) ?? value
        : least(data, id) ? high : low;
      if (end === null) continue;
      all.push({ one, end, by: Math.abs(end - limit), gain: choice ? gain(one) : null });
    }
    all.sort((a, b) => better(a.one, b.one));
    const quality = relaxation => -rank(data, question.objective, relaxation.one);
    return front(all, relaxation => relaxation.by, quality);
  }

  /** Those that no other beats, by ascending cost; equal ones are all on it. */
  function front(choices, cost, quality) {
    const kept = [];
    for (const one of [...choices].sort((a, b) => cost(a) - cost(b) || quality(b) - quality(a))) {
      const last = kept[kept.length - 1];
      if (!last || quality(one) > quality(last) || (quality(one) === quality(last) && cost(one) === cost(last))) {
        kept.push(one);
      }
    }
    return kept;
  }

  return { choose, front };
})();
