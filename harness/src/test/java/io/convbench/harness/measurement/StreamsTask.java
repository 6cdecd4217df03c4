package io.convbench.harness.measurement;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.WorkerTask;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a child does that runs two sessions of two threads each, and leaves the processor time of
 * each of its threads as Linux counts it: a thread has the name of the one that started it.
 */
public final class StreamsTask implements WorkerTask {

  private static final int STREAMS = 2;
  private static final int PASSES = 20;

  /**
   * @param arguments the engine, and the folder for the model and the file {@code threads}
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Engine engine = Engines.named(arguments.get(0));
    Path folder = Path.of(arguments.get(1));
    Architecture architecture = Architectures.named("MobileNet");
    Path model = folder.resolve("model" + engine.writer().extension());
    ModelFiles.write(
        architecture,
        new Head.Own(1000),
        WeightsSource.parse("seeded", folder),
        BatchNormFolding.FOLDED,
        Precision.FP32,
        architecture.inputSize(),
        engine.writer(),
        model,
        heartbeat);
    OptionalDouble none = OptionalDouble.empty();
    Cell cell =
        new Cell(
            architecture,
            Optional.of(new Execution(engine, ComputeDevice.CPU, 8, Precision.FP32, 2 * STREAMS)),
            Measurements.underScenario(),
            Optional.of(new Scenario(Scenario.Kind.OFFLINE, STREAMS, none, none, 1, 1)));
    CellRequest request =
        new CellRequest(
            cell,
            "seeded",
            BatchNormFolding.FOLDED,
            architecture.inputSize(),
            Optional.of(model),
            new RunFolder(folder),
            new LatencySettings(1, 1, 1),
            Optional.empty(),
            CellRequest.Round.ONLY,
            Optional.empty());
    try (SessionStreams streams = SessionStreams.open(request, STREAMS)) {
      streams.together(
          stream -> {
            for (int pass = 0; pass < PASSES; pass++) {
              stream.infer(8);
            }
          });
      Files.write(folder.resolve("threads"), processorTimes());
    }
  }

  /** Lines of name and clock ticks. */
  private static List<String> processorTimes() throws IOException {
    List<String> times = new ArrayList<>();
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        // proc(5): pid (comm) state ..., of which fields 14 and 15 are user and system time.
        String stat = Files.readString(task.resolve("stat"));
        int end = stat.lastIndexOf(')');
        String[] fields = stat.substring(end + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        times.add(stat.substring(stat.indexOf('(') + 1, end) + "\t" + ticks);
      }
    }
    return times;
  }
}
