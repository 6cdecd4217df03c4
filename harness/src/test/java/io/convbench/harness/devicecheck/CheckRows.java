package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;

/** Rows as runs on one GPU would leave them; their figures are made up. */
final class CheckRows {

  static final ComputeDevice GPU = ComputeDevice.named("gpu:0");
  static final long MEBIBYTE = 1L << 20;

  private CheckRows() {}

  static Row cell(String architecture, String measurement) {
    return Row.empty()
        .with(Column.RUN_ID, "20261126-120000-0001")
        .with(Column.ARCHITECTURE, architecture)
        .with(Column.ENGINE, "pytorch")
        .with(Column.DEVICE, "gpu:0")
        .with(Column.BATCH, 1)
        .with(Column.PRECISION, "fp32")
        .with(Column.MEASUREMENT, measurement)
        .with(Column.GPU_MODEL, "NVIDIA H100 80GB HBM3")
        .with(Column.GPU_DRIVER, "580.65.06")
        .with(Column.CUDA_VERSION, "13.0")
        .with(Column.ENGINE_VERSION, "DJL 0.36.0, PyTorch 2.11.0");
  }

  static Row conformance(String architecture, double error, double limit) {
    return cell(architecture, "conformance")
        .with(Column.CONFORMANCE_ERROR, error)
        .with(Column.CONFORMANCE_LIMIT, limit)
        .with(Status.OK, "");
  }

  static Row latency(long batch, double millis) {
    return cell("ResNet50", "latency")
        .with(Column.BATCH, batch)
        .with(Column.LATENCY_P50_MS, millis)
        .with(Status.OK, "");
  }

  static Row failed(Row row, FailureKind kind, String reason) {
    return row.with(new Failure(kind, reason));
  }

  static Row unavailable(Row row, FailureKind kind, String reason) {
    return row.with(Status.UNAVAILABLE, new Failure(kind, reason));
  }

  static Row skipped(Row row) {
    return row.with(Status.SKIPPED, "the run was stopped before: continue it with --resume");
  }
}
