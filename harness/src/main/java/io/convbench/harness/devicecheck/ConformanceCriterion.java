package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every architecture computes Keras's function on the device, in every precision that the engine
 * has there, within that precision's limit. A row without a figure passes only where the engine
 * lacks the precision, or rounding makes the comparison say nothing; one that the step's time did
 * not reach makes the line a SKIP.
 */
final class ConformanceCriterion implements Criterion {

  /** Beginning of its runs' names; the precision follows, then the engine. */
  private static final String RUN = "conformance-";

  @Override
  public String id() {
    return "conformance";
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    List<String> precisions =
        folder.namesAfter(RUN).stream()
            .map(name -> name.substring(0, name.indexOf('-')))
            .distinct()
            .toList();
    for (String precision : precisions) {
      for (EngineRows rows : inPrecision(folder, precision)) {
        verdicts.add(verdict(rows, precision, device));
      }
    }
    return verdicts;
  }

  /**
   * What every engine left in a precision.
   *
   * @throws IOException when a run left nothing
   */
  static List<EngineRows> inPrecision(CheckFolder folder, String precision) throws IOException {
    List<EngineRows> engines = new ArrayList<>();
    String beginning = RUN + precision + "-";
    for (String engine : folder.namesAfter(beginning)) {
      engines.addAll(EngineRows.of(folder.rows(beginning + engine), "conformance"));
    }
    return engines;
  }

  static Verdict verdict(EngineRows of, String precision, ComputeDevice device) {
    String subject = "conformance of %s in %s".formatted(of.engine(), precision);
    if (of.absence().isPresent()) {
      return Verdict.skip(subject, of.absence().get());
    }
    List<Row> rows = of.rows();
    List<Row> wrong = rows.stream().filter(row -> isWrong(row, precision, device)).toList();
    if (!wrong.isEmpty()) {
      return Verdict.fail(
          subject,
          "%s of %s: %s"
              .formatted(
                  wrong.size(),
                  rows.size(),
                  wrong.stream()
                      .map(ConformanceCriterion::named)
                      .collect(Collectors.joining("; "))));
    }
    List<Row> good = rows.stream().filter(Row::ok).toList();
    List<Row> open = of.open();
    String finding =
        "%s of %s%s%s"
            .formatted(good.size(), rows.size(), largest(good), unmeasurable(rows, good, open));
    return open.isEmpty() && !good.isEmpty()
        ? Verdict.of(true, subject, finding)
        : Verdict.skip(subject, finding + (open.isEmpty() ? "" : "; time was up before the rest"));
  }

  private static boolean isWrong(Row row, String precision, ComputeDevice device) {
    if (row.ok()) {
      double error = row.number(Column.CONFORMANCE_ERROR).orElse(Double.NaN);
      double limit = row.number(Column.CONFORMANCE_LIMIT).orElse(Double.NaN);
      // Not the other way round: NaN is within no limit.
      return !(error <= limit)
          || !row.text(Column.PRECISION).equals(Optional.of(precision))
          || !row.text(Column.DEVICE).equals(Optional.of(device.toString()));
    }
    // Without a kind: rounding alone would hide the engine's own error, or Keras has no logits.
    return !EngineRows.isStatus(row, Status.SKIPPED)
        && (EngineRows.isStatus(row, Status.FAILED)
            || row.failureKind().map(kind -> kind != FailureKind.UNSUPPORTED).orElse(false));
  }

  private static String largest(List<Row> good) {
    return good.stream()
        .max(Comparator.comparingDouble(ConformanceCriterion::partOfLimit))
        .map(row -> ", nearest to its limit " + named(row))
        .orElse("");
  }

  private static double partOfLimit(Row row) {
    return row.number(Column.CONFORMANCE_ERROR).orElseThrow()
        / row.number(Column.CONFORMANCE_LIMIT).orElseThrow();
  }

  private static String unmeasurable(List<Row> rows, List<Row> good, List<Row> open) {
    return rows.stream()
        .filter(row -> !good.contains(row) && !open.contains(row))
        .map(ConformanceCriterion::named)
        .map("; "::concat)
        .collect(Collectors.joining());
  }

  private static String named(Row row) {
    String architecture = row.text(Column.ARCHITECTURE).orElse("?");
    return row.ok()
        ? String.format(
            Locale.ROOT,
            "%s %.2g (limit %.2g)",
            architecture,
            row.number(Column.CONFORMANCE_ERROR).orElse(Double.NaN),
            row.number(Column.CONFORMANCE_LIMIT).orElse(Double.NaN))
        : architecture + " " + EngineRows.reason(row);
  }
}
