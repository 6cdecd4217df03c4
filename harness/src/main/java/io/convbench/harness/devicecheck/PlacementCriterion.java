package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Models compute on the device: while one runs there, the device's memory grows by its weights at
 * least, as the script reads it from outside; while the same model runs on the processor, it does
 * not, so that a model that had fallen back to the processor would be seen. At least one engine
 * must have done so.
 */
final class PlacementCriterion implements Criterion {

  /** Beginning of the names of the runs on the device; the engine follows. */
  static final String RUN = "placement-";

  /** The same of those on the processor. */
  static final String CONTROL = "control-";

  private static final int MEBIBYTE = 1 << 20;

  @Override
  public String id() {
    return "placement";
  }

  @Override
  public boolean needsGpu() {
    return true;
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (String engine : folder.namesAfter(RUN)) {
      for (EngineRows rows : EngineRows.of(folder.rows(RUN + engine), "memory")) {
        if (rows.absence().isPresent()) {
          verdicts.add(Verdict.skip(subject(engine, device), rows.absence().get()));
        } else {
          verdicts.addAll(verdicts(folder, rows, device));
        }
      }
    }
    if (verdicts.stream().allMatch(one -> one.outcome() == Verdict.Outcome.SKIP)) {
      verdicts.add(Verdict.fail("placement", "no engine computed on " + device));
    }
    return verdicts;
  }

  private static List<Verdict> verdicts(CheckFolder folder, EngineRows of, ComputeDevice device)
      throws IOException {
    String engine = of.engine();
    Row row = of.rows().get(0);
    if (!row.ok()) {
      return List.of(Verdict.fail(subject(engine, device), EngineRows.reason(row)));
    }
    long weights = row.integer(Column.WEIGHT_BYTES).orElseThrow();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(card(engine, row));
    verdicts.add(onDevice(engine, device, folder.memory(RUN + engine), weights));
    verdicts.add(
        folder.namesAfter(CONTROL).contains(engine)
            ? control(engine, folder.memory(CONTROL + engine), weights)
            : Verdict.skip(controlSubject(engine), "time was up"));
    return verdicts;
  }

  /** Rows say on what they were measured. */
  static Verdict card(String engine, Row row) {
    boolean whole =
        List.of(Column.GPU_MODEL, Column.GPU_DRIVER, Column.CUDA_VERSION, Column.ENGINE_VERSION)
            .stream()
            .allMatch(column -> row.text(column).isPresent());
    return Verdict.of(
        whole,
        "card and versions in rows of " + engine,
        "%s, driver %s, CUDA %s; %s"
            .formatted(
                row.text(Column.GPU_MODEL).orElse("no card"),
                row.text(Column.GPU_DRIVER).orElse("unknown"),
                row.text(Column.CUDA_VERSION).orElse("unknown"),
                row.text(Column.ENGINE_VERSION).orElse("no version")));
  }

  static Verdict onDevice(String engine, ComputeDevice device, MemoryTrace trace, long weights) {
    return Verdict.of(
        trace.grownBytes() >= weights,
        subject(engine, device),
        "the device's memory grew by %s MiB (at least the weights' %s)"
            .formatted(trace.grownBytes() / MEBIBYTE, weights / MEBIBYTE));
  }

  static Verdict control(String engine, MemoryTrace trace, long weights) {
    return Verdict.of(
        trace.grownBytes() < weights / 2,
        controlSubject(engine),
        "with the same model on the processor it grew by %s MiB (less than %s)"
            .formatted(trace.grownBytes() / MEBIBYTE, weights / 2 / MEBIBYTE));
  }

  private static String subject(String engine, ComputeDevice device) {
    return "placement of %s on %s".formatted(engine, device);
  }

  private static String controlSubject(String engine) {
    return "placement's negative control of " + engine;
  }
}
