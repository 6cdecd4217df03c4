package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.run.Caches;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightCatalogue;
import io.convbench.suites.catalogue.WeightFile;
import io.convbench.suites.download.FetchException;
import io.convbench.suites.download.FetchUnavailableException;
import io.convbench.suites.download.Sleeper;
import io.convbench.suites.download.Timeouts;
import io.convbench.suites.download.WeightFetcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench weights fetch}: downloads official files into the user's cache. */
@Command(
    name = "fetch",
    description = {
      "Downloads the official weight files of Keras and timm to where --weights keras looks.",
      "Resumes an earlier download, and checks the file's hash."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 every file is there; 1 a file could not be fetched, whatever",
      "became of the others; 2 bad usage; 3 the only obstacle is this machine: it is",
      "offline, or the folder cannot take the file."
    })
final class WeightsFetchCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "ARCH", split = ",", description = "Architectures.")
  private List<String> names;

  @Option(names = "--no-top", description = "The files without the classifier.")
  private boolean withoutTop;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "MobileNet's and MobileNetV2's files for another input size (default: 224).")
  private Integer size;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the files (default: the user's cache).")
  private Path folder;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description =
          "Takes the files from URL/<file name> (default: Keras's and timm's addresses). A user and password"
              + " (https://user:password@host/) or a query with a token are sent and never shown.")
  private WebAddress from;

  @Option(
      names = "--offline",
      defaultValue = "${env:CONVBENCH_OFFLINE:-false}",
      fallbackValue = "true",
      description = "Opens no connection, only checks what is there (env CONVBENCH_OFFLINE=true).")
  private boolean offline;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Set<WeightFile> files = files();
    Path target = folder == null ? Caches.ofUser(System.getenv()).weights() : folder;
    WeightFetcher fetcher =
        new WeightFetcher(
            offline, Timeouts.DEFAULT, Clock.systemUTC(), Sleeper.real(), new SecureRandom());
    if (from != null && from.userInfo().isPresent() && !from.isEncrypted()) {
      spec.commandLine()
          .getErr()
          .printf("%s: the password is sent unencrypted: use https if you can%n", from);
    }
    int exitCode = 0;
    for (WeightFile file : files) {
      exitCode = worse(exitCode, fetch(fetcher, file, target));
    }
    return exitCode;
  }

  /** All files asked for, before the first is fetched, so that a typing error costs no download. */
  private Set<WeightFile> files() {
    Set<WeightFile> files = new LinkedHashSet<>();
    List<String> mistakes = new ArrayList<>();
    for (String name : names) {
      try {
        files.add(file(Architectures.named(name)));
      } catch (InvalidInputException e) {
        mistakes.add(e.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidInputException(String.join("; ", mistakes));
    }
    return files;
  }

  private WeightFile file(Architecture architecture) {
    int side = size == null ? architecture.inputSize() : size;
    WeightFile file = WeightCatalogue.find(architecture, side, !withoutTop);
    return from == null ? file : file.from(from);
  }

  private int fetch(WeightFetcher fetcher, WeightFile file, Path target)
      throws IOException, InterruptedException {
    try {
      boolean downloaded = show(fetcher, file, target);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s %s%n", target.resolve(file.name()), downloaded ? "fetched" : "was there already");
      out.flush();
      return 0;
    } catch (FetchException e) {
      return failed(e, Failures.FAILED);
    } catch (FetchUnavailableException e) {
      return failed(e, Failures.UNAVAILABLE);
    }
  }

  private boolean show(WeightFetcher fetcher, WeightFile file, Path target)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (FetchDisplay display = FetchDisplay.on(err, System.console() != null)) {
      return fetcher.fetch(file, target, display);
    }
  }

  private int failed(IOException failure, int exitCode) {
    spec.commandLine().getErr().println("convbench: " + failure.getMessage());
    return exitCode;
  }

  /** A failure outweighs what this machine cannot do, which outweighs success. */
  private static int worse(int one, int other) {
    return one == Failures.FAILED || other == Failures.FAILED
        ? Failures.FAILED
        : Math.max(one, other);
  }
}
