package io.convbench.harness.gpu;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code nvidia-smi} prints: CSV without header and units, its heading, its list of
 * devices. A value that it does not tell ({@code [N/A]}, {@code [Insufficient Permissions]}) is
 * left out.
 */
final class SmiOutput {

  /** What is known of a GPU without which it is none, and what old drivers may not tell. */
  static final List<String> GPU_FIELDS =
      List.of(
          "index",
          "uuid",
          "name",
          "driver_version",
          "memory.used",
          "compute_cap",
          "memory.total",
          "mig.mode.current",
          "persistence_mode",
          "ecc.mode.current",
          "power.limit",
          "clocks.max.sm",
          "clocks.max.memory");

  /** The fields of {@link #usedBytes}, in their order. */
  static final List<String> PROCESS_FIELDS = List.of("pid", "gpu_uuid", "used_memory");

  private static final int FIELDS_OF_ANY_GPU = 4;
  private static final int FIELDS_OF_A_GPU = 6;

  private static final long MEBIBYTE = 1L << 20;
  private static final Pattern CUDA = Pattern.compile("CUDA (?:UMD )?Version: ([\\d.]+)");
  private static final Pattern MEMORY = Pattern.compile("\\d{1,12}");
  private static final Pattern UNTOLD = Pattern.compile("\\[.*]|N/A|");
  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("Field \"([^\"]+)\" is not a valid field to query");
  private static final Pattern DEVICE = Pattern.compile("GPU \\d+: .*\\(UUID: (GPU-[^)]+)\\)");
  private static final Pattern INSTANCE =
      Pattern.compile("\\s+MIG (\\S+)\\s+Device\\s+\\d+: \\(UUID: (MIG-[^)]+)\\)");

  private SmiOutput() {}

  /** The field that this version does not know, if that is what it complains of. */
  static Optional<String> unknownField(String text) {
    Matcher matcher = UNKNOWN_FIELD.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The GPUs of a listing.
   *
   * @param fields that were asked for, in their order
   * @throws IOException when a line is not such a listing's
   */
  static List<Gpu> gpus(String csv, List<String> fields) throws IOException {
    List<Gpu> gpus = new ArrayList<>();
    for (Map<String, String> line : lines(csv, fields)) {
      try {
        for (String field : GPU_FIELDS.subList(0, FIELDS_OF_ANY_GPU)) {
          if (!line.containsKey(field)) {
            throw new NumberFormatException(field + " is missing");
          }
        }
        Map<String, String> settings = new LinkedHashMap<>(line);
        GPU_FIELDS.subList(0, FIELDS_OF_A_GPU).forEach(settings::remove);
        gpus.add(
            new Gpu(
                Integer.parseInt(line.get("index")),
                line.get("uuid"),
                line.get("name"),
                line.get("driver_version"),
                bytes(line.get("memory.used")),
                number(line.get("compute_cap")),
                Optional.empty(),
                settings));
      } catch (NumberFormatException e) {
        throw new IOException(
            "nvidia-smi lists '%s', no GPU"
                .formatted(VisibleText.shortened(String.join(", ", line.values()))),
            e);
      }
    }
    return gpus;
  }

  /** Instances by the UUID of their GPU, in the order in which CUDA counts them. */
  static Map<String, List<MigInstance>> instances(String listing) {
    Map<String, List<MigInstance>> instances = new LinkedHashMap<>();
    String gpu = "";
    for (String line : listing.lines().toList()) {
      Matcher device = DEVICE.matcher(line);
      Matcher instance = INSTANCE.matcher(line);
      if (device.lookingAt()) {
        gpu = device.group(1);
      } else if (instance.lookingAt()) {
        instances
            .computeIfAbsent(gpu, key -> new ArrayList<>())
            .add(new MigInstance(instance.group(1), instance.group(2)));
      }
    }
    return instances;
  }

  /**
   * Memory that a process uses on a GPU; empty when it is not listed, as in containers with process
   * ids of their own, or its memory is not told.
   *
   * @throws IOException when a line is not such a listing's
   */
  static OptionalLong usedBytes(String csv, long pid, String uuid) throws IOException {
    for (Map<String, String> line : lines(csv, PROCESS_FIELDS)) {
      String memory = line.getOrDefault("used_memory", "");
      if (MEMORY.matcher(memory).matches()
          && String.valueOf(pid).equals(line.get("pid"))
          && uuid.equals(line.get("gpu_uuid"))) {
        return bytes(memory);
      }
    }
    return OptionalLong.empty();
  }

  /** The newest CUDA that the driver runs, out of the heading. */
  static Optional<String> cudaVersion(String text) {
    Matcher matcher = CUDA.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static OptionalLong bytes(String mebibytes) {
    if (mebibytes == null) {
      return OptionalLong.empty();
    }
    if (!MEMORY.matcher(mebibytes).matches()) {
      throw new NumberFormatException(mebibytes + " MiB");
    }
    return OptionalLong.of(MEBIBYTE * Long.parseLong(mebibytes));
  }

  private static OptionalDouble number(String text) {
    return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }

  /** Values by field; without those that are not told. */
  private static List<Map<String, String>> lines(String csv, List<String> fields)
      throws IOException {
    List<Map<String, String>> lines = new ArrayList<>();
    for (String line : csv.lines().filter(text -> !text.isBlank()).toList()) {
      List<String> values = List.of(line.strip().split("\\s*,\\s*", -1));
      if (values.size() != fields.size()) {
        throw new IOException(
            "nvidia-smi prints '%s' where %s was asked for"
                .formatted(VisibleText.shortened(line.strip()), String.join(", ", fields)));
      }
      Map<String, String> told = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        if (!UNTOLD.matcher(values.get(i)).matches()) {
          told.put(fields.get(i), values.get(i));
        }
      }
      lines.add(told);
    }
    return lines;
  }
}
