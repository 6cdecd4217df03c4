package io.convbench.harness.engine;

import io.convbench.harness.machine.LoadedLibraries;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** PyTorch (libtorch through DJL's JNI), fed with TorchScript archives. */
final class PyTorch implements Engine {

  /**
   * One heap for all threads from which freed memory does not go back to the system. PyTorch takes
   * every map from malloc; threads other than a process's first get heaps of 64 MB at most, and
   * each pass would have the system clear the pages of larger maps anew (docs/performance).
   */
  private static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_ARENA_MAX",
          "1",
          "MALLOC_MMAP_MAX_",
          "0",
          "MALLOC_TRIM_THRESHOLD_",
          String.valueOf(1L << 40));

  private final Optional<NamedLibraries> named;

  PyTorch() {
    this(Optional.empty());
  }

  private PyTorch(Optional<NamedLibraries> named) {
    this.named = named;
  }

  /** {@inheritDoc} Several versions, see {@code docs/decisions/libraries-from-outside.md}. */
  @Override
  public Engine with(NamedLibraries libraries) {
    TorchLibraries found = TorchLibraries.in(libraries);
    if (libraries.binding().isPresent()) {
      TorchBinding.requireNoneBeside(found, libraries.binding().get());
    }
    return new PyTorch(Optional.of(libraries));
  }

  @Override
  public Optional<NamedLibraries> named() {
    return named;
  }

  @Override
  public Optional<String> libraryVariable() {
    return Optional.of("PYTORCH_LIBRARY_PATH");
  }

  @Override
  public Optional<OwnLibraries> libraries(Path jars, Path cache) throws IOException {
    if (named.isEmpty()) {
      return Optional.empty();
    }
    TorchLibraries found = TorchLibraries.in(named.get());
    TorchBinding binding = binding(found, jars, cache);
    Optional<String> version = found.statedVersion();
    return Optional.of(
        new OwnLibraries(
            found.folder(),
            "PyTorch "
                + version.orElse("of a version that neither version.py nor build-version says"),
            binding.description(),
            binding.advice(version.map(stated -> "PyTorch " + stated).orElse("these libraries"))));
  }

  @Override
  public Map<String, String> prepare(Path jars, Path cache) throws IOException {
    if (named.isEmpty()) {
      return Map.of();
    }
    TorchLibraries found = TorchLibraries.in(named.get());
    return binding(found, jars, cache).prepare(found, cache);
  }

  private TorchBinding binding(TorchLibraries found, Path jars, Path cache) throws IOException {
    return TorchBinding.of(found, named.get().binding(), jars, cache, System.getenv());
  }

  @Override
  public Optional<String> triedVersions() {
    return Optional.of(
        "PyTorch 2.7.1 and 2.8.0 work with DJL's binding for 2.7.1; 2.5 and 2.6 of PyPI (older C++"
            + " strings), 2.9 (aborts) and 2.10 to 2.15 (refuse arrays) need a binding of their own");
  }

  /** DJL names the version that it was told, not the one that runs. */
  @Override
  public String version(ai.djl.engine.Engine started) throws IOException {
    Optional<Path> loaded = LoadedLibraries.named(TorchLibraries.LIBRARY);
    return loaded.isPresent()
        ? TorchLibraries.loadedFrom(loaded.get()).loadedVersion()
        : started.getVersion();
  }

  @Override
  public String id() {
    return "pytorch";
  }

  @Override
  public String djlName() {
    return "PyTorch";
  }

  @Override
  public ModelFileWriter writer() {
    return new TorchScriptWriter();
  }

  /** With the file from which DJL would take the version of what is not there. */
  @Override
  public boolean isNative(String entry) {
    return entry.startsWith("pytorch/") || entry.equals("native/lib/pytorch.properties");
  }

  @Override
  public Optional<String> unsupported(
      ComputeDevice device, Precision precision, Hardware hardware) {
    return hardware.lacks(device, precision);
  }

  @Override
  public boolean tellsPlacement() {
    return true;
  }

  @Override
  public Optional<String> unsupported(CudnnAutotune autotune) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> properties(CudnnAutotune autotune) {
    return Map.of("ai.djl.pytorch.cudnn_benchmark", String.valueOf(autotune == CudnnAutotune.ON));
  }

  @Override
  public Map<String, String> environmentOnProcessors() {
    return MALLOC;
  }

  @Override
  public Map<String, String> properties(int threads) {
    return Map.of(
        "ai.djl.pytorch.num_threads",
        String.valueOf(threads),
        "ai.djl.pytorch.num_interop_threads",
        "1");
  }
}
