package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.convbench.suites.suite.Suites;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Nights of finished runs; measuring itself is the run's. */
class NightlyCommandTest {

  private static final String KEY = "VGG16-pytorch-cpu-b1-fp32-t2-latency:latency_p50_ms";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void findsARegressionOnceAndListsItUntilItIsAccepted() throws Exception {
    for (int i = 1; i <= 8; i++) {
      assertEquals(0, night(i, 40 + 0.1 * (i % 3)), err::toString);
    }

    assertEquals(1, night(9, 48));

    Document xml = junit();
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertEquals(1, xml.getElementsByTagName("failure").getLength());
    assertEquals(KEY, ((Element) failure.getParentNode()).getAttribute("name"));
    assertEquals("VGG16", ((Element) failure.getParentNode()).getAttribute("classname"));
    assertEquals(
        "1", ((Element) xml.getElementsByTagName("testsuite").item(0)).getAttribute("failures"));
    String summary = Files.readString(folder.resolve("html/summary.md"));
    assertTrue(
        summary.contains("| VGG16-pytorch-cpu-b1-fp32-t2-latency:latency\\_p50\\_ms | worse"));
    String page = Files.readString(folder.resolve("html/index.html"));
    assertTrue(page.contains("<path class=\"worse\""));
    assertTrue(page.contains("Accept it by"));

    assertEquals(0, night(10, 48), "one alarm a change");
    String open = Files.readString(folder.resolve("html/summary.md"));
    assertTrue(open.contains("Open since night-09"), open);
    assertTrue(open.contains("latency\\_p50\\_ms --history DIR'."), open);
    assertEquals(0, run("nightly", "accept", KEY, "--history", history()), err::toString);
    assertTrue(out.toString().startsWith("Accepted: " + KEY + " since night-09"), out::toString);
    assertEquals(0, night(11, 48));
    assertFalse(Files.readString(folder.resolve("html/summary.md")).contains("Open since"));
  }

  @Test
  void alarmsOnceOfWhatCellsShare() throws Exception {
    for (int i = 1; i <= 8; i++) {
      assertEquals(
          0,
          night(i, Map.of("VGG16", 40 + 0.1 * (i % 3), "VGG19", 50 + 0.2 * (i % 2))),
          err::toString);
    }
    Set<String> names = testNames();

    assertEquals(1, night(9, Map.of("VGG16", 48.0, "VGG19", 60.0)));

    Document xml = junit();
    assertEquals(1, xml.getElementsByTagName("failure").getLength());
    Element failed = (Element) xml.getElementsByTagName("failure").item(0).getParentNode();
    assertEquals("pytorch:latency_p50_ms", failed.getAttribute("name"));
    assertEquals(names, testNames());
    String summary = Files.readString(folder.resolve("html/summary.md"));
    assertTrue(summary.contains("1 worse, 0 better (with 2 of their cells"), summary);
    assertTrue(summary.contains("2 of 2 cells"), summary);

    String pooled = "pytorch:latency_p50_ms";
    assertEquals(0, run("nightly", "accept", pooled, "--history", history()), err::toString);
    assertEquals(0, night(10, Map.of("VGG16", 48.0, "VGG19", 60.0)), "one alarm a change");
    String page = Files.readString(folder.resolve("html/index.html"));
    Pattern mark = Pattern.compile("<path class=\"worse\"[^>]*><title>night-09: " + pooled);
    assertEquals(2, mark.matcher(page).results().count(), "in the trends of both cells");
    assertFalse(Files.readString(folder.resolve("html/summary.md")).contains("Open since"));
  }

