package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * TF32 is off in fp32 and on in tf32. It keeps 10 bits of a factor's mantissa where fp32 keeps 23,
 * so that errors must be larger by far; were it on in both, or off in both, they would be alike.
 */
final class Tf32Criterion implements Criterion {

  /** 2^13 is between their units in the last place; sums average some of it out. */
  private static final double LEAST_RATIO = 10;

  @Override
  public String id() {
    return "tf32";
  }

  @Override
  public boolean needsGpu() {
    return true;
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    List<EngineRows> fp32 = ConformanceCriterion.inPrecision(folder, "fp32");
    Map<String, EngineRows> tf32 =
        ConformanceCriterion.inPrecision(folder, "tf32").stream()
            .collect(Collectors.toMap(EngineRows::engine, Function.identity()));
    List<Verdict> verdicts = new ArrayList<>();
    for (EngineRows rows : fp32) {
      Optional.ofNullable(tf32.get(rows.engine()))
          .ifPresent(other -> verdicts.add(verdict(rows, other)));
    }
    return verdicts;
  }

  static Verdict verdict(EngineRows fp32, EngineRows tf32) {
    String subject = "TF32 of %s off in fp32, on in tf32".formatted(fp32.engine());
    Map<String, Double> errors =
        fp32.rows().stream()
            .filter(row -> error(row).isPresent())
            .collect(Collectors.toMap(Tf32Criterion::name, row -> error(row).get()));
    List<Double> ratios =
        tf32.rows().stream()
            .filter(row -> error(row).isPresent() && errors.containsKey(name(row)))
            .map(row -> error(row).get() / errors.get(name(row)))
            .sorted()
            .toList();
    if (ratios.isEmpty()) {
      return Verdict.skip(subject, "no network was compared in both");
    }
    double median = ratios.get(ratios.size() / 2);
    return Verdict.of(
        median >= LEAST_RATIO,
        subject,
        String.format(
            Locale.ROOT,
            "errors in tf32 are %.0f times those in fp32, median of %s networks (at least %.0f)",
            median,
            ratios.size(),
            LEAST_RATIO));
  }

  private static String name(Row row) {
    return row.text(Column.ARCHITECTURE).orElse("");
  }

  private static Optional<Double> error(Row row) {
    return row.number(Column.CONFORMANCE_ERROR).stream().boxed().filter(one -> one > 0).findFirst();
  }
}
