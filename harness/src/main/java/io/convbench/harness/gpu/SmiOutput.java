package io.convbench.harness.gpu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code nvidia-smi} prints: CSV without header and units, and its heading. */
final class SmiOutput {

  /** The fields of {@link #gpus}, in their order. */
  static final List<String> GPU_FIELDS =
      List.of(
          "index", "uuid", "name", "driver_version", "memory.total", "memory.used", "compute_cap");

  /** The fields of {@link #usedBytes}, in their order. */
  static final List<String> PROCESS_FIELDS = List.of("pid", "gpu_uuid", "used_memory");

  private static final long MEBIBYTE = 1L << 20;
  private static final Pattern CUDA = Pattern.compile("CUDA (?:UMD )?Version: ([\\d.]+)");

  private SmiOutput() {}

  /**
   * The GPUs of a listing.
   *
   * @throws IOException when a line is not such a listing's
   */
  static List<Gpu> gpus(String csv) throws IOException {
    List<Gpu> gpus = new ArrayList<>();
    for (List<String> line : lines(csv, GPU_FIELDS)) {
      try {
        gpus.add(
            new Gpu(
                Integer.parseInt(line.get(0)),
                line.get(1),
                line.get(2),
                line.get(3),
                MEBIBYTE * Long.parseLong(line.get(4)),
                MEBIBYTE * Long.parseLong(line.get(5)),
                Double.parseDouble(line.get(6))));
      } catch (NumberFormatException e) {
        throw new IOException(
            "nvidia-smi lists '%s', no GPU".formatted(String.join(", ", line)), e);
      }
    }
    return gpus;
  }

  /**
   * Memory that a process uses on a GPU; empty when it is not listed, as in containers with process
   * ids of their own, or its memory is not told.
   *
   * @throws IOException when a line is not such a listing's
   */
  static OptionalLong usedBytes(String csv, long pid, String uuid) throws IOException {
    for (List<String> line : lines(csv, PROCESS_FIELDS)) {
      boolean told = line.get(2).matches("\\d+");
      if (told && line.get(0).equals(String.valueOf(pid)) && line.get(1).equals(uuid)) {
        return OptionalLong.of(MEBIBYTE * Long.parseLong(line.get(2)));
      }
    }
    return OptionalLong.empty();
  }

  /** The newest CUDA that the driver runs, out of the heading. */
  static Optional<String> cudaVersion(String text) {
    Matcher matcher = CUDA.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<List<String>> lines(String csv, List<String> fields) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (String line : csv.lines().filter(text -> !text.isBlank()).toList()) {
      List<String> values = List.of(line.strip().split("\\s*,\\s*", -1));
      if (values.size() != fields.size()) {
        throw new IOException(
            "nvidia-smi prints '%s' where %s was asked for"
                .formatted(line.strip(), String.join(", ", fields)));
      }
      lines.add(values);
    }
    return lines;
  }
}
