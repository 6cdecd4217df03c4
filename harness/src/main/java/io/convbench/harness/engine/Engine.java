package io.convbench.harness.engine;

import io.convbench.harness.modelfile.ModelFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One inference engine: its names, its model files and how its child JVM is set up. An
 * implementation loads no engine class itself; that happens in {@link Session}, in a child JVM
 * whose class path holds this engine's jars alone.
 */
public interface Engine {

  /** The name on the command line and in rows; also the folder of its jars. */
  String id();

  /** DJL's name of the engine. */
  String djlName();

  /** Writes the files that this engine loads. */
  ModelFileWriter writer();

  /**
   * System properties with which a JVM starts the engine.
   *
   * @param threads intra-op threads, at least 1
   */
  Map<String, String> properties(int threads);

  /**
   * Makes ready on the disk what a JVM with the engine needs, once for all runs.
   *
   * @param jars folder of the engine's jars
   * @param cache folder for what engines unpack, shared by all runs and processes
   * @return environment variables with which such a JVM starts
   * @throws IOException when the engine cannot be made ready
   */
  default Map<String, String> prepare(Path jars, Path cache) throws IOException {
    return Map.of();
  }
}
