package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * On what a run was measured.
 *
 * @param time when it started, ISO 8601 UTC
 * @param convbenchVersion release
 * @param commit of convbench
 * @param jvm vendor, name and version
 * @param operatingSystem name and version
 * @param cpuModel the processor's own name
 * @param logicalCores cores that the operating system schedules
 * @param physicalCores cores without hyper-threads
 * @param memoryBytes installed memory
 * @param cpuFlags instruction sets that matter to convolutions
 * @param machineModel what the hardware or hypervisor calls itself
 * @param loadAverage runnable processes over the minute before the run, negative when unknown
 * @param engines version by engine id
 */
public record Environment(
    String time,
    String convbenchVersion,
    String commit,
    String jvm,
    String operatingSystem,
    String cpuModel,
    int logicalCores,
    int physicalCores,
    long memoryBytes,
    List<String> cpuFlags,
    String machineModel,
    double loadAverage,
    Map<String, String> engines) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Environment {
    cpuFlags = List.copyOf(cpuFlags);
    engines = Collections.unmodifiableMap(new TreeMap<>(engines));
  }

  /** The same with the versions of the engines that ran. */
  public Environment withEngines(Map<String, String> versions) {
    return new Environment(
        time,
        convbenchVersion,
        commit,
        jvm,
        operatingSystem,
        cpuModel,
        logicalCores,
        physicalCores,
        memoryBytes,
        cpuFlags,
        machineModel,
        loadAverage,
        versions);
  }

  /**
   * Reads {@code environment.json}.
   *
   * @throws IOException when it is missing or is no such file
   */
  public static Environment read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), Environment.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no environment.json of convbench", e);
    }
  }

  /**
   * Writes {@code environment.json}, whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(this) + "\n");
  }
}
