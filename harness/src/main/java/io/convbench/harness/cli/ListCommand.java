package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.measurement.LayerTable;
import io.convbench.results.CsvTable;
import io.convbench.results.JsonDocument;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import io.convbench.suites.architecture.Published;
import io.convbench.suites.cost.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code convbench list}: the architectures with their cost and published figures. */
@Command(
    name = "list",
    description = "Lists the architectures with their cost and published figures.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  private static final int VERSION = 1;

  private static final List<String> CSV_HEADER =
      List.of(
          "architecture",
          "family",
          "input_size",
          "parameters",
          "macs",
          "activations",
          "peak_activation_bytes",
          "weight_bytes",
          "weighted_layers",
          "published_top1",
          "published_top5",
          "published_size_mib",
          "published_depth",
          "source");

  @Option(names = "--csv", description = "Prints CSV with exact figures instead of a table.")
  private boolean csv;

  @Option(
      names = "--layers",
      paramLabel = "ARCH",
      description = "Prints the cost of every layer of one architecture as CSV (default: none).")
  private String layers;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (format.isJson() && (csv || layers != null)) {
      throw new InvalidInputException(
          "--format json and %s: choose one".formatted(csv ? "--csv" : "--layers"));
    }
    if (format.isJson()) {
      print(json());
    } else if (layers != null) {
      print(LayerTable.of(Cost.of(Architectures.named(layers).graph())).toCsv());
    } else if (csv) {
      print(csv());
    } else {
      print(table());
    }
    return 0;
  }

  /** In the order of the header; null where nothing was published. */
  private static List<Object> figures(Architecture architecture) {
    Cost cost = Cost.of(architecture.graph());
    Published published = architecture.published();
    return Arrays.asList(
        architecture.name(),
        architecture.family(),
        architecture.inputSize(),
        cost.parameters(),
        cost.macs(),
        cost.activations(),
        cost.peakActivationBytes(),
        cost.weightBytes(),
        cost.weightedLayers(),
        published.top1Fraction(),
        published.top5Fraction().isPresent() ? published.top5Fraction().getAsDouble() : null,
        published.sizeMebibytes().isPresent() ? published.sizeMebibytes().getAsDouble() : null,
        published.depth().isPresent() ? published.depth().getAsInt() : null,
        published.source());
  }

  private static String csv() {
    CsvTable table = new CsvTable(CSV_HEADER);
    for (Architecture architecture : Architectures.all()) {
      table.add(
          figures(architecture).stream()
              .map(figure -> figure == null ? "" : String.valueOf(figure))
              .toList());
    }
    return table.toCsv();
  }

  private static String json() {
    JsonDocument document = new JsonDocument("list", VERSION);
    ArrayNode architectures = document.content().putArray("architectures");
    for (Architecture architecture : Architectures.all()) {
      ObjectNode node = architectures.addObject();
      List<Object> figures = figures(architecture);
      for (int i = 0; i < figures.size(); i++) {
        node.putPOJO(CSV_HEADER.get(i), figures.get(i));
      }
    }
    return document.toString();
  }

  /** By family, with the places where figures were published as notes below. */
  private static String table() {
    Map<String, List<Architecture>> families = new LinkedHashMap<>();
    for (Architecture architecture : Architectures.all()) {
      families.computeIfAbsent(architecture.family(), f -> new ArrayList<>()).add(architecture);
    }
    List<String> sources =
        Architectures.all().stream().map(a -> a.published().source()).distinct().toList();
    StringBuilder out = new StringBuilder();
    out.append(
        "architecture                    input  parameters      GMACs  activations M  peak MiB  published top-1/5 %%%n"
            .formatted());
    families.forEach(
        (family, members) -> {
          out.append("%n%s%n".formatted(family));
          members.forEach(member -> out.append(line(member, sources)));
        });
    out.append(parametersNote());
    out.append("%npublished in%n".formatted());
    for (int i = 0; i < sources.size(); i++) {
      out.append("[%s] %s%n".formatted(i + 1, sources.get(i)));
    }
    return out.toString();
  }

  /** Who counts parameters otherwise, and what they print. */
  private static String parametersNote() {
    String learned =
        Architectures.all().stream()
            .filter(ListCommand::isCountedOtherwise)
            .map(
                architecture ->
                    String.format(
                        Locale.ROOT, "%s %,d", architecture, learnedParameters(architecture)))
            .collect(Collectors.joining(", "));
    return """

        parameters count the moving means and variances of batch norms, as Keras does
        * torchvision and timm leave them out: %s
        """
        .formatted(learned);
  }

  private static boolean isCountedOtherwise(Architecture architecture) {
    return architecture.framework() == Framework.PYTORCH
        && learnedParameters(architecture) < Cost.of(architecture.graph()).parameters();
  }

  private static long learnedParameters(Architecture architecture) {
    return architecture.graph().tensors().stream()
        .filter(tensor -> tensor.role().isLearned())
        .mapToLong(tensor -> tensor.shape().elements())
        .sum();
  }

  private static String line(Architecture architecture, List<String> sources) {
    Cost cost = Cost.of(architecture.graph());
    Published published = architecture.published();
    return String.format(
        Locale.ROOT,
        "  %-29s %5d %,12d%s%9.3f %13.2f %10.1f %13.1f / %-4s [%d]%n",
        architecture.name(),
        architecture.inputSize(),
        cost.parameters(),
        isCountedOtherwise(architecture) ? "*" : " ",
        cost.macs() / 1e9,
        cost.activations() / 1e6,
        cost.peakActivationBytes() / (1024.0 * 1024),
        100 * published.top1Fraction(),
        percent(published.top5Fraction()),
        sources.indexOf(published.source()) + 1);
  }

  private static String percent(OptionalDouble fraction) {
    return fraction.isPresent()
        ? String.format(Locale.ROOT, "%.1f", 100 * fraction.getAsDouble())
        : "-";
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
