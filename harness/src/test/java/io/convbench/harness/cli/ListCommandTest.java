package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ListCommandTest {

  @Test
  void startsTheCsvWithTheContractsHeader() {
    assertEquals(
        "architecture,family,input_size,parameters,macs,activations,peak_activation_bytes,"
            + "weight_bytes,weighted_layers,published_top1,published_top5,published_size_mib,"
            + "published_depth,source",
        lines("list", "--csv").get(0));
  }

  /** The table of Keras's documentation, with what Keras 3.15.1's models have. */
  @Test
  void hasTheFiguresOfKerasTable() throws IOException {
    Map<String, String[]> printed =
        lines("list", "--csv").stream()
            .map(line -> line.split(","))
            .collect(Collectors.toMap(cells -> cells[0], cells -> cells));
    List<String[]> table =
        Files.readString(SharedData.require("keras/facts.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("### 1.1"))
            .takeWhile(line -> !line.startsWith("### 1.2"))
            .map(line -> line.replace(",", "").split(" *\\| *"))
            .filter(cells -> cells.length == 15 && cells[9].matches("\\d+"))
            .toList();
    assertEquals(40, table.size());
    for (String[] keras : table) {
      String name = keras[1].replaceFirst(" .*", "");
      String[] ours = printed.get(name);
      assertEquals(keras[9], ours[3], name + ": parameters");
      // rounded to a million
      double macs = Double.parseDouble(keras[14]) * 1e6;
      assertEquals(macs, Double.parseDouble(ours[4]), Math.max(0.001 * macs, 0.5e6), name);
      assertEquals(keras[12], ours[8], name + ": weighted layers");
      requirePublished(keras[3].replaceFirst(" .*", ""), ours[9], 100, 0.05, name + ": top-1");
      requirePublished(keras[4], ours[10], 100, 0.05, name + ": top-5");
      requirePublished(keras[2], ours[11], 1, 0, name + ": MiB");
      requirePublished(keras[6], ours[12], 1, 0, name + ": depth");
    }
  }

  /** Figures of the older README have more digits than the table. */
  private static void requirePublished(
      String table, String ours, double scale, double rounding, String figure) {
    if (!table.equals("-")) {
      assertEquals(
          Double.parseDouble(table), scale * Double.parseDouble(ours), rounding + 1e-9, figure);
    }
  }

  @Test
  void printsExactParametersUnderAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertTrue(
          lines("list", "--csv").stream()
              .anyMatch(line -> line.startsWith("VGG16,VGG,224,138357544,")),
          "VGG16's published parameter count");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tellsMultiplyAddsAndNotFlopsInTheTable() {
    List<String> lines = lines("list");

    assertTrue(lines.get(0).contains("GMACs"), lines.get(0));
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("  VGG16 +224 +138,357,544 +15\\.470 .*")),
        "VGG16's 15.47 GMACs");
  }

  @Test
  void groupsByFamilyAndSaysWhereFiguresWerePublished() {
    List<String> lines = lines("list");

    int family = lines.indexOf("ConvNeXt");
    assertEquals("", lines.get(family - 1));
    String tiny = lines.get(family + 1);
    // no top-5 was published
    assertTrue(tiny.matches("  ConvNeXtTiny .* 81\\.3 / - +\\[\\d]"), tiny);
    String note = tiny.substring(tiny.indexOf('['));
    assertTrue(lines.contains(note + " Keras documentation of 2026-01"), note);
    assertEquals(Architectures.all().size(), lines.stream().filter(l -> l.endsWith("]")).count());
  }

  /** torchvision's and timm's own counts stand in their references. */
  @Test
  void saysThatTorchLeavesOutStatisticsOfBatchNorms() throws IOException {
    Map<String, Long> learned = new LinkedHashMap<>();
    for (String name : Architectures.names()) {
      JsonNode reference = reference(name);
      long parameters = reference.get("parameters").longValue();
      if (parameters < reference.path("parametersWithStatistics").asLong(0)) {
        learned.put(name, parameters);
      }
    }
    List<String> lines = lines("list");

    assertEquals(11_689_512, learned.get("ResNet18"));
    assertTrue(
        lines.contains(
            learned.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", ", "* torchvision and timm leave them out: ", ""))),
        lines::toString);
    assertEquals(
        List.copyOf(learned.keySet()),
        lines.stream()
            .filter(line -> line.matches("  \\S+ +\\d+ +[\\d,]+\\*.*"))
            .map(line -> line.trim().replaceFirst(" .*", ""))
            .toList());
  }

  private static JsonNode reference(String architecture) throws IOException {
    String folder = "/io/convbench/harness/measurement/logits/";
    try (InputStream in =
        ListCommandTest.class.getResourceAsStream(folder + architecture + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Test
  void leavesTop5EmptyWhereNoneWasPublished() {
    String tiny =
        lines("list", "--csv").stream()
            .filter(line -> line.startsWith("ConvNeXtTiny,"))
            .findFirst()
            .orElseThrow();

    assertTrue(tiny.endsWith(",96,0.813,,109.42,,Keras documentation of 2026-01"), tiny);
  }

  @Test
  void listsEveryLayerOfOneArchitecture() {
    List<String> lines = lines("list", "--layers", "vgg16");

    assertEquals("layer,kind,output,parameters,macs,activations", lines.get(0));
    assertTrue(lines.contains("block1_conv1,convolution,224x224x64,1792,86704128,3211264"));
    assertTrue(
        lines.contains("block1_conv1/activation,activation,224x224x64,0,0,0"), lines::toString);
  }

  private static List<String> lines(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Convbench.commandLine().setOut(new PrintWriter(out));
    assertEquals(0, command.execute(arguments));
    return out.toString().lines().toList();
  }
}
