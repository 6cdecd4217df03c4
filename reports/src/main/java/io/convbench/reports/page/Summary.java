package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.findings.Candidate;
import io.convbench.reports.findings.Configuration;
import io.convbench.reports.findings.Findings;
import io.convbench.reports.selection.ParetoFront;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands on top of the report: what was run and what came out, in a few words. */
final class Summary {

  private final Findings findings;

  Summary(Findings findings) {
    this.findings = findings;
  }

  /** What was run, in one sentence. */
  String sentence() {
    long architectures = findings.cells().stream().map(Findings::architecture).distinct().count();
    List<Configuration> ran =
        findings.configurations().stream().filter(Configuration::ran).toList();
    String measurements = words(findings.cells().stream().map(Findings::measurement));
    String what = architectures == 1 ? "One architecture" : architectures + " architectures";
    if (ran.isEmpty()) {
      return "%s; no model ran; computed: %s.".formatted(what, measurements);
    }
    String batches = words(ran.stream().map(Configuration::batch).filter(n -> n > 0));
    String threads = words(ran.stream().map(Configuration::threads).filter(n -> n > 0));
    return "%s with %s on %s%s%s; %s; measured: %s."
        .formatted(
            what,
            words(ran.stream().map(Configuration::engine)),
            words(ran.stream().map(Configuration::device)),
            batches.isEmpty() ? "" : "; batch " + batches,
            threads.isEmpty() ? "" : "; threads " + threads,
            words(ran.stream().map(Configuration::precision)),
            measurements);
  }

  private static String words(Stream<?> values) {
    return values.distinct().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** The figures that readers look for first. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Cells", cells()));
    fastest().ifPresent(one -> facts.add(fast(one)));
    best().ifPresent(one -> facts.add(accurate(one)));
    extreme(Column.MODEL_RSS_BYTES, Comparator.naturalOrder())
        .ifPresent(
            one ->
                facts.add(
                    new Fact(
                        "Least memory",
                        "%s, %s MiB"
                            .formatted(
                                one.architecture(),
                                Rounding.significant(
                                    Rounding.mebibytes(value(one, Column.MODEL_RSS_BYTES)))),
                        "added by the model" + place(one))));
    furthest()
        .ifPresent(
            one ->
                facts.add(
                    new Fact(
                        "Largest departure from Keras",
                        "%s, %s"
                            .formatted(
                                one.architecture(),
                                Rounding.scientific(value(one, Column.CONFORMANCE_ERROR))),
                        "standard deviations of the logits, limit %s%s"
                            .formatted(Rounding.plain(one.conformanceLimit()), place(one)))));
    return facts;
  }

  /** Who is on which Pareto front. */
  List<Fact> fronts() {
    List<Fact> fronts = new ArrayList<>();
    front("Accuracy against MACs", findings.architectures(), Column.MACS).ifPresent(fronts::add);
    for (Configuration configuration : findings.configurations()) {
      front(
              "Accuracy against latency, " + configuration.label(),
              findings.in(configuration),
              Column.LATENCY_P50_MS)
          .ifPresent(fronts::add);
    }
    return fronts;
  }

  private static Optional<Fact> front(String name, List<Candidate> candidates, Column cost) {
    List<Candidate> having =
        candidates.stream().filter(one -> one.has(cost) && one.top1().isPresent()).toList();
    String names =
        ParetoFront.of(
                ParetoFront.comparable(having, Summary::measured),
                one -> value(one, cost),
                Summary::accuracy)
            .stream()
            .map(Candidate::architecture)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? Optional.empty() : Optional.of(new Fact(name, names));
  }

  private String cells() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Row row : findings.cells()) {
      counts.merge(row.text(Column.STATUS).orElse("no status"), 1, Integer::sum);
    }
    String words =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return counts.size() == 1 ? words : findings.cells().size() + ": " + words;
  }

  private Optional<Candidate> fastest() {
    return extreme(Column.LATENCY_P50_MS, Comparator.naturalOrder());
  }

  private Optional<Candidate> best() {
    List<Candidate> having =
        findings.architectures().stream().filter(one -> one.top1().isPresent()).toList();
    return ParetoFront.comparable(having, Summary::measured).stream()
        .max(Comparator.comparingDouble(Summary::accuracy));
  }

  private Fact fast(Candidate one) {
    String value =
        "%s, %s ms"
            .formatted(one.architecture(), Rounding.significant(value(one, Column.LATENCY_P50_MS)));
    return new Fact("Fastest", value, "median" + place(one));
  }

  /** On what it ran where there is a choice. */
  private String place(Candidate one) {
    return findings.configurations().size() > 1 ? ", " + one.configuration().label() : "";
  }

  private static Fact accurate(Candidate one) {
    String value = "%s, %s %% top‑1".formatted(one.architecture(), Rounding.percent(accuracy(one)));
    return new Fact(
        "Most accurate",
        value,
        measured(one) ? "measured" + interval(one) : "published, not measured here");
  }

  private static String interval(Candidate one) {
    String interval =
        TableCell.percent(
                one.number(Column.TOP1),
                one.number(Column.TOP1_CI95_LOW),
                one.number(Column.TOP1_CI95_HIGH))
            .below();
    return interval.isEmpty() ? "" : ", 95 % interval " + interval;
  }

  /** Whose error is largest beside what its precision allows. */
  private Optional<Candidate> furthest() {
    return findings.candidates().stream()
        .filter(one -> one.has(Column.CONFORMANCE_ERROR))
        .max(
            Comparator.comparing(
                one -> value(one, Column.CONFORMANCE_ERROR) / one.conformanceLimit()));
  }

  private Optional<Candidate> extreme(Column column, Comparator<Double> order) {
    return findings.candidates().stream()
        .filter(one -> one.has(column))
        .min(Comparator.comparing(one -> value(one, column), order));
  }

  private static double accuracy(Candidate one) {
    return one.top1().orElseThrow().fraction();
  }

  private static boolean measured(Candidate one) {
    return one.top1().orElseThrow().measured();
  }

  private static double value(Candidate one, Column column) {
    return one.number(column).orElseThrow();
  }
}
