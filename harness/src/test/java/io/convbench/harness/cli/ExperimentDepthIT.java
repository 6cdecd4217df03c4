package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.file.LockedFile;
import io.convbench.results.Column;
import io.convbench.results.experiment.DepthFolder;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiment depth} from the command line to the page, on the smallest networks. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ExperimentDepthIT {

  @TempDir private Path temp;
  private Path pictures;
  private DepthFolder folder;

  @BeforeEach
  void drawPictures() throws IOException {
    pictures = NoisePictures.draw(temp.resolve("pictures"), 8);
    folder = new DepthFolder(temp.resolve("experiment"));
  }

  @Test
  @Tag("conformance")
  void continuesBehindTheLastTrainingWhenItIsKilled() throws Exception {
    Process experiment =
        process()
            .redirectOutput(temp.resolve("printed").toFile())
            .redirectErrorStream(true)
            .start();
    Path first = folder.path().resolve("trainings/plain-8-seed-1.json");
    while (!Files.exists(first)) {
      assertTrue(experiment.isAlive(), "ended before its first training did");
      Thread.sleep(5);
    }
    List<ProcessHandle> children = experiment.descendants().toList();
    experiment.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get();
    }
    byte[] trained = Files.readAllBytes(first);

    assertEquals(
        "convbench: %s holds an experiment: pass --resume to continue it, or another --out\n"
            .formatted(folder.path()),
        Ended.with(2, process()));
    String said = Ended.with(0, process("--resume"));

    assertTrue(said.startsWith("[1/4] plain-8-seed-1: training error "), said);
    assertTrue(said.contains("\n[4/4] residual-14-seed-1: training error "), said);
    assertTrue(said.contains("Cannot be told by one seed"), said);
    assertEquals(new String(trained), Files.readString(first), "is not trained again");
    String page = Files.readString(folder.path().resolve("index.html"));
    assertTrue(page.contains("Cannot be told by one seed"));
    assertEquals(4, names(folder.path().resolve("trainings")).size());
    DepthTraining training = folder.training("plain-8-seed-1").orElseThrow();
    assertNotEquals(Verdict.UNKNOWN, training.verdict(), "how far to trust its seconds");
    assertTrue(training.timing().number(Column.TIMED_S).orElseThrow() > 0, "evidence");
  }

  @Test
  void leavesAFolderToTheProcessThatTrainsInIt() throws Exception {
    Files.createDirectory(folder.path());
    LockedFile other = LockedFile.waitFor(folder.path().resolve("lock"));
    try {
      String said = Ended.with(2, process("--resume"));
      assertTrue(
          said.endsWith(
              "convbench: %s is being written by another experiment: wait until it ends, or pass another --out\n"
                  .formatted(folder.path())),
          said);
    } finally {
      other.close();
    }
    assertFalse(folder.isBegun());
  }

  /** What is decoded is not what is listed: a class may be left without an image. */
  @Test
  void refusesAClassWithoutAnImageThatCanBeDecoded() throws Exception {
    for (int i = 0; i < 8; i++) {
      Files.writeString(pictures.resolve("dark/%s.png".formatted(i)), "not a picture");
    }

    String said = Ended.with(2, process());

    assertTrue(
        said.endsWith(
            "convbench: class dark has 0 images to learn from, fewer than 2: add images\n"),
        said);
    assertTrue(said.contains("\nconvbench: left out: dark/0.png: "), said);
    assertFalse(Files.exists(folder.path()), "nothing is begun");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private ProcessBuilder process(String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "experiment",
                "depth",
                "--dataset=" + pictures,
                "--depths=8,14",
                "--seeds=1",
                "--width=2",
                "--side=8",
                "--epochs=2",
                "--batch=4",
                "--out=" + folder.path()));
    arguments.addAll(List.of(options));
    return OwnJvm.withOwnCaches(temp.resolve("cache"), arguments.toArray(String[]::new));
  }
}
