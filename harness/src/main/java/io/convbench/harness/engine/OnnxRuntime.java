package io.convbench.harness.engine;

import ai.onnxruntime.OrtEnvironment;
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

/** ONNX Runtime, fed with ONNX files; any version from 1.21 on that is in its folder. */
final class OnnxRuntime implements Engine {

  @Override
  public String id() {
    return "onnxruntime";
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
    return switch (precision) {
      case FP32 -> Optional.empty();
      case BF16 -> Optional.of("ONNX files of opset 17 have no convolution in bf16");
      case FP16 ->
          device.isGpu()
              ? hardware.lacks(device, precision)
              : Optional.of(
                  "ONNX Runtime has no fp16 convolution for processors, it casts to fp32");
    };
  }

  @Override
  public Map<String, String> properties(int threads) {
    // Else DJL looks for another engine to compute on arrays with.
    return Map.of("ai.djl.onnx.disable_alternative", "true");
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
        OrtOptions.of(entries));
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
    return Map.of("onnxruntime.native.path", natives(jars, cache).unpacked().toString());
  }

  @Override
  public Optional<String> damage(Path jars, Path cache) throws IOException {
    return natives(jars, cache).damage();
  }

  private Natives natives(Path jars, Path cache) throws IOException {
    return Natives.of(jars.resolve("onnxruntime.jar"), platform(), cache.resolve(id()));
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
  public String version(ai.djl.engine.Engine started) {
    return OrtEnvironment.getEnvironment().getVersion();
  }
}
