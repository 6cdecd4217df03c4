package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.reports.throughput.CardPeak;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Latencies include the device's whole work. A read that did not wait for the device would end
 * before the events that CUDA itself records around the same model's pass, and would show more
 * operations per second than the card has.
 */
final class LatencyCriterion implements Criterion {

  private static final String RUN = "latency";
  private static final String EVENTS = "events";

  /** The shortest part of CUDA's own time that is a read's jitter. */
  private static final double LEAST_OF_EVENTS = 0.95;

  /** A large batch hides what launching kernels and copying logits cost. */
  private static final double MOST_OF_EVENTS = 1.1;

  @Override
  public String id() {
    return RUN;
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    List<Row> rows = folder.rows(RUN);
    OptionalDouble macs =
        rows.stream().flatMapToDouble(row -> row.number(Column.MACS).stream()).findFirst();
    Optional<PeerTimes> events = folder.peer(EVENTS);
    List<Verdict> verdicts = new ArrayList<>();
    for (EngineRows of : EngineRows.of(rows, "latency")) {
      Verdict measured = measured(of);
      verdicts.add(measured);
      List<Row> timed = of.rows().stream().filter(Row::ok).toList();
      if (!device.isGpu() || timed.isEmpty()) {
        continue;
      }
      verdicts.add(withinPeak(of.engine(), timed, macs));
      if (of.engine().equals("pytorch")) {
        verdicts.add(
            events
                .map(times -> againstEvents(timed, times))
                .orElseGet(() -> Verdict.skip(subject(EVENTS), "PyTorch in Python did not run")));
      }
    }
    return verdicts;
  }

  /** Every batch has its time, and a larger one takes longer. */
  static Verdict measured(EngineRows of) {
    String subject = "latency of " + of.engine();
    if (of.absence().isPresent()) {
      return Verdict.skip(subject, of.absence().get());
    }
    if (of.failed().isPresent()) {
      return Verdict.fail(subject, EngineRows.reason(of.failed().get()));
    }
    List<Row> timed = of.rows().stream().filter(Row::ok).toList();
    String finding =
        timed.stream()
            .map(row -> String.format(Locale.ROOT, "batch %s %.2f ms", batch(row), p50(row)))
            .collect(Collectors.joining(", "));
    if (!of.open().isEmpty()) {
      return Verdict.skip(subject, "time was up; " + finding);
    }
    Row first = timed.get(0);
    Row last = timed.get(timed.size() - 1);
    return Verdict.of(
        batch(first) == batch(last) || p50(first) < p50(last),
        subject,
        finding + " (the largest batch takes longest)");
  }

  static Verdict withinPeak(String engine, List<Row> timed, OptionalDouble macs) {
    String subject = "rate of %s below the card's peak".formatted(engine);
    String model = timed.get(0).text(Column.GPU_MODEL).orElse("an unknown card");
    Optional<CardPeak> peak = CardPeak.of(model);
    if (peak.isEmpty() || macs.isEmpty()) {
      return Verdict.skip(
          subject, peak.isEmpty() ? "no peak is known of " + model : "MACs were not computed");
    }
    double share =
        timed.stream()
            .mapToDouble(
                row ->
                    peak.get()
                        .share(
                            row.text(Column.PRECISION).orElse(""),
                            macs.getAsDouble(),
                            1000 * batch(row) / p50(row))
                        .orElse(Double.NaN))
            .max()
            .orElseThrow();
    return Verdict.of(
        share <= 1,
        subject,
        String.format(Locale.ROOT, "at most %.1f %% of %s's (100 %%)", 100 * share, model));
  }

  /**
   * Small batches are shown but not judged: in them, either program mostly launches kernels, and
   * the device waits for it.
   */
  static Verdict againstEvents(List<Row> timed, PeerTimes events) {
    List<String> findings = new ArrayList<>();
    OptionalDouble ratio = OptionalDouble.empty();
    for (Row row : timed) {
      OptionalDouble device =
          events.of(batch(row)).map(PeerTimes.OfBatch::deviceP50Ms).orElse(OptionalDouble.empty());
      ratio =
          device.isPresent()
              ? OptionalDouble.of(p50(row) / device.getAsDouble())
              : OptionalDouble.empty();
      if (ratio.isPresent()) {
        findings.add(
            String.format(Locale.ROOT, "batch %s %.3f times", batch(row), ratio.getAsDouble()));
      }
    }
    return ratio.isPresent()
        ? Verdict.of(
            ratio.getAsDouble() >= LEAST_OF_EVENTS && ratio.getAsDouble() <= MOST_OF_EVENTS,
            subject(EVENTS),
            String.join(", ", findings)
                + " (%s to %s at the largest)".formatted(LEAST_OF_EVENTS, MOST_OF_EVENTS))
        : Verdict.skip(subject(EVENTS), "no events of the largest batch were recorded");
  }

  private static String subject(String what) {
    return "latency of pytorch against CUDA " + what;
  }

  private static long batch(Row row) {
    return row.integer(Column.BATCH).orElseThrow();
  }

  private static double p50(Row row) {
    return row.number(Column.LATENCY_P50_MS).orElseThrow();
  }
}
