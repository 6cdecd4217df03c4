package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Proof that the engine computes Keras's function: logits of seeded images against Keras's own.
 * They go to {@code logits/<cell>.csv} in the run's folder.
 */
final class Conformance implements Measurement {

  /** Above this error, in standard deviations of Keras's logits, something is wrong in fp32. */
  private static final double FP32_LIMIT = 1e-3;

  /** Engines round at other places than Keras did for its rounding error. */
  private static final double ROUNDING_MARGIN = 1.5;

  /**
   * TF32 has fp16's mantissa. Tensor cores may cut the other bits off, which errs by up to twice
   * what rounding does.
   */
  private static final double TF32_MARGIN = 2 * ROUNDING_MARGIN;

  @Override
  public String id() {
    return "conformance";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.SEEDED;
  }

  @Override
  public OptionalInt ownBatch() {
    return OptionalInt.of(SeededImages.COUNT);
  }

  @Override
  public boolean measuresTheProcess() {
    return false;
  }

  @Override
  public double expectedSeconds(Workload work) {
    return work.loadSeconds() + work.passSeconds(1);
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Architecture architecture = request.cell().architecture();
    ReferenceLogits reference =
        ReferenceLogits.of(architecture.name())
            .orElseThrow(
                () ->
                    new UnmeasurableException(
                        Status.UNAVAILABLE,
                        "no reference logits exist for " + architecture.name()));
    Execution execution = request.cell().running();
    double limit = limit(execution.precision(), reference);
    String version = EngineProbe.start(execution, request.modelFile().orElseThrow());
    heartbeat.at(1, 3);
    int side = reference.inputSize();
    float[] images = SeededImages.batch(SeededImages.COUNT, side, architecture.preprocessing());
    float[] logits;
    try (Session session = Session.open(execution, request.modelFile().orElseThrow());
        Session.Batch input = session.batch(images, SeededImages.COUNT, side)) {
      heartbeat.at(2, 3);
      session.settle(input);
      logits = session.forward(input);
    }
    reference.beside(logits).write(request.run().logits(request.cell().id()));
    return verdict(reference.error(logits), limit)
        .with(Column.CONFORMANCE_REFERENCE, reference.source())
        .with(Column.ENGINE_VERSION, version);
  }

  /** Failed above the limit, and where the error is not a finite number. */
  static Row verdict(double error, double limit) {
    Row row = Row.empty().with(Column.CONFORMANCE_LIMIT, limit);
    if (!Double.isFinite(error)) {
      return row.with(wrong("the engine's logits are not all finite numbers"));
    }
    row = row.with(Column.CONFORMANCE_ERROR, error);
    return error <= limit
        ? row.with(Status.OK, "")
        : row.with(
            wrong(
                String.format(
                    Locale.ROOT,
                    "the engine departs from the reference: error %.2g is above %.4g",
                    error,
                    limit)));
  }

  private static Failure wrong(String reason) {
    return new Failure(FailureKind.WRONG_RESULT, reason);
  }

  /**
   * The largest error that passes; never one with which an engine that ignores images would.
   *
   * @throws UnmeasurableException when rounding alone moves the logits as far as another image
   *     does, or nobody knows how far it moves them
   */
  static double limit(Precision precision, ReferenceLogits reference) {
    if (precision == Precision.FP32) {
      return FP32_LIMIT;
    }
    boolean tf32 = precision == Precision.TF32;
    Double rounding = reference.roundingErrors().get(tf32 ? Precision.FP16 : precision);
    if (rounding == null) {
      throw new UnmeasurableException(
          Status.UNAVAILABLE,
          "the reference logits of %s do not say how far %s rounds them"
              .formatted(reference.architecture(), precision.id()));
    }
    double ignoringImages = reference.distance() / 2;
    if (rounding >= ignoringImages) {
      throw new UnmeasurableException(
          Status.UNAVAILABLE,
          String.format(
              Locale.ROOT,
              "rounding to %s alone moves the logits of %s by %.2g standard deviations, as far as"
                  + " another image does: an engine's own error cannot be measured",
              precision.id(),
              reference.architecture(),
              rounding));
    }
    return Math.min((tf32 ? TF32_MARGIN : ROUNDING_MARGIN) * rounding, ignoringImages);
  }
}
