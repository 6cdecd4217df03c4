package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  private static final Map<String, Double> BASELINE =
      Map.of("ResNet50", 20.0, "VGG16", 40.0, "MobileNet", 3.0);

  @TempDir private Path folder;
  private Path before;
  private Path same;
  private Path slower;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    before = RunsOnDisk.write(folder, "night-01", BASELINE);
    same = RunsOnDisk.write(folder, "night-02", BASELINE);
    slower =
        RunsOnDisk.write(
            folder, "night-03", Map.of("ResNet50", 20.0, "VGG16", 48.0, "DenseNet121", 9.0));
  }

  /**
   * Three cells of one variance s^2 = 1e-4 with 4 degrees of freedom: the prior is 2 exp(-psi(2))
   * s^2 = 1.31 s^2 with 12 degrees at most, so that 2.12 sqrt(1.233 s^2 2 / 3) = 0.0192.
   */
  @Test
  void saysNothingChangedOfEqualRuns() {
    assertEquals(0, compare(before, same), err::toString);
    assertTrue(
        out.toString().contains("0 changed (0 worse, 0 better), 6 unchanged"), out::toString);
    assertTrue(out.toString().contains("  latency_p50_ms: 3, within 1.9 %"), out::toString);
  }

  @Test
  void endsWithExitCodeOneForARegressionAlone() {
    assertEquals(1, compare(before, slower));
    assertTrue(
        out.toString()
            .contains(
                "worse\n  VGG16-pytorch-cpu-b1-fp32-t2-latency:latency_p50_ms: 48.0, before 40.0:"
                    + " 1.200 ("),
        out::toString);
    assertTrue(out.toString().contains("appeared\n  DenseNet121-cost\n"), out::toString);
    assertTrue(out.toString().contains("vanished\n  MobileNet-cost\n"), out::toString);
    assertEquals(0, compare(before, slower, "--fail-on", "never"));
    assertEquals(0, compare(slower, before));
  }

  @Test
  void printsJson() throws IOException {
    assertEquals(1, compare(before, slower, "--json"));
    JsonNode json = PublishedSchema.assertValid("compare", out.toString());
    assertEquals("convbench-compare", json.path("format").asText());
    assertEquals("night-01", json.path("baseline").path("run").asText());
    JsonNode vgg = null;
    for (JsonNode figure : json.path("figures")) {
      if (figure.path("key").asText().startsWith("VGG16-pytorch")) {
        vgg = figure;
      }
    }
    assertEquals("changed", vgg.path("verdict").asText());
    assertTrue(vgg.path("regression").asBoolean());
    assertEquals(1.2, vgg.path("ratio").asDouble(), 1e-6);
    assertTrue(vgg.path("ratio_ci95_low").asDouble() > 1.1);
  }

  @Test
  void printsMarkdownWithoutMarkupOfNames() {
    assertEquals(1, compare(before, slower, "--markdown"));
    assertTrue(
        out.toString()
            .contains("| VGG16-pytorch-cpu-b1-fp32-t2-latency:latency\\_p50\\_ms | 40.0 | 48.0 |"),
        out::toString);
  }

  @Test
  void writesAPageThatStandsAlone() throws IOException {
    assertEquals(1, compare(before, slower, "--out", folder + "/html"));
    String page = Files.readString(folder.resolve("html/index.html"));
    assertTrue(page.contains("night-03 compared with night-01"));
    assertFalse(page.contains("src="));
    assertTrue(page.contains("VGG16-pytorch-cpu-b1-fp32-t2-latency: +20.0 %, changed"));
    for (String file :
        List.of(
            "comparison.json",
            "comparison.md",
            "charts/ratio-latency-p50-ms.svg",
            "charts/ratio-latency-p50-ms.png",
            "charts/ratio-latency-p50-ms.csv")) {
      assertTrue(Files.size(folder.resolve("html").resolve(file)) > 0, file);
    }
  }

  /** Cost needs no processes. */
  @Test
  void comparesWhatItCanWithoutAttempts() throws IOException {
    Files.writeString(same.resolve("attempts.csv"), "gone");
    assertEquals(0, compare(before, same), err::toString);
    assertTrue(
        out.toString().contains("times of single processes are missing or damaged (attempts.csv)"),
        out::toString);
    assertTrue(out.toString().contains("3 unchanged"), out::toString);
  }

  @Test
  void readsARunWithoutJournal() throws IOException {
    Files.delete(same.resolve("journal.jsonl"));
    assertEquals(0, compare(before, same), err::toString);
    assertTrue(out.toString().contains("6 unchanged"), out::toString);
  }

  @Test
  void refusesOneRepeat() {
    assertEquals(2, compare(before, slower, "--repeats", same.toString()));
    assertEquals(
        "convbench: --repeats %s: one run says nothing of how much runs vary, name two or more"
            .formatted(same),
        err.toString().strip());
  }

  @Test
  void refusesARunBesideItself() {
    assertEquals(2, compare(before, before));
    assertEquals(
        "convbench: night-01 is both BASELINE and RUN: name two runs", err.toString().strip());
    assertEquals(2, compare(before, slower, "--repeats", same + "," + same));
    assertEquals(
        "convbench: --repeats has night-02 twice: name every run once", err.toString().strip());
    err.getBuffer().setLength(0);
    assertEquals(2, compare(before, slower, "--repeats", before + "," + slower));
    assertEquals(
        "convbench: --repeats has night-03, which is RUN: name runs of the baseline's version",
        err.toString().strip());
  }

  @Test
  void refusesTwoForms() {
    assertEquals(2, compare(before, slower, "--json", "--markdown"));
    assertEquals(
        "convbench: --json and --markdown: choose one; --out writes both", err.toString().strip());
  }

  @Test
  void refusesAFloorOfNonsense() {
    assertEquals(2, compare(before, slower, "--floor", "-3"));
    assertEquals("convbench: a threshold of -3.0 %: use 0 to 100 percent", err.toString().strip());
  }

  @Test
  void refusesAFolderWithoutARun() {
    assertEquals(2, compare(before, folder.resolve("none")));
    assertTrue(
        err.toString().contains("holds no run, it has neither journal.jsonl nor results.csv"),
        err::toString);
  }

  private int compare(Path baseline, Path run, String... options) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[options.length + 3];
    all[0] = "compare";
    all[1] = baseline.toString();
    all[2] = run.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return Convbench.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
