package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two runs of the script that use the device at the same time both measure. */
final class ConcurrencyCriterion implements Criterion {

  private static final String SUBJECT = "two processes at once";

  @Override
  public String id() {
    return "together";
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    return List.of(verdict(folder.rows("together-1"), folder.rows("together-2")));
  }

  static Verdict verdict(List<Row> some, List<Row> others) {
    List<Row> all = new ArrayList<>(some);
    all.addAll(others);
    Optional<String> absence =
        all.isEmpty()
            ? Optional.empty()
            : new EngineRows(all.get(0).text(Column.ENGINE).orElse(""), all).absence();
    if (absence.isPresent()) {
      return Verdict.skip(SUBJECT, absence.get());
    }
    for (Row row : all) {
      if (!row.ok()) {
        return Verdict.fail(SUBJECT, EngineRows.reason(row));
      }
    }
    Duration longest =
        some.stream()
            .flatMap(one -> others.stream().map(other -> overlap(one, other)))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return Verdict.of(
        longest.toMillis() > 0,
        SUBJECT,
        "%s and %s cells measured, two of them at the same time for %s ms (more than 0)"
            .formatted(some.size(), others.size(), Math.max(0, longest.toMillis())));
  }

  /** Negative when there is a pause between them. */
  private static Duration overlap(Row one, Row other) {
    Instant start = start(one).isAfter(start(other)) ? start(one) : start(other);
    Instant end = end(one).isBefore(end(other)) ? end(one) : end(other);
    return Duration.between(start, end);
  }

  private static Instant start(Row row) {
    return end(row).minusMillis(Math.round(1000 * row.number(Column.DURATION_S).orElseThrow()));
  }

  private static Instant end(Row row) {
    return Instant.parse(row.text(Column.TIME).orElseThrow());
  }
}
