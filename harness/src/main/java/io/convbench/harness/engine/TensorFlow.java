package io.convbench.harness.engine;

import io.convbench.datasets.natives.Natives;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.savedmodel.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * TensorFlow, fed with SavedModels. DJL's own artifact of its natives is not published, so they are
 * TensorFlow's own, unpacked once for all runs.
 */
final class TensorFlow implements Engine {

  private final Optional<NamedLibraries> named;

  TensorFlow() {
    this(Optional.empty());
  }

  private TensorFlow(Optional<NamedLibraries> named) {
    this.named = named;
  }

  @Override
  public Engine with(NamedLibraries libraries) {
    TensorFlowLibraries.in(libraries);
    return new TensorFlow(Optional.of(libraries));
  }

  @Override
  public Optional<NamedLibraries> named() {
    return named;
  }

  @Override
  public Optional<String> libraryVariable() {
    return Optional.of("TENSORFLOW_LIBRARY_PATH");
  }

  @Override
  public Optional<OwnLibraries> libraries(Path jars, Path cache) {
    return named.map(TensorFlowLibraries::in).map(TensorFlowLibraries::own);
  }

  @Override
  public String id() {
    return "tensorflow";
  }

  @Override
  public String djlName() {
    return "TensorFlow";
  }

  @Override
  public Optional<String> triedVersions() {
    return Optional.of("TensorFlow 2.16, 2.18 and 2.20 work with the binding for 2.16");
  }

  @Override
  public ModelFileWriter writer() {
    return new SavedModelWriter();
  }

  @Override
  public boolean isNative(String entry) {
    return entry.contains("/libtensorflow_");
  }

  @Override
  public Optional<String> unsupported(
      ComputeDevice device, Precision precision, Hardware hardware) {
    return hardware.lacks(device, precision);
  }

  @Override
  public CudnnAutotune usualAutotune() {
    return CudnnAutotune.ON;
  }

  @Override
  public Optional<String> unsupported(CudnnAutotune autotune) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> environment(CudnnAutotune autotune) {
    return Map.of("TF_CUDNN_USE_AUTOTUNE", autotune == CudnnAutotune.ON ? "1" : "0");
  }

  @Override
  public Map<String, String> properties(int threads) {
    return Map.of(
        "ai.djl.tensorflow.num_intraop_threads",
        String.valueOf(threads),
        "ai.djl.tensorflow.num_interop_threads",
        "1");
  }

  @Override
  public Map<String, Object> loadOptions(ComputeDevice device, int threads, BetweenPasses between) {
    return Map.of("ConfigProto", TensorFlowOptions.ofSession(device, threads));
  }

  @Override
  public Map<String, String> prepare(Path jars, Path cache) throws IOException {
    Path natives =
        named.isPresent()
            ? TensorFlowLibraries.in(named.get())
                .linked(() -> natives(jars, cache).unpacked(), cache.resolve("linked"))
            : natives(jars, cache).unpacked();
    return Map.of(
        "TENSORFLOW_LIBRARY_PATH",
        natives.toString(),
        "TF_ENABLE_ONEDNN_OPTS",
        "1",
        // oneDNN reorders a kernel once and not at every pass.
        "TF_ONEDNN_ASSUME_FROZEN_WEIGHTS",
        "1",
        // Else it takes a GPU's whole memory as it starts.
        "TF_FORCE_GPU_ALLOW_GROWTH",
        "true",
        // Else all sessions of a process share the intra-op threads of the first one.
        "TF_OVERRIDE_GLOBAL_THREADPOOL",
        "1",
        "TF_CPP_MIN_LOG_LEVEL",
        "2");
  }

  /** JavaCPP makes this folder in the user's home, else, and unpacks into it what it misses. */
  @Override
  public Map<String, String> nativeProperties(Path jars, Path cache) {
    return Map.of("org.bytedeco.javacpp.cachedir", cache.resolve("javacpp").toString());
  }

  @Override
  public Optional<String> damage(Path jars, Path cache) throws IOException {
    return natives(jars, cache).damage();
  }

  private Natives natives(Path jars, Path cache) throws IOException {
    return Natives.ofOnlyJar(jars.resolve("natives"), cache.resolve(id()));
  }
}
