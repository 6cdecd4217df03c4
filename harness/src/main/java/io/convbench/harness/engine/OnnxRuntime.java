package io.convbench.harness.engine;

import ai.djl.engine.EngineException;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.convbench.datasets.natives.Natives;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ONNX Runtime, fed with ONNX files; any version from 1.21 on that is in its folder. */
final class OnnxRuntime implements Engine {

  /** Its name, and the folder of its jars. */
  private static final String ID = "onnxruntime";

  private static final String OWN_PROVIDER = "CPUExecutionProvider";

  private final Optional<NamedLibraries> named;
  private final Optional<ExecutionProvider> provider;

  OnnxRuntime() {
    this(Optional.empty(), Optional.empty());
  }

  private OnnxRuntime(Optional<NamedLibraries> named, Optional<ExecutionProvider> provider) {
    this.named = named;
    this.provider = provider;
  }

  @Override
  public Engine with(NamedLibraries libraries) {
    OnnxRuntimeLibraries.in(libraries);
    return new OnnxRuntime(Optional.of(libraries), provider);
  }

  @Override
  public Optional<Engine> with(ExecutionProvider plugin) {
    return Optional.of(new OnnxRuntime(named, Optional.of(plugin)));
  }

  @Override
  public Optional<NamedLibraries> named() {
    return named;
  }

  @Override
  public Optional<ExecutionProvider> provider() {
    return provider;
  }

  @Override
  public Optional<OwnLibraries> libraries(Path jars, Path cache) throws IOException {
    Optional<OwnLibraries> own = named.map(OnnxRuntimeLibraries::in).map(OnnxRuntimeLibraries::own);
    if (provider.isEmpty()) {
      return own;
    }
    return Optional.of(
        new OwnLibraries(
            provider.get().library(),
            "execution provider " + provider.get().name(),
            own.map(OwnLibraries::description).orElse("ONNX Runtime of the installation"),
            "name another library or another name by --onnxruntime-provider, or measure on a"
                + " machine with a device for it"));
  }

  @Override
  public Optional<String> triedVersions() {
    return provider.isPresent()
        ? Optional.empty()
        : Optional.of(
            "ONNX Runtime 1.26 works with the binding out of its own jar; 1.23 lacks functions that"
                + " ONNX Runtime for Java 1.29 calls");
  }

  /** A plugin makes it another engine: its figures are never those of the plain one. */
  @Override
  public String id() {
    return ID + provider.map(plugin -> ExecutionProvider.PLUS + plugin.name()).orElse("");
  }

  @Override
  public String jars() {
    return ID;
  }

  @Override
  public String djlName() {
    return "OnnxRuntime";
  }

  @Override
  public ModelFileWriter writer() {
    return new OnnxWriter();
  }

  @Override
  public boolean isNative(String entry) {
    return entry.startsWith("ai/onnxruntime/native/") && !entry.contains("onnxruntime4j");
  }

  /** Its convolutions on x86 processors know fp32 alone; it puts casts around each. */
  @Override
  public Optional<String> unsupported(
      ComputeDevice device, Precision precision, Hardware hardware) {
    if (provider.isPresent() && device.isGpu()) {
      return Optional.of("convbench runs plugin execution providers on processors alone");
    }
    return switch (precision) {
      case FP32 -> Optional.empty();
      case TF32 -> hardware.lacks(device, precision);
      case BF16 -> Optional.of("ONNX files of opset 17 have no convolution in bf16");
      case FP16 ->
          device.isGpu()
              ? hardware.lacks(device, precision)
              : Optional.of(
                  "ONNX Runtime has no fp16 convolution for processors, it casts to fp32");
    };
  }

  /** DJL only logs the reason, as a warning. */
  @Override
  public Optional<String> withoutCuda(ai.djl.engine.Engine started) {
    return OrtOptions.withoutCuda();
  }

  /** {@code cudnn_conv_algo_search} is EXHAUSTIVE where it is not set, and DJL does not set it. */
  @Override
  public CudnnAutotune usualAutotune() {
    return CudnnAutotune.ON;
  }

  @Override
  public Map<String, String> properties(int threads) {
    Map<String, String> properties = new HashMap<>();
    // Else DJL looks for another engine to compute on arrays with.
    properties.put("ai.djl.onnx.disable_alternative", "true");
    provider.map(ExecutionProvider::properties).ifPresent(properties::putAll);
    return properties;
  }

  @Override
  public Map<String, Object> loadOptions(ComputeDevice device, int threads, BetweenPasses between)
      throws IOException {
    Map<String, String> entries = new HashMap<>();
    if (device.isGpu()) {
      // Refuses to load a model of which any node would be left to the processor.
      entries.put("session.disable_cpu_ep_fallback", "1");
    }
    if (between == BetweenPasses.OTHER_WORK) {
      entries.put("session.force_spinning_stop", "1");
    }
    return Map.of(
        "intraOpNumThreads",
        String.valueOf(threads),
        "interOpNumThreads",
        "1",
        "sessionOptions",
        OrtOptions.of(entries, provider, device));
  }

  /** A plugin may take no node, and ONNX Runtime computes all of them without a word. */
  @Override
  public void requireComputing(Path modelFile, ComputeDevice device) throws IOException {
    if (provider.isEmpty()) {
      return;
    }
    Set<String> providers;
    try (OrtSession.SessionOptions options = OrtOptions.of(Map.of(), provider, device)) {
      providers = OrtProfile.providers(modelFile, options);
    }
    if (providers.equals(Set.of(OWN_PROVIDER))) {
      throw new EngineException(
          "%s computes no node of this model, ONNX Runtime itself computes all"
              .formatted(provider.get().name()));
    }
  }

  @Override
  public boolean hasOperators() {
    return false;
  }

  /**
   * Version 1.29.0 gathers telemetry as it starts, which no benchmark should send, and crashes over
   * it where the command line is longer than 4 KiB, as in JMH's forks.
   */
  @Override
  public Map<String, String> prepare(Path jars, Path cache) {
    return Map.of("ORT_DISABLE_TELEMETRY", "1");
  }

  /** Else every JVM unpacks them, into a folder for temporary files that may load no library. */
  @Override
  public Map<String, String> nativeProperties(Path jars, Path cache) throws IOException {
    if (named.isEmpty()) {
      return Map.of("onnxruntime.native.path", natives(jars, cache).unpacked().toString());
    }
    OnnxRuntimeLibraries own = OnnxRuntimeLibraries.in(named.get());
    Path binding =
        own.binding().isPresent()
            ? own.binding().get()
            : natives(jars, cache).unpacked().resolve(OnnxRuntimeLibraries.BINDING);
    return own.properties(binding, cache.resolve(ID));
  }

  @Override
  public Optional<String> damage(Path jars, Path cache) throws IOException {
    return natives(jars, cache).damage();
  }

  private Natives natives(Path jars, Path cache) throws IOException {
    return Natives.of(jars.resolve("onnxruntime.jar"), platform(), cache.resolve(ID));
  }

  /** The folder of this platform's libraries in the jar. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "osx" : os.startsWith("windows") ? "win" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    return "ai/onnxruntime/native/%s-%s/".formatted(system, processor);
  }

  /** DJL names the version that it was compiled against, not the one that runs. */
  @Override
  public String version(ai.djl.engine.Engine started) throws IOException {
    String version = OrtEnvironment.getEnvironment().getVersion();
    return provider.isEmpty()
        ? version
        : "%s with %s".formatted(version, ProviderDevices.version(provider.get()));
  }
}
