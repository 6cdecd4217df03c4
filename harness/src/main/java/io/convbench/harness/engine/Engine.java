package io.convbench.harness.engine;

import ai.djl.engine.StandardCapabilities;
import io.convbench.foundation.input.InvalidInputException;
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

  /** The name on the command line and in rows. */
  String id();

  /** The folder of its jars. */
  default String jars() {
    return id();
  }

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

  /**
   * Checks that the engine itself computes a model, where it can hand on what it does not support.
   *
   * @throws ai.djl.engine.EngineException when it would compute nothing of it
   * @throws IOException when that cannot be found out
   */
  default void requireComputing(Path modelFile, ComputeDevice device) throws IOException {}

  /**
   * Why it computes on no GPU, whatever GPUs there are; empty when it has CUDA.
   *
   * @param started the engine in this JVM
   */
  default Optional<String> withoutCuda(ai.djl.engine.Engine started) {
    return started.hasCapability(StandardCapabilities.CUDA)
        ? Optional.empty()
        : Optional.of("its libraries are built without CUDA, or do not load the driver");
  }

  /** How it chooses among cuDNN's algorithms where nobody asks for another way. */
  default CudnnAutotune usualAutotune() {
    return CudnnAutotune.OFF;
  }

  /** Why it does not choose among cuDNN's algorithms so; empty when it does. */
  default Optional<String> unsupported(CudnnAutotune autotune) {
    return autotune == usualAutotune()
        ? Optional.empty()
        : Optional.of("%s cannot turn cuDNN's autotune %s".formatted(id(), autotune.word()));
  }

  /** System properties of a JVM in which it chooses among cuDNN's algorithms so. */
  default Map<String, String> properties(CudnnAutotune autotune) {
    return Map.of();
  }

  /** Environment variables of such a JVM. */
  default Map<String, String> environment(CudnnAutotune autotune) {
    return Map.of();
  }

  /**
   * Environment variables of a JVM in which it computes on processors, where the user's shell says
   * nothing of them.
   */
  default Map<String, String> environmentOnProcessors() {
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

  /**
   * The native library's version, as it states it itself.
   *
   * @throws IOException when it states none
   */
  default String version(ai.djl.engine.Engine started) throws IOException {
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
   * The same engine with libraries of the user's in place of the installation's.
   *
   * @throws InvalidInputException when they cannot be this engine's on this machine
   */
  Engine with(NamedLibraries libraries);

  /**
   * The same engine with a plugin that computes in its place what it supports, which is an engine
   * of another name; empty for an engine without plugins.
   */
  default Optional<Engine> with(ExecutionProvider provider) {
    return Optional.empty();
  }

  /** Its plugin, if it has one. */
  default Optional<ExecutionProvider> provider() {
    return Optional.empty();
  }

  /** The libraries that the user named for it; empty for the installation's. */
  default Optional<NamedLibraries> named() {
    return Optional.empty();
  }

  /**
   * The variable of the environment in which the user, by DJL's convention, names a folder of
   * libraries, or several with colons between, of which the first that exists counts.
   */
  default Optional<String> libraryVariable() {
    return Optional.empty();
  }

  /** Which versions from outside were tried, and how it went; empty where none was. */
  default Optional<String> triedVersions() {
    return Optional.empty();
  }

  /**
   * What is loaded in place of the installation's libraries; empty when they are.
   *
   * @param jars folder of the engine's jars
   * @param cache as of {@link #prepare}
   * @throws IOException when it cannot be found out
   */
  default Optional<OwnLibraries> libraries(Path jars, Path cache) throws IOException {
    return Optional.empty();
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
