package io.convbench.harness.process;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.temporary.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lets an engine prove itself, and say what it is and which devices it sees. */
final class EngineReportTask implements WorkerTask {

  /**
   * @param arguments the engine's id, and the file for its answer
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Engine engine = Engines.named(arguments.get(0));
    String version = EngineProbe.start(engine, ComputeDevice.CPU);
    Path folder = TemporaryFiles.folder("convbench-trial");
    try {
      EngineTrial.run(engine, folder);
    } finally {
      ModelFiles.delete(folder);
    }
    new EngineReport(version, EngineProbe.gpus(engine), NativeHashes.ofThisProcess(heartbeat))
        .write(Path.of(arguments.get(1)));
  }
}
