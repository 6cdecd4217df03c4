package io.convbench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * On what a run was measured. Nothing in it depends on a time zone or a language. The machine's
 * figures are the host's; what the run may use of them is told apart.
 *
 * @param time when it started, ISO 8601 UTC
 * @param convbenchVersion release
 * @param commit of convbench
 * @param jvm vendor, name and version
 * @param maxHeapBytes largest heap of the run's own JVM
 * @param operatingSystem name and version
 * @param cpuModel the processor's own name
 * @param logicalCores cores that the operating system schedules
 * @param physicalCores cores without hyper-threads
 * @param memoryBytes installed memory
 * @param limits what the run may use of cores and memory
 * @param cpuFlags instruction sets that matter to convolutions, e.g. {@code avx2}, {@code avx512f}
 * @param machineModel what the hardware or hypervisor calls itself; empty when unknown
 * @param governor how the processor's frequency is governed, e.g. {@code performance}; empty when
 *     unknown
 * @param loadAverage runnable processes over the minute before the run, negative when unknown
 * @param engines version by engine id
 * @param platform what lies between convbench and the processor, and how it was set
 * @param gpus that the run could use, in CUDA's order
 * @param gpuVariables those of the user's variables that decide which GPUs these are
 */
public record Environment(
    String time,
    String convbenchVersion,
    String commit,
    String jvm,
    long maxHeapBytes,
    String operatingSystem,
    String cpuModel,
    int logicalCores,
    int physicalCores,
    long memoryBytes,
    Limits limits,
    List<String> cpuFlags,
    String machineModel,
    String governor,
    double loadAverage,
    Map<String, String> engines,
    Platform platform,
    List<GpuFacts> gpus,
    Map<String, String> gpuVariables) {

  private static final double BUSY_LOAD_PER_CORE = 0.5;

  /** Part by which the memory of one machine may differ from start to start. */
  private static final double SAME_MEMORY = 0.01;

  /** Headers as in {@code results.csv}; fields that a later version adds are ignored. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * @throws IllegalArgumentException when the time is not ISO 8601 UTC, a count is negative, the
   *     load is not finite, or a list or a map has a gap
   */
  public Environment {
    requireUtc(time);
    Objects.requireNonNull(convbenchVersion, "convbenchVersion");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(jvm, "jvm");
    Objects.requireNonNull(operatingSystem, "operatingSystem");
    Objects.requireNonNull(cpuModel, "cpuModel");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(machineModel, "machineModel");
    Objects.requireNonNull(governor, "governor");
    Objects.requireNonNull(platform, "platform");
    if (maxHeapBytes < 0 || logicalCores < 0 || physicalCores < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "heap %s, cores %s and %s, memory %s: none can be negative"
              .formatted(maxHeapBytes, logicalCores, physicalCores, memoryBytes));
    }
    if (!Double.isFinite(loadAverage)) {
      throw new IllegalArgumentException(
          "load average %s: an unknown one is negative".formatted(loadAverage));
    }
    requireNoGap("cpu_flags", cpuFlags);
    requireNoGap("engines", engines.values());
    cpuFlags = List.copyOf(cpuFlags);
    requireNoGap("gpus", gpus);
    requireNoGap("gpu_variables", gpuVariables.values());
    engines = Collections.unmodifiableMap(new TreeMap<>(engines));
    gpus = List.copyOf(gpus);
    gpuVariables = Collections.unmodifiableMap(new TreeMap<>(gpuVariables));
  }

  /** True when others' load on the cores makes timings too high. */
  public boolean busy() {
    return loadAverage > BUSY_LOAD_PER_CORE * logicalCores;
  }

  /** Memory that the run may use: the machine's, or less where a container is limited to less. */
  public long usableMemoryBytes() {
    return limits.hasMemoryLimit() ? Math.min(memoryBytes, limits.memoryBytes()) : memoryBytes;
  }

  /** The same with the versions of the engines that ran. */
  public Environment withEngines(Map<String, String> versions) {
    return with(versions, platform);
  }

  /** The same with libraries that a process of an engine had loaded. */
  public Environment withNativeLibraries(String engine, Map<String, String> sha256) {
    return with(engines, platform.withNativeLibraries(engine, sha256));
  }

  private Environment with(Map<String, String> versions, Platform changed) {
    return new Environment(
        time,
        convbenchVersion,
        commit,
        jvm,
        maxHeapBytes,
        operatingSystem,
        cpuModel,
        logicalCores,
        physicalCores,
        memoryBytes,
        limits,
        cpuFlags,
        machineModel,
        governor,
        loadAverage,
        versions,
        changed,
        gpus,
        gpuVariables);
  }

  /**
   * Reads {@code environment.json}. One of a version that did not look for limits or GPUs counts as
   * without any, one of a version that did not look at the platform as of an unknown one.
   *
   * @throws IOException when it is missing or is not such a file, naming file and what is wrong
   */
  public static Environment read(Path file) throws IOException {
    try {
      JsonNode fields = JSON.readTree(BoundedText.read(file, BoundedText.MOST_BYTES_OF_FACTS));
      if (!(fields instanceof ObjectNode object)) {
        throw new JsonMappingException(null, "it holds no JSON object");
      }
      if (!object.has("limits")) {
        int cores = Math.max(1, object.path("logical_cores").asInt());
        object.set("limits", JSON.valueToTree(Limits.of(cores)));
      }
      if (!object.has("platform")) {
        object.set("platform", JSON.valueToTree(Platform.UNKNOWN));
      }
      if (!object.has("gpus")) {
        object.putArray("gpus");
        object.putObject("gpu_variables");
      }
      return JSON.treeToValue(object, Environment.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is not an environment.json of convbench: %s"
              .formatted(file, VisibleText.shortened(ParserWords.of(e.getOriginalMessage()))),
          e);
    }
  }

  /**
   * Writes {@code environment.json}, whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path file) throws IOException {
    // Jackson's printer indents with the system's line ends.
    WholeFile.write(
        file, JSON.writeValueAsString(this).replace(System.lineSeparator(), "\n") + "\n");
  }

  private static void requireNoGap(String field, Collection<?> values) {
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("%s %s: null is not a text".formatted(field, values));
    }
  }

  /**
   * In what this differs from another environment so far that figures of both are not to be mixed
   * unasked: processor, cores, memory, convbench's commit, the versions of engines that ran in
   * both, and the platform. Empty when figures of both may stand side by side.
   */
  public List<String> differences(Environment before) {
    List<String> differences = new ArrayList<>();
    compare("processor", before.cpuModel, cpuModel, differences);
    compare("cores", before.limits.cores(), limits.cores(), differences);
    long memory = usableMemoryBytes();
    long memoryBefore = before.usableMemoryBytes();
    // The kernel keeps some memory for itself, and another one more or less of it.
    if (Math.abs(memory - memoryBefore) > memoryBefore * SAME_MEMORY) {
      compare("memory", gibibytes(memoryBefore), gibibytes(memory), differences);
    }
    compare("convbench", before.commit, commit, differences);
    if (before.commit.equals(commit) && !platform.sameSources(before.platform)) {
      differences.add("convbench %s built from other sources".formatted(commit));
    }
    before.engines.forEach(
        (engine, version) ->
            compare(engine, version, engines.getOrDefault(engine, version), differences));
    if (!before.governor.isEmpty() && !governor.isEmpty()) {
      compare("governor", before.governor, governor, differences);
    }
    differences.addAll(platform.differences(before.platform));
    return List.copyOf(differences);
  }

  private static void compare(String what, Object before, Object now, List<String> differences) {
    if (!before.equals(now)) {
      differences.add("%s %s, not %s".formatted(what, now, before));
    }
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1 << 30));
  }

  private static void requireUtc(String time) {
    try {
      Instant.parse(time);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "time '%s' is not ISO 8601 UTC, e.g. 2026-11-23T21:57:39Z".formatted(time), e);
    }
  }
}
