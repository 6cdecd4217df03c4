package io.convbench.results.comparison;

import io.convbench.foundation.text.Sentence;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePredictions;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.history.History;
import io.convbench.results.history.History.CellKey;
import io.convbench.results.history.Observation;
import io.convbench.results.trust.TimedRun;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a run measured, as far as runs are compared.
 *
 * @param run its id
 * @param time when its last cell ended
 * @param commit of convbench; empty when unknown
 * @param figures in the order in which cells ran
 * @param probes the machine's speed by the name of the calibration
 */
public record RunFigures(
    String run, Instant time, String commit, List<CellFigure> figures, Map<String, Probe> probes) {

  public RunFigures {
    figures = List.copyOf(figures);
    probes = Collections.unmodifiableMap(new TreeMap<>(probes));
  }

  /**
   * Reads what a run's folder keeps. What is damaged beside the rows is left out, as what is
   * missing.
   *
   * @param gap told of each accuracy whose predictions are damaged, a sentence; of the processes'
   *     rows {@link RecordedRun#gaps} tells
   */
  public static RunFigures of(RecordedRun run, Consumer<String> gap) {
    List<Row> attempts = attempts(run);
    Map<String, Long> rounds = new HashMap<>();
    for (Row row : run.rows()) {
      row.integer(Column.ROUNDS).ifPresent(count -> rounds.put(CellId.of(row), count));
    }
    Map<String, List<Row>> used = TimedRun.used(attempts, rounds);
    Map<String, Probe> probes = probes(used);
    List<CellFigure> figures = new ArrayList<>();
    for (Map.Entry<CellKey, List<Observation>> cell :
        History.of(List.of(run), Set.of()).cellHistories().entrySet()) {
      List<Observation> all = cell.getValue();
      Observation newest = all.get(all.size() - 1);
      for (Metric metric : Metric.of(newest.measurement())) {
        figure(cell.getKey(), newest, metric, used, probes, gap).ifPresent(figures::add);
      }
    }
    return new RunFigures(
        run.id(),
        run.rows().stream()
            .map(row -> row.time().orElse(Instant.EPOCH))
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH),
        run.rows().stream().flatMap(row -> row.text(Column.COMMIT).stream()).findFirst().orElse(""),
        figures,
        probes);
  }

  private static List<Row> attempts(RecordedRun run) {
    try {
      return run.attempts();
    } catch (IOException damaged) {
      return List.of();
    }
  }

  /** The figures by key. */
  Map<String, CellFigure> byKey() {
    Map<String, CellFigure> byKey = new LinkedHashMap<>();
    figures.forEach(one -> byKey.put(one.key(), one));
    return byKey;
  }

  /**
   * A cell that ended without a value has its first figure alone, as the others would repeat it.
   */
  private static Optional<CellFigure> figure(
      CellKey key,
      Observation one,
      Metric metric,
      Map<String, List<Row>> used,
      Map<String, Probe> probes,
      Consumer<String> gap) {
    Row row = one.row();
    boolean first = Metric.of(one.measurement()).get(0) == metric;
    if (row.number(metric.column()).isEmpty() && (row.ok() || !first)) {
      return Optional.empty();
    }
    Status status = row.status().orElse(Status.FAILED);
    return Optional.of(
        new CellFigure(
            CellId.of(row),
            metric,
            one.architecture(),
            one.configuration().engine(),
            where(key, one),
            status,
            row.text(Column.REASON).orElse(""),
            row.number(metric.column()),
            evidence(one, metric, used, probes, gap)));
  }

  private static Circumstances where(CellKey key, Observation one) {
    if (!one.configuration().ran()) {
      return Circumstances.NONE;
    }
    List<String> setting = new ArrayList<>(List.of(one.configuration().modelForm()));
    setting.addAll(key.images());
    setting.addAll(key.scenario());
    setting.removeIf(String::isEmpty);
    return new Circumstances(
        String.join(", ", setting),
        one.configuration().machine().label(),
        one.configuration().engineVersion(),
        probe(one.row()));
  }

  private static Evidence evidence(
      Observation one,
      Metric metric,
      Map<String, List<Row>> used,
      Map<String, Probe> probes,
      Consumer<String> gap) {
    Row row = one.row();
    return switch (metric.rule()) {
      case ROUNDS ->
          Evidence.ofRounds(
              Verdict.of(row),
              row.text(Column.VERDICT_REASONS).orElse(""),
              used.getOrDefault(CellId.of(row), List.of()).stream()
                  .map(attempt -> attempt.number(Column.LATENCY_P50_MS).orElseThrow())
                  .toList(),
              moving(row, probes));
      case LIMIT ->
          row.number(Column.CONFORMANCE_LIMIT).isPresent()
              ? Evidence.ofLimit(row.number(Column.CONFORMANCE_LIMIT).getAsDouble())
              : Evidence.NONE;
      case PAIRS -> hits(one.run().folder().predictions(CellId.of(row)), row, gap);
      case REPEATS ->
          Evidence.ofOneProcess(Verdict.of(row), row.text(Column.VERDICT_REASONS).orElse(""));
      case THRESHOLD, EXACT -> Evidence.NONE;
    };
  }

  private static Evidence hits(Path predictions, Row row, Consumer<String> gap) {
    if (!Files.exists(predictions)) {
      return Evidence.NONE;
    }
    boolean[] right;
    try {
      right = ImagePredictions.read(predictions, row).hits();
    } catch (IOException e) {
      gap.accept(
          Sentence.of(e.getMessage())
              + " Whether this accuracy changed cannot be told; --resume measures it again.");
      return Evidence.NONE;
    }
    BitSet hits = new BitSet(right.length);
    for (int i = 0; i < right.length; i++) {
      hits.set(i, right[i]);
    }
    return Evidence.ofHits(hits, right.length);
  }

  /** After the roofline model, as the row's own speed is (docs/decisions/trust.md). */
  private static double moving(Row row, Map<String, Probe> probes) {
    Probe computing = probes.get(probe(row));
    Probe moving = probes.get(Probe.moving(probe(row)));
    double macs = row.number(Column.MACS).orElse(0);
    double activations = row.number(Column.ACTIVATIONS).orElse(0);
    if (computing == null || moving == null || macs + activations == 0) {
      return 0;
    }
    double moved = activations / moving.speed();
    return moved / (moved + macs / computing.speed());
  }

  /** By the processes of which rows are made, as the others were disturbed. */
  private static Map<String, Probe> probes(Map<String, List<Row>> used) {
    Map<String, List<Double>> speeds = new TreeMap<>();
    for (Row row : used.values().stream().flatMap(List::stream).toList()) {
      add(
          probe(row),
          row.number(Column.CALIBRATION_BEFORE_GMACS_PER_S),
          row.number(Column.CALIBRATION_AFTER_GMACS_PER_S),
          speeds);
      add(
          Probe.moving(probe(row)),
          row.number(Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S),
          row.number(Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S),
          speeds);
    }
    Map<String, Probe> probes = new TreeMap<>();
    speeds.forEach((name, all) -> probes.put(name, Probe.of(all)));
    return probes;
  }

  private static void add(
      String probe, OptionalDouble before, OptionalDouble after, Map<String, List<Double>> speeds) {
    if (before.orElse(0) > 0 && after.orElse(0) > 0) {
      speeds
          .computeIfAbsent(probe, name -> new ArrayList<>())
          .add((before.getAsDouble() + after.getAsDouble()) / 2);
    }
  }

  private static String probe(Row row) {
    return "%s %s %s t%s"
        .formatted(
            row.text(Column.ENGINE).orElse(""),
            row.text(Column.DEVICE).orElse(""),
            row.text(Column.PRECISION).orElse(""),
            row.integer(Column.THREADS).orElse(0));
  }
}
