package io.convbench.reports.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.foundation.text.VisibleText;
import io.convbench.reports.selection.NotJudged;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Metric.Goal;
import io.convbench.results.selection.PairedAccuracies;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selector;
import io.convbench.results.statistics.McNemar;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the page's script chooses from, as JSON. */
final class DecisionData {

  /**
   * A metric.
   *
   * @param least true when the lower value is better
   * @param factor of the unit in which values are shown
   */
  record Measured(
      String id, String label, String unit, double factor, boolean least, boolean timed) {

    static Measured of(Metric metric) {
      Scale scale = Scale.of(metric);
      return new Measured(
          metric.id(),
          metric.label(),
          scale.unit(),
          scale.factor(),
          metric.goal() == Goal.LEAST,
          metric.isTimed());
    }
  }

  /**
   * A candidate.
   *
   * @param name of its configuration
   * @param verdict sign of its latency
   * @param doubts why its latency is not valid
   * @param otherSize why accuracies that were published for another input size than ran do not
   *     count; empty where they do
   * @param obstacle why it cannot be chosen whatever the question; empty when it can
   * @param scored index of its accuracy in {@code pairs}; null where none was measured
   * @param figures by metric: value, lower end, upper end, source; ends that are not known are null
   */
  record Entry(
      String architecture,
      String family,
      String engine,
      String device,
      String precision,
      String batch,
      String threads,
      String machine,
      String name,
      String verdict,
      String doubts,
      String otherSize,
      String obstacle,
      Integer scored,
      Map<String, List<Object>> figures) {}

  /**
   * Everything.
   *
   * @param pairs McNemar's p-value of two accuracies, by the index of the one and of an earlier
   *     one; negative where the earlier one is right more often, null where there is no test
   * @param marks what signs of verdicts mean
   */
  record Everything(
      List<Measured> metrics,
      List<Entry> candidates,
      List<List<Double>> pairs,
      Map<String, String> marks) {}

  private DecisionData() {}

  /**
   * The data as JSON that can stand in a script element: no character of it ends the element or
   * begins a comment, and every hidden character of a name is shown.
   *
   * @param paired compares accuracies
   */
  static String json(History history, PairedAccuracies paired) {
    List<Row> scored =
        history.candidates().stream().flatMap(one -> accuracy(one).stream()).distinct().toList();
    Map<String, String> marks = new LinkedHashMap<>();
    Stream.of(Verdict.values())
        .filter(verdict -> !verdict.sign().isEmpty())
        .forEach(verdict -> marks.put(verdict.sign(), verdict.word()));
    Everything everything =
        new Everything(
            Stream.of(Metric.values()).map(Measured::of).toList(),
            history.candidates().stream()
                .map(one -> entry(one, history.candidates(), scored))
                .toList(),
            pairs(history.candidates(), scored, paired),
            marks);
    try {
      return new ObjectMapper()
          .writeValueAsString(everything)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers are not JSON", e);
    }
  }

  /** The row with the accuracy that was measured. */
  private static Optional<Row> accuracy(Candidate one) {
    return one.cells().stream()
        .filter(row -> row.ok() && row.number(Column.TOP1).isPresent())
        .findFirst();
  }

  private static List<List<Double>> pairs(
      List<Candidate> candidates, List<Row> scored, PairedAccuracies paired) {
    List<Candidate> first =
        scored.stream()
            .map(
                row ->
                    candidates.stream()
                        .filter(one -> accuracy(one).equals(Optional.of(row)))
                        .findFirst()
                        .orElseThrow())
            .toList();
    List<List<Double>> pairs = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      List<Double> line = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        line.add(paired.test(first.get(i), first.get(j)).map(DecisionData::signed).orElse(null));
      }
      pairs.add(line);
    }
    return pairs;
  }

  /** Where both are right equally often the p-value is 1 and its sign means nothing. */
  private static double signed(McNemar test) {
    double p = Math.max(test.pValue(), Double.MIN_NORMAL);
    return test.onlyFirst() < test.onlySecond() ? -p : p;
  }

  private static Entry entry(Candidate one, List<Candidate> all, List<Row> scored) {
    Configuration configuration = one.configuration();
    Map<String, List<Object>> figures = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      metric.of(one).ifPresent(figure -> figures.put(metric.id(), figure(figure)));
    }
    return new Entry(
        VisibleText.of(one.architecture()),
        VisibleText.of(one.family()),
        VisibleText.of(configuration.engine()),
        VisibleText.of(configuration.device()),
        VisibleText.of(configuration.precision()),
        Controls.batch(one),
        Controls.threads(one),
        VisibleText.of(Place.machine(one)),
        VisibleText.of(name(one, all)),
        one.verdict() == Verdict.UNKNOWN && !one.has(Column.LATENCY_P50_MS)
            ? ""
            : one.verdict().sign(),
        VisibleText.of(one.verdictReasons()),
        Selector.otherSize(one),
        VisibleText.of(obstacle(one)),
        accuracy(one).map(scored::indexOf).orElse(null),
        figures);
  }

  /** Among those of its machine, which is chosen apart. */
  private static String name(Candidate one, List<Candidate> all) {
    return ConfigurationNames.of(
            all.stream()
                .filter(other -> Place.machine(other).equals(Place.machine(one)))
                .map(Candidate::configuration)
                .toList())
        .name(one.configuration());
  }

  private static List<Object> figure(Estimate one) {
    List<Object> figure = new ArrayList<>();
    figure.add(one.value());
    figure.add(end(one.low()));
    figure.add(end(one.high()));
    figure.add(one.source().name().toLowerCase(Locale.ROOT));
    return figure;
  }

  private static Object end(OptionalDouble end) {
    return end.isPresent() ? end.getAsDouble() : null;
  }

  /** That of a question for a metric that it has. */
  private static String obstacle(Candidate one) {
    return Stream.of(Metric.values())
        .filter(metric -> metric.of(one).isPresent())
        .findFirst()
        .flatMap(
            metric ->
                Selector.select(List.of(one), Question.of(metric, List.of()), PairedAccuracies.NONE)
                    .setAside()
                    .stream()
                    .findFirst())
        .map(NotJudged::reason)
        .orElse("");
  }
}
