package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEnvironmentsTest {

  private static final long GIB = 1L << 30;

  @TempDir private Path path;

  @Test
  void keepsTheFirstEnvironmentAndWritesFurtherOnesBesideIt() throws Exception {
    RunFolder folder = new RunFolder(path);
    assertEquals("environment.json", RunEnvironments.read(folder).add(of("Xeon", 16 * GIB, "a")));
    byte[] first = Files.readAllBytes(folder.environment());
    assertEquals("environment-2.json", RunEnvironments.read(folder).add(of("EPYC", 16 * GIB, "a")));
    assertEquals("environment-3.json", RunEnvironments.read(folder).add(of("EPYC", 16 * GIB, "b")));

    assertArrayEquals(first, Files.readAllBytes(folder.environment()));
    RunEnvironments all = RunEnvironments.read(folder);
    assertEquals(
        List.of("environment.json", "environment-2.json", "environment-3.json"),
        List.copyOf(all.byName().keySet()));
    assertEquals(Optional.of("environment-2.json"), all.nameOf(of("EPYC", 16 * GIB, "a")));
    assertEquals(Optional.empty(), all.nameOf(of("Xeon", 16 * GIB, "b")));
  }

  /** Rows would come from where they were not measured. */
  @Test
  void givesNobodyTheNameOfAFileThatRowsNameAndThatIsMissingOrDamaged() throws Exception {
    RunFolder folder = new RunFolder(path);
    of("VIA", GIB, "a").write(folder.environment(4));
    Files.writeString(folder.environment(3), "{");
    RunEnvironments all = RunEnvironments.read(folder);
    Row first = Row.empty();
    Row third = Row.empty().with(Column.ENVIRONMENT, "environment-3.json");
    Row fourth = Row.empty().with(Column.ENVIRONMENT, "environment-4.json");
    List<Row> rows = List.of(first, third, first, fourth);
    all.named(rows);

    List<String> gaps = all.gaps();
    assertEquals("environment.json, which 2 rows name, is missing", gaps.get(0));
    assertTrue(
        gaps.get(1)
            .startsWith(
                "environment-3.json, which 1 row names, is damaged (%s is not an environment.json of convbench: "
                    .formatted(folder.environment(3))),
        gaps.get(1));
    assertEquals(2, gaps.size());
    assertEquals(List.of(first, third, first), all.withoutFile(rows));
    assertEquals("environment-2.json", all.add(of("Xeon", GIB, "a")));
    assertEquals("environment-5.json", all.add(of("EPYC", GIB, "a")));
  }

  @Test
  void namesWhatDiffersFromTheMostSimilarOne() throws Exception {
    RunEnvironments all = RunEnvironments.read(new RunFolder(path));
    all.add(of("Xeon", 16 * GIB, "a"));
    all.add(of("EPYC", 24 * GIB, "b"));

    assertEquals(
        List.of("memory 16.00 GiB, not 24.00 GiB"), all.differences(of("EPYC", 16 * GIB, "b")));
    assertEquals(List.of(), all.differences(of("Xeon", 16 * GIB, "a")));
    assertEquals(
        List.of("processor EPYC, not Xeon", "convbench b, not a"),
        of("EPYC", 16 * GIB, "b").differences(of("Xeon", 16 * GIB, "a")));
  }

  /** Another kernel keeps some megabytes more or less for itself. */
  @Test
  void takesAlmostTheSameMemoryForTheSameMachine() {
    assertEquals(
        List.of(), of("Xeon", 16 * GIB - (50 << 20), "a").differences(of("Xeon", 16 * GIB, "a")));
  }

  @Test
  void comparesTheVersionsOfEnginesThatRanInBoth() {
    Environment before =
        of("Xeon", GIB, "a").withEngines(Map.of("pytorch", "2.7", "tensorflow", "2"));

    assertEquals(
        List.of("pytorch 2.8, not 2.7"),
        of("Xeon", GIB, "a").withEngines(Map.of("pytorch", "2.8")).differences(before));
  }

  @Test
  void givesEachEnvironmentTheEnginesOfItsRows() throws Exception {
    RunFolder folder = new RunFolder(path);
    RunEnvironments all = RunEnvironments.read(folder);
    all.add(of("Xeon", GIB, "a"));
    all.add(of("EPYC", GIB, "a"));
    Row old = Row.empty().with(Column.ENGINE, "pytorch").with(Column.ENGINE_VERSION, "2.7");
    Row late =
        Row.empty()
            .with(Column.ENGINE, "pytorch")
            .with(Column.ENGINE_VERSION, "2.8")
            .with(Column.ENVIRONMENT, "environment-2.json");

    all.addEngines(List.of(old, late, Row.empty()));

    assertEquals(Map.of("pytorch", "2.7"), Environment.read(folder.environment()).engines());
    assertEquals(Map.of("pytorch", "2.8"), Environment.read(folder.environment(2)).engines());
  }

  @Test
  void writesTheLibrariesOfAnEngineIntoTheFileThatRowsName() throws Exception {
    RunFolder folder = new RunFolder(path);
    RunEnvironments all = RunEnvironments.read(folder);
    all.add(of("Xeon", GIB, "a"));
    all.add(of("EPYC", GIB, "a"));

    all.addNativeLibraries("environment-2.json", "pytorch", Map.of("libtorch.so", "aa"));

    assertEquals(Map.of(), Environment.read(folder.environment()).platform().nativeLibraries());
    assertEquals(
        Map.of("pytorch", Map.of("libtorch.so", "aa")),
        Environment.read(folder.environment(2)).platform().nativeLibraries());
  }

  private static Environment of(String cpu, long memoryBytes, String commit) {
    return new Environment(
        "2026-11-23T21:57:39Z",
        "0.1",
        commit,
        "jvm",
        1,
        "Linux",
        cpu,
        4,
        2,
        memoryBytes,
        Limits.of(4),
        List.of(),
        "",
        "",
        0.1,
        Map.of(),
        Platform.UNKNOWN,
        List.of(),
        Map.of());
  }
}