  private Document junit() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("html/junit.xml").toFile());
  }

  private Set<String> testNames() throws Exception {
    NodeList cases = junit().getElementsByTagName("testcase");
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < cases.getLength(); i++) {
      names.add(((Element) cases.item(i)).getAttribute("name"));
    }
    return names;
  }

  /** What people copy has to run. */
  @Test
  void isCalledWithSuitesThatThereAre() throws IOException {
    Pattern call = Pattern.compile("convbench nightly (?!accept|SUITE|\\[)([^ ]+) --history");
    for (String file : List.of("../.github/workflows/nightly.yml", "../docs/nightly.md")) {
      List<String> suites =
          call.matcher(Files.readString(Path.of(file)))
              .results()
              .map(match -> match.group(1))
              .toList();
      assertFalse(suites.isEmpty(), file);
      assertTrue(Suites.names().containsAll(suites), file + " names " + suites);
    }
  }

  @Test
  void writesTheFormatsOfBenchmarkServices() throws IOException {
    night(1, 40);
    JsonNode smaller = valid("benchmark-action", "benchmark-smaller.json");
    JsonNode latency =
        IntStream.range(0, smaller.size())
            .mapToObj(smaller::get)
            .filter(one -> one.path("name").asText().equals(KEY))
            .findFirst()
            .orElseThrow();
    assertEquals("ms", latency.path("unit").asText());
    assertEquals(40, latency.path("value").asDouble());
    assertEquals("± 0.400", latency.path("range").asText());
    assertEquals(0, valid("benchmark-action", "benchmark-bigger.json").size());
    JsonNode bencher = valid("bencher", "bencher.json");
    JsonNode measure = bencher.path("VGG16-pytorch-cpu-b1-fp32-t2-latency").path("latency");
    assertEquals(40e6, measure.path("value").asDouble(), 1e-3);
    assertEquals(39.6e6, measure.path("lower_value").asDouble(), 1);
    assertEquals(15_470, bencher.path("VGG16-cost").path("macs").path("value").asDouble());
  }

  private JsonNode valid(String schema, String file) throws IOException {
    return PublishedSchema.assertValid(
        schema, Files.readString(folder.resolve("html").resolve(file)));
  }

  /** The night on which a change is found has every kind of line but fresh runs of its own. */
  @Test
  void keepsNightsAsTheirSchemaSays() throws IOException {
    for (int i = 1; i <= 8; i++) {
      night(i, 40 + 0.1 * (i % 3));
    }
    night(9, 48);

    Set<String> kinds = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve("history/nights/night-09.jsonl"))) {
      kinds.add(PublishedSchema.assertValid("night", line).path("kind").asText());
    }
    assertEquals(Set.of("night", "probe", "figure", "change", "end"), kinds);
    assertThrows(
        AssertionError.class,
        () -> PublishedSchema.assertValid("night", "{\"kind\":\"end\",\"lines\":4,\"more\":1}"));
  }

  @Test
  void refusesARunThatIsANightAlreadyOrOlder() throws IOException {
    night(2, 40);
    assertEquals(2, night(2, 40));
    assertTrue(err.toString().contains("is in --history " + history() + " already"), err::toString);
    assertEquals(2, night(1, 40));
    assertTrue(err.toString().contains("night-01 is older than the last night"), err::toString);
    assertFalse(Files.exists(folder.resolve("history/nights/night-01.jsonl")));
  }

  @Test
  void namesADamagedNightAndGoesOn() throws IOException {
    night(1, 40);
    Files.writeString(folder.resolve("history/nights/night-00.jsonl"), "{\"kind\":\"nig");
    assertEquals(0, night(2, 40), err::toString);
    String summary = Files.readString(folder.resolve("html/summary.md"));
    assertTrue(summary.contains("night-00.jsonl, line 1 is damaged"), summary);
  }

  @Test
  void refusesAHistoryThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("history"), "");
    assertEquals(2, night(1, 40));
    assertEquals(
        "convbench: --history %s is a file, not a folder: pass another folder".formatted(history()),
        err.toString().strip());
  }

  @Test
  void asksForAHistory() {
    assertEquals(2, run("nightly"));
    assertEquals(
        "convbench: nightly needs the folder that keeps the nights: pass --history DIR",
        err.toString().strip());
  }

  @Test
  void refusesOptionsThatHaveNoEffect() {
    assertEquals(2, run("nightly", "--history", history(), "--run", "r", "--quick"));
    assertEquals(
        "convbench: --quick has no effect on --run r, which is measured already: leave it out",
        err.toString().strip());
  }

  @Test
  void keepsNoNightWhosePageCannotBeWritten() throws IOException {
    night(1, 40);
    Path file = Files.writeString(folder.resolve("file"), "");
    Path run = RunsOnDisk.write(folder.resolve("runs"), "night-02", Map.of("VGG16", 40.0));

    assertEquals(
        2,
        run("nightly", "--run", run.toString(), "--history", history(), "--out", file.toString()));
    assertEquals(
        "convbench: cannot write into %s (file already exists): pass another --out".formatted(file),
        err.toString().strip());
    assertFalse(Files.exists(folder.resolve("history/nights/night-02.jsonl")));
  }

  @Test
  void acceptsNothingOfAFolderWithoutNights() {
    assertEquals(2, run("nightly", "accept", KEY, "--history", history()));
    assertEquals(
        "convbench: --history %s holds no night: pass the folder that 'convbench nightly' keeps"
            .formatted(history()),
        err.toString().strip());
    assertFalse(Files.exists(folder.resolve("history")));
  }

  @Test
  void acceptsOnlyWhatIsOpen() throws IOException {
    night(1, 40);
    assertEquals(2, run("nightly", "accept", KEY, "--history", history()));
    assertEquals(
        "convbench: '%s' has no open change: no series has one".formatted(KEY),
        err.toString().strip());
  }

  private int night(int number, double millis) throws IOException {
    return night(number, Map.of("VGG16", millis));
  }

  private int night(int number, Map<String, Double> millis) throws IOException {
    String id = "night-%s%s".formatted(number < 10 ? "0" : "", number);
    Path run = RunsOnDisk.write(folder.resolve("runs"), id, millis);
    return run(
        "nightly",
        "--history",
        history(),
        "--run",
        run.toString(),
        "--out",
        folder.resolve("html").toString());
  }

  private String history() {
    return folder.resolve("history").toString();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Convbench.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
