package io.convbench.harness.cli;

import io.convbench.foundation.hash.FileHash;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightCatalogue;
import io.convbench.suites.catalogue.WeightFile;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.WeightsOrigin;
import io.convbench.suites.weights.WeightsSource;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench weights verify}: whether a file holds an architecture's weights. */
@Command(
    name = "verify",
    description = {
      "Checks a weight file: structure, values, and whether it is the official file.",
      "It must hold every layer, with top, without or with another classifier, in the right shapes,"
          + " all values finite."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 it fits; 1 it fits, but has an official name and not its hash (or,",
      "without one, not its size); 2 it does not fit, is damaged or cannot be read."
    })
final class WeightsVerifyCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      description = "A weight file by Keras 1, 2 or 3, or, of PyTorch's networks, safetensors.")
  private Path file;

  @Option(names = "--arch", required = true, paramLabel = "A", description = "Architecture.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Architecture architecture = Architectures.named(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException("%s is not a file: pass one weight file".formatted(file));
    }
    // absolute, lest a file called "keras" be taken for the word
    WeightsSource source = WeightsSource.parse(file.toAbsolutePath().toString(), file);
    Optional<TrainedNetwork> trained = source.trainedNetwork();
    if (trained.isPresent()) {
      return verify(architecture, source, trained.get());
    }
    boolean otherClassifier = source.hasOtherClassifier(architecture);
    Head head = otherClassifier || source.isWithoutTop(architecture) ? Head.NO_TOP : Head.IMAGENET;
    Graph graph = head.graph(architecture, architecture.inputSize());
    WeightsOrigin origin = source.verify(architecture, graph);
    print(architecture + held(head, otherClassifier), graph, origin.sha256().orElseThrow());
    return printOrigin(architecture);
  }

  private int verify(Architecture architecture, WeightsSource source, TrainedNetwork trained)
      throws IOException {
    WeightsOrigin origin = source.verify(architecture, trained.graph());
    String held =
        "%s up to %s, trained for %s classes"
            .formatted(architecture, trained.layer(), trained.classNames().size());
    print(held, trained.graph(), origin.sha256().orElseThrow());
    return say("official      no: trained by convbench", 0);
  }

  private static String held(Head head, boolean otherClassifier) {
    if (otherClassifier) {
      return " with another classifier, which is not checked";
    }
    return head.equals(Head.NO_TOP) ? " without top" : "";
  }

  private void print(String held, Graph graph, String sha256) throws IOException {
    long parameters = graph.tensors().stream().mapToLong(t -> t.shape().elements()).sum();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("file          %s%n", file);
    out.printf(Locale.ROOT, "bytes         %,d%n", Files.size(file));
    out.printf("architecture  %s%n", held);
    out.printf("layers        %s%n", graph.weightedNodes().size());
    out.printf("tensors       %s%n", graph.tensors().size());
    out.printf(Locale.ROOT, "parameters    %,d%n", parameters);
    out.printf("SHA-256       %s%n", sha256);
    out.flush();
  }

  private int printOrigin(Architecture architecture) throws IOException {
    List<WeightFile> official = WeightCatalogue.of(architecture);
    Optional<WeightFile> same = Optional.empty();
    for (WeightFile candidate : official) {
      if (candidate.published().isPresent() && has(candidate.published().get())) {
        same = Optional.of(candidate);
      }
    }
    if (same.isPresent()) {
      return say(
          "official      yes, %s's %s: %s"
              .formatted(same.get().publisher(), same.get(), same.get().published().get()),
          0);
    }
    return printUnpublished(
        official.stream().filter(f -> f.name().equals(file.getFileName().toString())).findFirst());
  }

  private int printUnpublished(Optional<WeightFile> namesake) throws IOException {
    if (namesake.isEmpty()) {
      return say("official      no: neither by hash nor by name", 0);
    }
    Optional<FileHash> published = namesake.get().published();
    if (published.isPresent()) {
      return say("official      no: %s of this name is published".formatted(published.get()), 1);
    }
    Optional<FileHash> recorded = RecordedHash.of(file);
    if (recorded.isEmpty()) {
      return printBySize(namesake.get());
    }
    return has(recorded.get())
        ? say(
            "official      as first downloaded; %s publishes no hash of it"
                .formatted(namesake.get().publisher()),
            0)
        : say("official      no: first downloaded with %s".formatted(recorded.get()), 1);
  }

  private int printBySize(WeightFile namesake) throws IOException {
    return namesake.isOtherThan(Files.size(file))
        ? say(
            "official      no: %s's file of this name has %s bytes"
                .formatted(namesake.publisher(), namesake.knownBytes().getAsLong()),
            1)
        : say(
            "official      unknown: %s publishes no hash of it, none was recorded"
                .formatted(namesake.publisher()),
            0);
  }

  private boolean has(FileHash hash) throws IOException {
    return FileHash.of(hash.algorithm(), file).equals(hash);
  }

  private int say(String line, int exitCode) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
    return exitCode;
  }
}
