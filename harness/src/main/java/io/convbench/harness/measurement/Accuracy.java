package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.engine.BetweenPasses;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.trust.Timing;
import io.convbench.results.trust.VerdictRules;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;

/**
 * Top-1 and top-5 accuracy over prepared images, with Wilson 95 % intervals. An image that cannot
 * be decoded is counted in {@code images_failed} and named in the log, never scored. One decoded
 * with a warning is counted in {@code images_warned}, named in the log and scored. Every prediction
 * goes to {@code predictions/<cell>.csv} in the run's folder.
 *
 * <p>A protocol of ten crops is scored by the mean of their softmaxes; a forward pass then holds
 * the crops of one image.
 */
final class Accuracy implements OverImages {

  @Override
  public String id() {
    return "accuracy";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.TRAINED;
  }

  @Override
  public boolean repeated() {
    return true;
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Execution execution = request.cell().running();
    String version = EngineProbe.start(execution, request.modelFile().orElseThrow());
    ImageSelection selection = request.images().orElseThrow().selection();
    PreparedCrops crops = PreparedCrops.open(request.images().orElseThrow().crops());
    Architecture architecture = request.cell().architecture();
    LabeledImages dataset = selection.dataset();
    dataset.skipped().forEach(one -> System.out.println("skipped: " + one.toText()));
    AccuracyAccumulator accumulator = new AccuracyAccumulator(dataset.ownClasses());
    crops.images().stream().filter(PreparedImage::failed).forEach(accumulator::failed);
    crops.images().stream().filter(PreparedImage::warned).forEach(accumulator::warned);
    int batchSize = crops.shape().cropsPerImage() == 1 ? execution.batch() : 1;
    Preprocessing preprocessing = architecture.preprocessing();
    try (Session session =
            Session.open(execution, request.modelFile().orElseThrow(), BetweenPasses.OTHER_WORK);
        CropBatches batches = new CropBatches(session, crops, preprocessing, batchSize)) {
      Row speed = score(batches, crops, session, accumulator, heartbeat, execution.threads());
      Evaluation evaluation = accumulator.evaluation();
      if (!request.round().again()) {
        evaluation.predictions().write(request.run().predictions(request.cell().id()));
      }
      return evaluation
          .row(
              dataset.ownClasses(), selection.realLabels(), architecture.published().top1Fraction())
          .with(judged(request.cell().row().with(speed)))
          .with(Column.FILES_LEFT_OUT, dataset.skipped().size())
          .with(Column.ENGINE_VERSION, version);
    }
  }

  /** A single pass has no speed that could be judged. */
  private static Row judged(Row row) {
    return Timing.of(row).isPresent() ? VerdictRules.onOneProcess(row) : row;
  }

  private static Row score(
      CropBatches batches,
      PreparedCrops crops,
      Session session,
      AccuracyAccumulator accumulator,
      Heartbeat heartbeat,
      int threads)
      throws IOException {
    long scored = 0;
    EvaluationClock clock = new EvaluationClock(System::nanoTime);
    while (batches.hasNext()) {
      CropBatches.Batch batch = batches.next();
      long start = System.nanoTime();
      float[] logits = session.forward(batch.input());
      long end = System.nanoTime();
      clock.passed(batch.images().size(), end - start);
      TopK.refuseOverflow(logits);
      accumulator.add(batch.images(), crops.shape().cropsPerImage(), logits);
      scored += batch.images().size();
      batches.release(batch);
      heartbeat.at(scored, crops.images().size());
    }
    return clock.row(threads);
  }
}
