package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.architecture.Architectures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
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
