package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.build.Build;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.packaging.Contents;
import io.convbench.harness.packaging.JavaRuntime;
import io.convbench.harness.packaging.Packaging;
import io.convbench.harness.packaging.Packed;
import io.convbench.harness.packaging.Part;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.Interruption;
import io.convbench.results.Invocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench package}: convbench as an archive for machines on which nobody builds it. */
@Command(
    name = "package",
    description =
        "Packs convbench into one tar.gz, which runs where it is unpacked: on Linux with glibc,"
            + " without Maven or network, with --runtime without Java.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PackageCommand implements Callable<Integer> {

  private static final String NONE = "none";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([MG])");

  @Parameters(paramLabel = "OUT", description = "The archive to write; must not exist.")
  private Path out;

  @Option(
      names = "--engine",
      split = ",",
      paramLabel = "E",
      completionCandidates = Choices.OfEngine.class,
      description =
          "Engines whose libraries go into it: ${COMPLETION-CANDIDATES}; or none, where the user"
              + " has them elsewhere (default: all).")
  private List<String> engines;

  @Option(
      names = "--images",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "With OpenCV's library (default); --no-images leaves it out, and with it accuracy, predict"
              + " and dataset.")
  private boolean images;

  @Option(names = "--runtime", description = "With a Java, made from the JDK that runs this.")
  private boolean runtime;

  @Option(
      names = "--volume-size",
      paramLabel = "SIZE",
      description =
          "Largest size of a file, in MiB or GiB, as in 60M: OUT.001, OUT.002, ..., to be joined"
              + " with cat (default: one file).")
  private String volumeSize;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(this::pack);
  }

  private int pack() throws IOException {
    Set<Engine> chosen = chosen();
    OptionalLong volumeBytes = volumeBytes();
    Installation installation = Installation.current();
    Packaging packaging =
        new Packaging(installation, new Contents(chosen, images, runtime), volumeBytes);
    Optional<String> obstacle =
        runtime && installation.runtime().isEmpty() ? JavaRuntime.obstacle() : Optional.empty();
    if (obstacle.isPresent()) {
      spec.commandLine().getErr().println("convbench: " + obstacle.get());
      return Failures.UNAVAILABLE;
    }
    tell(packaging.write(out));
    return 0;
  }

  private Set<Engine> chosen() {
    if (engines == null) {
      return new LinkedHashSet<>(Engines.all());
    }
    if (engines.size() == 1 && engines.get(0).equalsIgnoreCase(NONE)) {
      return Set.of();
    }
    if (engines.stream().anyMatch(NONE::equalsIgnoreCase)) {
      throw new InvalidInputException(
          "--engine %s: none stands alone".formatted(String.join(",", engines)));
    }
    Set<Engine> chosen = new LinkedHashSet<>();
    engines.forEach(id -> chosen.add(Engines.named(id)));
    return chosen;
  }

  private OptionalLong volumeBytes() {
    if (volumeSize == null) {
      return OptionalLong.empty();
    }
    Matcher size = SIZE.matcher(volumeSize.toUpperCase(Locale.ROOT));
    long bytes =
        size.matches() ? Long.parseLong(size.group(1)) << (size.group(2).equals("M") ? 20 : 30) : 0;
    if (bytes == 0) {
      throw new InvalidInputException(
          "--volume-size %s: use a whole number of MiB or GiB, 1 or more, as in 60M or 2G"
              .formatted(volumeSize));
    }
    return OptionalLong.of(bytes);
  }

  private void tell(Packed packed) {
    PrintWriter print = spec.commandLine().getOut();
    Build build = Build.current();
    print.printf(
        "convbench %s, commit %s, libraries for %s%n",
        build.version(), build.commit(), build.natives());
    for (Part part : packed.parts()) {
      print.printf(Locale.ROOT, "%9.1f MiB  %s%n", mebibytes(part.bytes()), part.name());
    }
    print.printf(
        Locale.ROOT,
        "%9.1f MiB  together, sha256 %s%n",
        mebibytes(packed.bytes()),
        packed.sha256());
    packed.files().forEach(print::println);
    if (!packed.missing().isEmpty()) {
      print.printf(
          "This system lacks %s, so that the packed Java does, too: install them and pack again, or make"
              + " sure that the other machine has them.%n",
          String.join(", ", packed.missing().stream().sorted().toList()));
    }
    print.printf(
        volumeSize == null
            ? "To unpack it: tar xzf %s%n"
            : "To join and unpack it: cat %s.* | tar xzf -%n",
        Invocation.quoted(forTar(out.getFileName().toString())));
    print.println("To run it: convbench/bin/convbench doctor");
    print.flush();
  }

  /** tar reads the name before a colon as that of another machine, and a dash as an option. */
  private static String forTar(String name) {
    return name.startsWith("-") || name.contains(":") ? "./" + name : name;
  }

  private static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}
