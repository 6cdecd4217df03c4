package io.convbench.harness.engine;

import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One inference engine: its names, its model files and how its child JVM is set up. Only {@link
 * #version} may touch the engine's own classes; it and {@link Session} are for a child JVM, whose
 * class path holds this engine's jars alone.
 */
public interface Engine {

  /** The name on the command line and in rows; also the folder of its jars. */
  String id();

  /** DJL's name of the engine. */
  String djlName();

  /** Writes the files that this engine loads. */
  ModelFileWriter writer();

  /**
   * Why the engine does not compute in a precision on a device; empty when it does. What a device
   * only stores in that precision, and computes in another, it does not compute in.
   *
   * @param hardware of this machine
   */
  Optional<String> unsupported(ComputeDevice device, Precision precision, Hardware hardware);

  /**
   * System properties with which a JVM starts the engine.
   *
   * @param threads intra-op threads, at least 1
   */
  Map<String, String> properties(int threads);

  /**
   * Options with which DJL loads a model file.
   *
   * @param device on which all of it is to compute
   * @param threads intra-op threads, at least 1
   * @param between what goes on between the model's passes
   */
  default Map<String, Object> loadOptions(ComputeDevice device, int threads, BetweenPasses between)
      throws IOException {
    return Map.of();
  }

  /** True when DJL can compute on arrays by this engine without a model file. */
  default boolean hasOperators() {
    return true;
  }

  /** True when an array that the engine computed says on which device it is. */
  default boolean tellsPlacement() {
    return false;
  }

  /** The native library's version. */
  default String version(ai.djl.engine.Engine started) {
    return started.getVersion();
  }

  /**
   * True of an entry of the engine's jars that is the engine itself, which a package may leave out
   * where the user has it elsewhere, and not how Java calls it.
   *
   * @param entry name, with {@code /}
   */
  boolean isNative(String entry);

  /**
   * True when the user names libraries of this engine outside of convbench.
   *
   * @param environment variables
   */
  default boolean hasNativesElsewhere(Map<String, String> environment) {
    return false;
  }

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

  /**
   * System properties by which such a JVM finds what {@link #prepare} unpacked.
   *
   * @throws IOException when it is not there and cannot be unpacked
   */
  default Map<String, String> nativeProperties(Path jars, Path cache) throws IOException {
    return Map.of();
  }

  /**
   * What is wrong with what {@link #prepare} left on the disk, all of it read; empty when nothing
   * is.
   *
   * @throws IOException when it cannot be read
   */
  default Optional<String> damage(Path jars, Path cache) throws IOException {
    return Optional.empty();
  }
}
