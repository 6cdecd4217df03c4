package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.convbench.results.RunFolder;
import io.convbench.results.nightly.Night;
import io.convbench.results.nightly.NightHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that were stopped, or are measured at once. Costs need no engine. */
class NightlyIT {

  private static final String HOME = "convbench.home";

  @TempDir private Path home;
  private final StringWriter err = new StringWriter();
  private String before;

  @BeforeEach
  void runInAFolderOfItsOwn() {
    before = System.getProperty(HOME);
    System.setProperty(HOME, home.toString());
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  @Test
  void goesOnAfterAKill() throws Exception {
    assertEquals(0, night(), err::toString);
    RunFolder run = RunFolder.latest(home.resolve("results/runs")).orElseThrow();
    String id = run.path().getFileName().toString();
    Path file = home.resolve("history/nights").resolve(id + ".jsonl");
    List<String> whole = Files.readAllLines(file);
    // What a kill in the middle of the second cell's line leaves behind.
    List<String> journal = Files.readAllLines(run.journal());
    Files.writeString(
        run.journal(),
        String.join("\n", journal.subList(0, 2)) + "\n" + journal.get(2).substring(0, 40),
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.delete(run.results());
    Files.delete(file);

    assertEquals(0, night("--resume"), err::toString);

    List<Night> nights = NightHistory.read(home.resolve("history"), Optional.empty()).nights();
    assertEquals(List.of(id), nights.stream().map(Night::id).toList());
    assertEquals(whole.size(), Files.readAllLines(file).size());
    assertEquals(journal.subList(0, 2), Files.readAllLines(run.journal()).subList(0, 2));

    assertEquals(2, night("--resume"));
    assertTrue(err.toString().contains("the latest run, is in the history already"), err::toString);
  }

  @Test
  void hasNothingToGoOnWith() {
    assertEquals(2, night("--resume"));
    assertTrue(err.toString().contains("holds no night to resume"), err::toString);
  }

  /** It began later and ended sooner; what was measured for hours is not refused. */
  @Test
  void keepsANightDuringWhichAnotherEnded() throws Exception {
    assertEquals(0, night(), err::toString);
    Path nights = home.resolve("history/nights");
    Path other = onlyFile(nights);
    String text = Files.readString(other);
    String id = other.getFileName().toString().replace(".jsonl", "");
    Files.delete(other);
    Files.writeString(
        nights.resolve("later.jsonl"),
        text.replace(id, "later").replaceFirst("\"time\":\"\\d{4}", "\"time\":\"2999"));

    assertEquals(0, night(), err::toString);

    NightHistory history = NightHistory.read(home.resolve("history"), Optional.empty());
    assertEquals(2, history.nights().size());
    assertEquals("later", history.nights().get(1).id());
    assertEquals(Map.of(), history.damaged());
  }

  @Test
  @Tag("conformance")
  void keepsBothOfTwoNightsAtOnce() throws Exception {
    List<String> words =
        List.of(
            "nightly", "--arch=VGG16", "--measure=cost", "--history=" + home.resolve("history"));
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          OwnJvm.convbench(List.of("-D%s=%s".formatted(HOME, home)), words.toArray(String[]::new))
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("printed-" + i).toFile())
              .start());
    }
    for (int i = 0; i < 2; i++) {
      assertEquals(0, both.get(i).waitFor(), Files.readString(home.resolve("printed-" + i)));
    }

    NightHistory history = NightHistory.read(home.resolve("history"), Optional.empty());
    assertEquals(2, history.nights().size());
    assertEquals(Map.of(), history.damaged());
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((one, other) -> fail("%s and %s".formatted(one, other))).orElseThrow();
    }
  }

  private int night(String... more) {
    List<String> words =
        new ArrayList<>(List.of("nightly", "--arch", "VGG16,VGG19", "--measure", "cost"));
    words.addAll(List.of("--history", home.resolve("history").toString()));
    words.addAll(List.of(more));
    err.getBuffer().setLength(0);
    return Convbench.commandLine()
        .setErr(new PrintWriter(err))
        .execute(words.toArray(String[]::new));
  }
}
