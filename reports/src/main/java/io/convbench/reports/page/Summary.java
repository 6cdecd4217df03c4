package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import io.convbench.results.selection.LatencyChoice;
import io.convbench.results.selection.ParetoFront;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands on top of the report: what was run and what came out, in a few words, of all or of a
 * family.
 */
final class Summary {

  private final History findings;
  private final Optional<String> family;

  Summary(History findings) {
    this(findings, Optional.empty());
  }

  private Summary(History findings, Optional<String> family) {
    this.findings = findings;
    this.family = family;
  }

  /** Of a family alone, but for the sentence. */
  Summary of(String one) {
    return new Summary(findings, Optional.of(one));
  }

  /** What was run, in one sentence. */
  String sentence() {
    long architectures =
        findings.observations().stream().map(Observation::architecture).distinct().count();
    List<Configuration> ran =
        Stream.concat(
                findings.configurations().stream(),
                findings.scenarios().stream().map(one -> one.configuration().anyBatch()))
            .filter(Configuration::ran)
            .toList();
    String measurements =
        words(
            findings.observations().stream()
                .map(one -> one.row().text(Column.SCENARIO).orElse(one.measurement())));
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
    least(Column.MODEL_RSS_BYTES, one -> one.has(Column.MODEL_RSS_BYTES))
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
    nearest().ifPresent(one -> facts.add(near(one)));
    return facts;
  }

  /** Who is on which Pareto front. */
  List<Fact> fronts() {
    List<Fact> fronts = new ArrayList<>();
    front("Accuracy against MACs", "", own(findings.architectures()), Column.MACS)
        .ifPresent(fronts::add);
    for (LatencyChoice choice : LatencyChoice.of(findings)) {
      front(
              "Accuracy against latency, " + findings.names().label(choice.shared()),
              choice.chosen() ? "each in its fastest configuration" : "",
              own(choice.fastest()),
              Column.LATENCY_P50_MS)
          .ifPresent(fronts::add);
    }
    return fronts;
  }

  private static Optional<Fact> front(
      String name, String note, List<Candidate> candidates, Column cost) {
    List<Candidate> having =
        candidates.stream().filter(one -> one.has(cost) && one.top1().isPresent()).toList();
    String names =
        ParetoFront.of(
                ParetoFront.comparable(having, Summary::measured),
                one -> value(one, cost),
                Summary::accuracy)
            .stream()
            .map(one -> one.architecture() + mark(one))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? Optional.empty() : Optional.of(new Fact(name, names, note));
  }

  private List<Candidate> own(List<Candidate> all) {
    return all.stream().filter(one -> isOwn(one.family())).toList();
  }

  private boolean isOwn(String one) {
    return family.isEmpty() || family.get().equals(one);
  }

  private String cells() {
    List<Row> cells =
        findings.observations().stream()
            .filter(one -> isOwn(one.family()))
            .map(Observation::row)
            .toList();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Row row : cells) {
      counts.merge(row.text(Column.STATUS).orElse("no status"), 1, Integer::sum);
    }
    String words =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return counts.size() == 1 ? words : cells.size() + ": " + words;
  }

  private Optional<Candidate> fastest() {
    return least(Column.LATENCY_P50_MS, Candidate::hasUsableLatency);
  }

  private Optional<Candidate> best() {
    List<Candidate> having =
        own(findings.architectures()).stream().filter(one -> one.top1().isPresent()).toList();
    return ParetoFront.comparable(having, Summary::measured).stream()
        .max(Comparator.comparingDouble(Summary::accuracy));
  }

  private Fact fast(Candidate one) {
    Optional<Mark> mark = Mark.of(one.verdict());
    String value =
        "%s, %s ms%s"
            .formatted(
                one.architecture(),
                Rounding.significant(value(one, Column.LATENCY_P50_MS)),
                mark.map(Mark::sign).orElse(""));
    String why = one.verdictReasons().isEmpty() ? "" : ": reasons in the table";
    String doubt =
        mark.map(sign -> " (%s verdict %s%s)".formatted(sign.sign(), one.verdict().word(), why))
            .orElse("");
    return new Fact("Fastest", value, "median" + doubt + place(one));
  }

  /** On what it ran where there is a choice. */
  private String place(Candidate one) {
    return findings.configurations().size() > 1
        ? ", " + findings.names().name(one.configuration())
        : "";
  }

  private Fact accurate(Candidate one) {
    String value =
        "%s, %s %% top‑1%s"
            .formatted(one.architecture(), Rounding.percent(accuracy(one)), mark(one));
    return new Fact(
        "Most accurate",
        value,
        measured(one)
            ? "measured" + interval(one) + place(one)
            : "published, not measured here" + otherSize(one));
  }

  private static String otherSize(Candidate one) {
    return mark(one).isEmpty()
        ? ""
        : "; %s at %s pixels, not at the size that ran"
            .formatted(mark(one), Rounding.fixed(value(one, Column.PUBLISHED_INPUT_SIZE), 0));
  }

  /** The asterisk of an accuracy that was published at another size. */
  private static String mark(Candidate one) {
    return one.top1().orElseThrow().atOtherSize() ? Mark.OTHER_SIZE.sign() : "";
  }

  private Fact near(Candidate one) {
    double share = value(one, Column.CONFORMANCE_ERROR) / one.conformanceLimit();
    return new Fact(
        "Nearest to its conformance limit",
        "%s at %s %%".formatted(one.architecture(), Rounding.significant(100 * share)),
        "%s of %s standard deviations of the reference's logits%s"
            .formatted(
                Rounding.scientific(value(one, Column.CONFORMANCE_ERROR)),
                Rounding.plain(one.conformanceLimit()),
                place(one)));
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

  /** Whose error is the largest share of what its precision allows. */
  private Optional<Candidate> nearest() {
    return own(findings.candidates()).stream()
        .filter(one -> one.has(Column.CONFORMANCE_ERROR))
        .max(
            Comparator.comparing(
                one -> value(one, Column.CONFORMANCE_ERROR) / one.conformanceLimit()));
  }

  private Optional<Candidate> least(Column column, Predicate<Candidate> among) {
    return own(findings.candidates()).stream()
        .filter(among)
        .min(Comparator.comparing(one -> value(one, column)));
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
