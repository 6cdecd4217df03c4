package io.convbench.harness.process;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Engines;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of the JVM in which an engine says what it is and which devices it sees. */
final class EngineReportMain {

  private EngineReportMain() {}

  /**
   * @param arguments the engine's id, and the file for its answer
   */
  public static void main(String[] arguments) {
    ParentWatch.begin();
    VisibleOutput.begin();
    try {
      Engine engine = Engines.named(arguments[0]);
      String version = EngineProbe.start(engine, ComputeDevice.CPU);
      new EngineReport(version, EngineProbe.gpus(engine)).write(Path.of(arguments[1]));
      System.exit(0);
    } catch (IOException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      System.err.println(OneLine.of(e));
      System.exit(1);
    }
  }
}
