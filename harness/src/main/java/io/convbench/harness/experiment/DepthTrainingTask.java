package io.convbench.harness.experiment;

import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.ProcessorClock;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.torchscript.ModuleUse;
import io.convbench.harness.process.WorkerTask;
import io.convbench.harness.training.NormalizedImages;
import io.convbench.harness.training.TrainableNetwork;
import io.convbench.harness.training.TrainingImages;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.experiment.DepthFolder;
import io.convbench.results.experiment.DepthSettings;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.results.experiment.DepthTraining.Epoch;
import io.convbench.results.experiment.DepthTraining.LayerGradient;
import io.convbench.results.trust.VerdictRules;
import io.convbench.suites.architecture.SmallImageNetwork.Connections;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Trains one network, and keeps what the training showed. */
public final class DepthTrainingTask implements WorkerTask {

  private static final String ONLY_ONCE = "a training takes long, and nothing disturbs its errors";

  private static final int KERNEL_RANK = 4;
  private static final double NANOS = 1e9;

  /** Made in the child. */
  public DepthTrainingTask() {}

  /**
   * @param arguments the request's file, and the folder of the experiment
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    DepthTrainingRequest request =
        RequestJson.read(Path.of(arguments.get(0)), DepthTrainingRequest.class);
    new DepthFolder(Path.of(arguments.get(1))).keep(new Training(request).run(heartbeat));
  }

  private static final class Training {

    private final DepthTrainingRequest request;
    private final DepthSettings settings;
    private final NormalizedImages train;
    private final NormalizedImages test;
    private final SplittableRandom chance;

    Training(DepthTrainingRequest request) throws IOException {
      this.request = request;
      this.settings = request.settings();
      PreparedCrops crops = PreparedCrops.open(request.crops());
      this.train = NormalizedImages.of(crops, request.train(), request.train());
      this.test = NormalizedImages.of(crops, request.test(), request.train());
      this.chance = new SplittableRandom(request.seed());
    }

    DepthTraining run(Heartbeat heartbeat) throws IOException {
      ProcessorClock clock = new ProcessorClock();
      clock.start();
      long start = System.nanoTime();
      Graph graph = request.network().graph(settings.side(), settings.classes().size()).lowered();
      List<WeightTensor> kernels =
          graph.tensors().stream().filter(one -> one.shape().rank() == KERNEL_RANK).toList();
      List<Epoch> epochs = new ArrayList<>();
      Map<WeightTensor, Double> first = Map.of();
      Map<WeightTensor, Double> last = Map.of();
      try (TrainableNetwork network =
          TrainableNetwork.load(graph, ModuleUse.TRAINING, request.module())) {
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
          Map<WeightTensor, Double> norms = new LinkedHashMap<>();
          boolean watched = epoch == 0 || epoch == settings.epochs() - 1;
          epochs.add(epoch(network, epoch, watched ? kernels : List.of(), norms));
          first = epoch == 0 ? norms : first;
          last = norms;
          heartbeat.at(epoch + 1, settings.epochs());
        }
      }
      List<LayerGradient> gradients = new ArrayList<>();
      for (WeightTensor kernel : kernels) {
        gradients.add(new LayerGradient(kernel.layer(), first.get(kernel), last.get(kernel)));
      }
      double seconds = (System.nanoTime() - start) / NANOS;
      clock.stop();
      return new DepthTraining(
          request.network().connections() == Connections.RESIDUAL,
          request.network().depth(),
          request.seed(),
          epochs,
          gradients,
          seconds,
          judged(seconds, clock));
    }

    /** How far to trust the seconds, as of any training. */
    private Row judged(double seconds, ProcessorClock clock) {
      return VerdictRules.onOnlyProcess(
          Row.empty()
              .with(Column.THREADS, request.threads())
              .with(Column.TRAINING_S, seconds)
              .with(clock.row(request.threads())),
          ONLY_ONCE);
    }

    /**
     * @param norms receives the mean gradient norms of the kernels
     */
    private Epoch epoch(
        TrainableNetwork network,
        int epoch,
        List<WeightTensor> kernels,
        Map<WeightTensor, Double> norms)
        throws IOException {
      int[] order = train.shuffled(chance);
      int steps = order.length / settings.batch();
      double loss = 0;
      int hits = 0;
      for (int step = 0; step < steps; step++) {
        TrainableNetwork.Batch batch = learn(network, order, step * settings.batch());
        requireFinite(batch, epoch);
        kernels.forEach(
            kernel -> norms.merge(kernel, network.gradientNorm(kernel) / steps, Double::sum));
        network.descend(settings.rate(epoch), settings.momentum(), settings.decay());
        loss += batch.loss() / steps;
        hits += batch.hits();
      }
      double images = (double) steps * settings.batch();
      return new Epoch(loss, 1 - hits / images, testError(network));
    }

    private TrainableNetwork.Batch learn(TrainableNetwork network, int[] order, int from)
        throws IOException {
      return network.backward(
          settings.varied()
              ? train.varied(order, from, settings.batch(), chance)
              : train.asTheyAre(order, from, settings.batch()));
    }

    /** What became NaN says nothing of depth. */
    private void requireFinite(TrainableNetwork.Batch batch, int epoch) throws IOException {
      if (!Double.isFinite(batch.loss())) {
        throw new IOException(
            "the loss of %s became %s in epoch %s: use a smaller --rate"
                .formatted(request.network().name(), batch.loss(), epoch + 1));
      }
    }

    private double testError(TrainableNetwork network) throws IOException {
      int wrong = 0;
      for (int from = 0; from < test.size(); from += settings.batch()) {
        TrainingImages.Examples batch =
            test.asTheyAre(test.inOrder(), from, Math.min(settings.batch(), test.size() - from));
        int count = batch.classes().length;
        wrong +=
            count - TrainableNetwork.hits(network.logits(batch.images(), count), batch.classes());
      }
      return (double) wrong / test.size();
    }
  }
}
