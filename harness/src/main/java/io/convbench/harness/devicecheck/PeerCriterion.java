package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * PyTorch through convbench is as fast as PyTorch in Python, with the same model file on the same
 * device, each timed twice in turn.
 */
final class PeerCriterion implements Criterion {

  /** The most that the median may be of Python's. */
  private static final double MOST = 1.05;

  private static final List<Long> BATCHES = List.of(1L, 32L);
  private static final List<String> TURNS = List.of("peer-1", "peer-2");

  @Override
  public String id() {
    return "peer";
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    List<List<Row>> ours = new ArrayList<>();
    List<PeerTimes> theirs = new ArrayList<>();
    for (String turn : TURNS) {
      Optional<PeerTimes> times = folder.peer(turn);
      if (times.isEmpty()) {
        return List.of(Verdict.skip("PyTorch in Python", "it did not run: see peer/" + turn));
      }
      ours.add(folder.rows(turn));
      theirs.add(times.get());
    }
    return BATCHES.stream().map(batch -> verdict(batch, ours, theirs)).toList();
  }

  static Verdict verdict(long batch, List<List<Row>> ours, List<PeerTimes> theirs) {
    String subject = "p50 at batch %s against PyTorch in Python".formatted(batch);
    List<Row> rows =
        ours.stream()
            .flatMap(List::stream)
            .filter(row -> row.integer(Column.BATCH).orElse(0) == batch)
            .toList();
    for (Row row : rows) {
      if (!row.ok()) {
        return Verdict.fail(subject, EngineRows.reason(row));
      }
    }
    List<PeerTimes.OfBatch> peers =
        theirs.stream().flatMap(times -> times.of(batch).stream()).toList();
    if (rows.size() != TURNS.size() || peers.size() != TURNS.size()) {
      return Verdict.fail(
          subject,
          "%s and %s times, not %s of each".formatted(rows.size(), peers.size(), TURNS.size()));
    }
    double own =
        rows.stream()
            .mapToDouble(row -> row.number(Column.LATENCY_P50_MS).orElseThrow())
            .average()
            .orElseThrow();
    double python = peers.stream().mapToDouble(PeerTimes.OfBatch::p50Ms).average().orElseThrow();
    return Verdict.of(
        own <= MOST * python,
        subject,
        String.format(
            Locale.ROOT,
            "%.3f ms, Python's %.3f (torch %s): %.3f times (at most %.2f)",
            own,
            python,
            theirs.get(0).torch(),
            own / python,
            MOST));
  }
}
