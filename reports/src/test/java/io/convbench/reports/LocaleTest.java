package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written does not depend on where the reader lives. */
class LocaleTest {

  private static final List<String> NETS = List.of("ResNet50V2", "MobileNetV2");

  @TempDir Path folder;
  private Locale before;

  @BeforeEach
  void remember() {
    before = Locale.getDefault();
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  /** How the golden files were made stands beside them. */
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR"})
  void writesTheSameDataOfCharts(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Path html = write();
    for (String chart : List.of("accuracy-macs", "layer-kinds", "latency-pytorch-cpu-b1-fp32-t2")) {
      assertEquals(golden(chart), Files.readString(folder.resolve("charts/" + chart + ".csv")));
    }
    String page = Files.readString(html);
    assertTrue(page.contains(">0.301<"), "GMACs of MobileNetV2");
    assertTrue(page.contains("2 logical and 2 physical cores"));
    String svg = Files.readString(folder.resolve("charts/latency-pytorch-cpu-b1-fp32-t2.svg"));
    assertTrue(svg.contains(">7.86</text>"), "median of MobileNetV2");
  }

  private Path write() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String net : NETS) {
      rows.add(KerasTable.cost(KerasTable.line(net)));
      rows.add(KerasTable.latency(KerasTable.line(net), "pytorch", 1));
    }
    return ReportWriter.writeWithoutPngs(KerasTable.report("run", rows), folder);
  }

  private static String golden(String chart) throws IOException {
    try (var in = LocaleTest.class.getResourceAsStream(chart + ".csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
