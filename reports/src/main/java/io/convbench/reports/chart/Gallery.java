package io.convbench.reports.chart;

import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.findings.Candidate;
import io.convbench.reports.findings.Configuration;
import io.convbench.reports.findings.Findings;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All charts of a report in their order. */
public final class Gallery {

  private final Findings findings;
  private final List<Plate> plates = new ArrayList<>();

  private Gallery(Findings findings) {
    this.findings = findings;
  }

  /** Draws what the findings allow; what they do not allow is there with its reason. */
  public static List<Plate> of(Findings findings) {
    Optional<String> problem = Fonts.problem();
    if (problem.isPresent()) {
      return List.of(new Absent("Charts", "No chart was drawn: " + problem.get() + "."));
    }
    Gallery gallery = new Gallery(findings);
    gallery.plates.add(AccuracyChart.againstMacs().draw(findings.architectures()));
    gallery.timed();
    gallery.plates.add(LayerKindChart.draw(findings.architectures()));
    gallery.computed();
    return List.copyOf(gallery.plates);
  }

  /**
   * Draws the reliability diagrams of the accuracies whose predictions are at hand; none where
   * nothing can be drawn, which {@link #of} says.
   */
  public static List<Figure> reliability(Evidence evidence) {
    return Fonts.problem().isPresent() ? List.of() : ReliabilityChart.draw(evidence.predicted());
  }

  /** Charts of latency and memory, one of each per device, batch, precision and threads. */
  private void timed() {
    Map<Configuration, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : findings.candidates()) {
      if (candidate.configuration().batch() > 0) {
        groups
            .computeIfAbsent(candidate.configuration().anyEngine(), key -> new ArrayList<>())
            .add(candidate);
      }
    }
    if (groups.isEmpty()) {
      plates.add(new Absent("Latency and memory", "Neither was measured in this run."));
    }
    groups.forEach(this::timed);
  }

  private void timed(Configuration group, List<Candidate> candidates) {
    List<Configuration> engines =
        candidates.stream().map(Candidate::configuration).distinct().toList();
    Configuration one = engines.size() == 1 ? engines.get(0) : group;
    if (candidates.stream().noneMatch(Gallery::timed)) {
      plates.add(new Absent("Latency and memory: " + one.label(), reason(candidates)));
      return;
    }
    for (Configuration engine : engines) {
      plates.add(
          AccuracyChart.againstLatency(engine.slug(), engine.label()).draw(findings.in(engine)));
    }
    plates.add(LatencyChart.draw(one.slug(), one.label(), candidates));
    plates.add(MemoryChart.draw(one.slug(), one.label(), candidates));
  }

  /** Charts of what batch and threads do not change: one per device and precision. */
  private void computed() {
    Map<String, Map<String, Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : findings.candidates()) {
      Configuration own = candidate.configuration().untimed();
      if (own.ran()) {
        groups
            .computeIfAbsent(own.anyEngine().slug(), key -> new LinkedHashMap<>())
            .putIfAbsent(own.slug() + " " + candidate.architecture(), candidate);
      }
    }
    groups.forEach((slug, group) -> computed(List.copyOf(group.values())));
  }

  private void computed(List<Candidate> candidates) {
    List<Configuration> engines =
        candidates.stream().map(one -> one.configuration().untimed()).distinct().toList();
    if (candidates.stream().noneMatch(Gallery::computed)) {
      return;
    }
    Configuration one = engines.size() == 1 ? engines.get(0) : engines.get(0).anyEngine();
    plates.add(PublishedChart.draw(one.slug(), one.label(), candidates));
    plates.add(ConformanceChart.draw(one.slug(), one.label(), candidates));
  }

  private static boolean timed(Candidate candidate) {
    return candidate.has(Column.LATENCY_P50_MS) || candidate.has(Column.MODEL_RSS_BYTES);
  }

  private static boolean computed(Candidate candidate) {
    return timed(candidate)
        || candidate.has(Column.TOP1)
        || candidate.has(Column.CONFORMANCE_ERROR);
  }

  private static String reason(List<Candidate> candidates) {
    return candidates.stream()
        .flatMap(candidate -> candidate.cells().stream())
        .filter(row -> !row.ok())
        .map(Gallery::reason)
        .findFirst()
        .map(reason -> "Nothing was measured: " + reason + ".")
        .orElse("Nothing was measured.");
  }

  private static String reason(Row row) {
    return row.text(Column.STATUS).orElse("no status")
        + row.text(Column.REASON).map(reason -> ", " + reason).orElse("");
  }
}
