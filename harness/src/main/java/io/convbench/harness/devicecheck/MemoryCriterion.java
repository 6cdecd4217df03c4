package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code gpu_memory_bytes} is what {@code nvidia-smi} showed from outside at the same time. */
final class MemoryCriterion implements Criterion {

  private static final double TOLERANCE = 0.1;

  /** What the driver itself keeps per process and rounds up. */
  private static final long SLACK_BYTES = 64L << 20;

  private static final int MEBIBYTE = 1 << 20;

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public boolean needsGpu() {
    return true;
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (String engine : folder.namesAfter(PlacementCriterion.RUN)) {
      String run = PlacementCriterion.RUN + engine;
      for (EngineRows rows : EngineRows.of(folder.rows(run), "memory")) {
        verdicts.add(
            rows.absence().isPresent()
                ? Verdict.skip(subject(engine), rows.absence().get())
                : verdict(engine, rows.rows().get(0), folder.memory(run)));
      }
    }
    return verdicts;
  }

  static Verdict verdict(String engine, Row row, MemoryTrace trace) {
    if (row.integer(Column.GPU_MEMORY_BYTES).isEmpty()) {
      return Verdict.fail(
          subject(engine),
          row.ok()
              ? row.text(Column.GPU_MEMORY_SOURCE).orElse("not in the row")
              : EngineRows.reason(row));
    }
    long told = row.integer(Column.GPU_MEMORY_BYTES).getAsLong();
    long seen = trace.grownBytes();
    double limit = Math.max(TOLERANCE * seen, SLACK_BYTES);
    return Verdict.of(
        Math.abs(told - seen) <= limit,
        subject(engine),
        "the row has %s MiB (%s), nvidia-smi showed %s more during the run (apart by at most %s)"
            .formatted(
                told / MEBIBYTE,
                row.text(Column.GPU_MEMORY_SOURCE).orElse("source unknown"),
                seen / MEBIBYTE,
                Math.round(limit / MEBIBYTE)));
  }

  private static String subject(String engine) {
    return "gpu_memory_bytes of " + engine;
  }
}
