package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A transfer that is killed while features are extracted, and once more while heads are trained.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledTransferIT {

  private static final int OF_EACH = 40;
  private static final int ALL = 2 * OF_EACH;

  /** SHA-256, checksum and 256 numbers. */
  private static final int RECORD_BYTES = 32 + 4 + 4 * 256;

  @TempDir private Path temp;

  @Test
  @Tag("conformance")
  void continuesBehindTheFeaturesThatItHas() throws Exception {
    List<String> asked =
        List.of(
            "--arch=MobileNet_0.25",
            "--weights=seeded",
            "--measure=transfer",
            "--folds=8",
            "--dataset=" + NoisePictures.draw(temp.resolve("pictures"), OF_EACH));
    killWhen(1, process("killed", asked));
    long known = records();
    assertTrue(known >= 1, "features of %s images".formatted(known));

    killWhen(ALL, process("killed", List.of("--resume")));
    assertEquals(ALL, records(), "each image's features are there once");
    Ended.with(0, process("killed", List.of("--resume")));

    // All is from the cache, and nothing was killed.
    Ended.with(0, process("whole", asked));
    Row whole = row("whole");
    assertEquals(ALL, whole.integer(Column.FEATURES_CACHED).orElseThrow());
    assertEquals(ALL, row("killed").integer(Column.IMAGES).orElseThrow());
    assertEquals(
        -1,
        Files.mismatch(
            folder("whole").predictions(CellId.of(whole)),
            folder("killed").predictions(CellId.of(whole))));
  }

  private void killWhen(int images, ProcessBuilder process) throws Exception {
    Process run =
        process.redirectErrorStream(true).redirectOutput(temp.resolve("printed").toFile()).start();
    while (records() < images) {
      assertTrue(run.isAlive(), () -> "ended: " + printed());
      Thread.sleep(5);
    }
    List<ProcessHandle> children = run.descendants().toList();
    run.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get();
    }
  }

  /** Images whose features are in the cache. */
  private long records() throws IOException {
    Path cache = temp.resolve("cache/convbench/features");
    if (!Files.isDirectory(cache)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".features")).toList()) {
        return Files.size(file) / RECORD_BYTES;
      }
    }
    return 0;
  }

  private String printed() {
    try {
      return Files.readString(temp.resolve("printed"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private ProcessBuilder process(String run, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("transfer", "--out=" + temp.resolve(run)));
    arguments.addAll(options);
    return OwnJvm.withOwnCaches(temp.resolve("cache"), arguments.toArray(String[]::new));
  }

  private RunFolder folder(String run) {
    return new RunFolder(temp.resolve(run));
  }

  private Row row(String run) throws IOException {
    List<Row> rows = ResultsCsv.read(folder(run).results());
    assertEquals(1, rows.size(), () -> Arrays.toString(rows.toArray()));
    return rows.get(0);
  }
}
