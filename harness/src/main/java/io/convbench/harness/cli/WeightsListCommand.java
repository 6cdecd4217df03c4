package io.convbench.harness.cli;

import io.convbench.harness.run.Caches;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.catalogue.FileHash;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightCatalogue;
import io.convbench.suites.catalogue.WeightFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code convbench weights list}: the official files, and which of them are here. */
@Command(
    name = "list",
    description = "Lists Keras's official weight files and which are in the cache.",
    mixinStandardHelpOptions = true)
final class WeightsListCommand implements Callable<Integer> {

  private static final double MEBIBYTE = 1024.0 * 1024;

  @Option(names = "--all", description = "Also files without top, and those for other input sizes.")
  private boolean all;

  @Option(
      names = "--addresses",
      description = "Also where each file comes from, mirrors in their order.")
  private boolean addresses;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder looked into (default: the user's cache).")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path looked = folder == null ? Caches.ofUser(System.getenv()).weights() : folder;
    PrintWriter out = spec.commandLine().getOut();
    out.println("architecture            MiB  here     file and hash");
    for (WeightFile file : files()) {
      Path path = looked.resolve(file.name());
      out.printf(
          Locale.ROOT,
          "%-18s %8s  %-7s  %s  %s%n",
          file.architecture(),
          size(file, path),
          here(path),
          file,
          hash(file, path));
      if (addresses) {
        file.addresses().forEach(address -> out.printf("  %s%n", address));
      }
    }
    out.printf("Folder: %s%n", looked);
    out.flush();
    return 0;
  }

  private List<WeightFile> files() {
    return WeightCatalogue.all().stream().filter(file -> all || isDefault(file)).toList();
  }

  private static boolean isDefault(WeightFile file) {
    return file.top() && file.inputSize() == file.architecture().inputSize();
  }

  /** Measured on a file that is here; else as Keras's table has it. */
  private static String size(WeightFile file, Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return String.format(Locale.ROOT, "%.1f", Files.size(path) / MEBIBYTE);
    }
    Architecture architecture = file.architecture();
    return isDefault(file) && architecture.published().sizeMebibytes().isPresent()
        ? String.format(Locale.ROOT, "%.0f", architecture.published().sizeMebibytes().getAsDouble())
        : "";
  }

  private static String here(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return "yes";
    }
    // A fetch that got no byte leaves an empty part.
    Path part = path.resolveSibling(path.getFileName() + ".part");
    return Files.exists(part) && Files.size(part) > 0 ? "partly" : "no";
  }

  private static String hash(WeightFile file, Path path) throws IOException {
    Optional<FileHash> published = file.published();
    if (published.isPresent()) {
      return published.get().toString();
    }
    return RecordedHash.of(path)
        .map(recorded -> recorded + " (recorded, none published)")
        .orElse("(no hash published)");
  }
}
