package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.hash.FileHash;
import io.convbench.harness.process.OneLine;
import io.convbench.harness.run.Caches;
import io.convbench.results.JsonDocument;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightCatalogue;
import io.convbench.suites.catalogue.WeightFile;
import io.convbench.suites.cost.Cost;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code convbench weights list}: the official files, and which of them are here. */
@Command(
    name = "list",
    description = "Lists the official weight files of Keras and timm and which are in the cache.",
    mixinStandardHelpOptions = true)
final class WeightsListCommand implements Callable<Integer> {

  private static final int VERSION = 1;

  private static final double MEBIBYTE = 1024.0 * 1024;

  private static final String LINE = "%-30s %8s  %-6s  %-7s  %s  %s%n";

  private static final String LEGEND =
      """
      Source of the size: the file here (file), public logs of its download and scripts that load it
      (logs), the record of the first download here (record), Keras's documentation, rounded (docs);
      where none of them has it, the weights alone at 4 bytes a parameter, which the file exceeds
      (params).""";

  @Option(
      names = "--all",
      description = "Also lists files without top, and those for other input sizes.")
  private boolean all;

  @Option(
      names = "--addresses",
      description = "Also shows exact bytes and addresses, mirrors in their order.")
  private boolean addresses;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to list (default: the user's cache).")
  private Path folder;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path looked = folder == null ? Caches.ofUser(System.getenv()).weights() : folder;
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      out.print(json(looked));
      out.flush();
      return 0;
    }
    out.printf(Locale.ROOT, LINE, "architecture", "MiB", "source", "here", "file", "hash");
    for (WeightFile file : files()) {
      Path path = looked.resolve(file.name());
      Recorded recorded = Recorded.beside(path);
      Size size = size(file, path, recorded);
      out.printf(
          Locale.ROOT,
          LINE,
          file.architecture(),
          size.mebibytes(),
          size.source(),
          here(path),
          file,
          hash(file, recorded));
      if (addresses) {
        size.bytes().ifPresent(bytes -> out.printf("  %s bytes%n", bytes));
        file.addresses().forEach(address -> out.printf("  %s%n", address));
      }
    }
    out.println(LEGEND);
    out.printf("Folder: %s%n", looked);
    out.flush();
    return 0;
  }

  private JsonDocument json(Path looked) throws IOException {
    JsonDocument document = new JsonDocument("weights", VERSION);
    document.content().put("folder", looked.toString());
    ArrayNode all = document.content().putArray("files");
    for (WeightFile file : files()) {
      Path path = looked.resolve(file.name());
      Recorded recorded = Recorded.beside(path);
      Size size = size(file, path, recorded);
      ObjectNode node =
          all.addObject()
              .put("file", file.name())
              .put("architecture", file.architecture().name())
              .put("input_size", file.inputSize())
              .put("top", file.top())
              .put("here", here(path))
              .put("bytes", size.bytes().isPresent() ? size.bytes().getAsLong() : null)
              .put("bytes_source", size.bytes().isPresent() ? size.source() : null)
              .put("published_hash", file.published().map(FileHash::toString).orElse(null))
              .put("recorded_hash", recorded.hash().map(FileHash::toString).orElse(null))
              .put("damage", recorded.damage().orElse(null));
      ArrayNode from = node.putArray("addresses");
      file.addresses().forEach(address -> from.add(address.toString()));
    }
    return document;
  }

  private List<WeightFile> files() {
    return WeightCatalogue.all().stream().filter(file -> all || isDefault(file)).toList();
  }

  private static boolean isDefault(WeightFile file) {
    return file.top() && file.inputSize() == file.architecture().inputSize();
  }

  /**
   * The best that is known: measured, else exact, else rounded, else a lower bound, else nothing.
   */
  private static Size size(WeightFile file, Path path, Recorded recorded) throws IOException {
    if (Files.isRegularFile(path)) {
      return Size.exact(Files.size(path), "file");
    }
    if (file.knownBytes().isPresent()) {
      return Size.exact(file.knownBytes().getAsLong(), "logs");
    }
    if (recorded.bytes().isPresent()) {
      return Size.exact(recorded.bytes().getAsLong(), "record");
    }
    OptionalDouble rounded = file.architecture().published().sizeMebibytes();
    if (isDefault(file) && rounded.isPresent()) {
      return Size.inexact("%.0f", rounded.getAsDouble(), "docs");
    }
    return file.top() ? Size.beyond(weightBytes(file)) : new Size("", "", OptionalLong.empty());
  }

  /** The same at every input size. */
  private static long weightBytes(WeightFile file) {
    return Cost.of(file.architecture().graph()).weightBytes();
  }

  /** A size as it is shown, where it comes from, and the bytes if they are known exactly. */
  private record Size(String mebibytes, String source, OptionalLong bytes) {

    static Size exact(long bytes, String source) {
      return new Size(
          String.format(Locale.ROOT, "%.1f", bytes / MEBIBYTE), source, OptionalLong.of(bytes));
    }

    static Size inexact(String format, double mebibytes, String source) {
      return new Size(String.format(Locale.ROOT, format, mebibytes), source, OptionalLong.empty());
    }

    /** Rounded down, so that it stays a lower bound. */
    static Size beyond(long bytes) {
      return inexact(">%.1f", Math.floor(10 * bytes / MEBIBYTE) / 10, "params");
    }
  }

  private static String here(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return "yes";
    }
    // A fetch that got no byte leaves an empty part.
    Path part = path.resolveSibling(path.getFileName() + ".part");
    return Files.exists(part) && Files.size(part) > 0 ? "partly" : "no";
  }

  private static String hash(WeightFile file, Recorded recorded) {
    String hash =
        file.published()
            .map(FileHash::toString)
            .or(() -> recorded.hash().map(first -> first + " (recorded, none published)"))
            .orElse("(no hash published)");
    return recorded.damage().map(damage -> hash + "; " + damage).orElse(hash);
  }

  /** What is recorded beside a file; of a damaged record, what is wrong with it and its fix. */
  private record Recorded(Optional<FileHash> hash, OptionalLong bytes, Optional<String> damage) {

    static Recorded beside(Path file) {
      try {
        return new Recorded(RecordedHash.of(file), RecordedHash.bytesOf(file), Optional.empty());
      } catch (IOException e) {
        return new Recorded(Optional.empty(), OptionalLong.empty(), Optional.of(OneLine.of(e)));
      }
    }
  }
}
