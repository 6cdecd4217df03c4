package io.convbench.harness.experiment;

import io.convbench.harness.engine.Execution;
import io.convbench.harness.heartbeat.Beat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.ModuleUse;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import io.convbench.harness.process.Outcome;
import io.convbench.harness.process.WorkerFailedException;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.results.experiment.DepthFolder;
import io.convbench.results.experiment.DepthSettings;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Preprocessing;
import io.convbench.suites.architecture.SmallImageNetwork;
import io.convbench.suites.architecture.SmallImageNetwork.Connections;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.InitialWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;

/**
 * Trains plain and residual networks of several depths with several seeds, each in a child JVM of
 * its own; those that are finished in the folder are not trained again. All networks are trained
 * with one seed before the next, so that what there is can be compared at any time.
 *
 * @param settings of all trainings
 * @param crops folder of the prepared images
 * @param train places in it of images to learn from
 * @param test places in it of images held out
 * @param execution of PyTorch
 */
public record DepthExperiment(
    DepthSettings settings,
    Path crops,
    List<Integer> train,
    List<Integer> test,
    Execution execution) {

  public DepthExperiment {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /** Told how far the experiment is; trainings are counted from 1. */
  public interface Progress {

    /** A part of a training is done, from 0 to 1. */
    void reached(String training, int number, double fraction);

    /** A training is there. */
    void ended(DepthTraining training, int number);
  }

  /**
   * Trains what is not finished.
   *
   * @param folder keeps each training
   * @return all trainings
   * @throws IOException when one fails; those before it are kept
   */
  public List<DepthTraining> run(DepthFolder folder, WorkerLauncher jvm, Progress progress)
      throws IOException, InterruptedException {
    List<DepthTraining> trainings = new ArrayList<>();
    for (long seed : settings.seeds()) {
      for (int depth : settings.depths()) {
        for (Connections connections : Connections.values()) {
          SmallImageNetwork network = new SmallImageNetwork(connections, depth, settings.width());
          String name = network.name() + "-seed-" + seed;
          int number = trainings.size() + 1;
          trainings.add(
              training(
                  network,
                  seed,
                  name,
                  folder,
                  jvm,
                  beat -> progress.reached(name, number, beat.fraction())));
          progress.ended(trainings.get(number - 1), number);
        }
      }
    }
    return trainings;
  }

  private DepthTraining training(
      SmallImageNetwork network,
      long seed,
      String name,
      DepthFolder folder,
      WorkerLauncher jvm,
      Consumer<Beat> beats)
      throws IOException, InterruptedException {
    Optional<DepthTraining> finished = folder.training(name);
    if (finished.isPresent()) {
      return finished.get();
    }
    Path scratch = TemporaryFiles.folder("convbench-training");
    try {
      Path module = scratch.resolve("network.pt");
      Path request = scratch.resolve("request.json");
      TemporaryFiles.write(
          () -> {
            write(network, seed, module);
            RequestJson.write(
                new DepthTrainingRequest(
                    network, seed, settings, crops, train, test, module, execution.threads()),
                request);
          });
      Path logs = Files.createDirectories(folder.path().resolve("logs"));
      Outcome outcome =
          jvm.run(
              execution,
              DepthTrainingTask.class,
              List.of(request.toString(), folder.path().toAbsolutePath().toString()),
              logs.resolve(name + ".log"),
              beats);
      Optional<Failure> failure = outcome.failure();
      if (failure.isPresent()) {
        throw new WorkerFailedException(
            failure.get().of("the training of %s failed".formatted(name)), outcome);
      }
      return folder
          .training(name)
          .orElseThrow(() -> new IOException("the training of %s left nothing".formatted(name)));
    } finally {
      PathUtils.delete(scratch);
    }
  }

  private void write(SmallImageNetwork network, long seed, Path module) throws IOException {
    int classes = settings.classes().size();
    Graph graph = network.graph(settings.side(), classes).lowered();
    try (InitialWeights weights = new InitialWeights(seed)) {
      ModelMetadata metadata =
          new ModelMetadata(
              network.name(),
              new Head.Own(classes),
              BatchNormFolding.NONE,
              Precision.FP32,
              weights.origin().label(),
              Optional.empty(),
              Preprocessing.TF,
              settings.classes());
      new TorchScriptWriter().write(graph, weights, metadata, ModuleUse.TRAINING, module);
    }
  }
}
