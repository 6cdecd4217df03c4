package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.RunFolder;
import io.convbench.results.nightly.Night;
import io.convbench.results.nightly.NightHistory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that was stopped. Costs need no engine. */
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
