package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.foundation.library.FakeLibrary;
import io.convbench.harness.run.Caches;
import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs with libraries that the user names: real ones, and such as do not load. */
class LibrariesFromOutsideIT {

  /** Names a folder of an engine's libraries, e.g. {@code CONVBENCH_TEST_PYTORCH}. */
  private static final String VARIABLE = "CONVBENCH_TEST_";

  @TempDir private Path temp;
  private final StringWriter err = new StringWriter();

  /** Those that DJL unpacks out of its jar are like any others once they are there. */
  @Test
  void measuresWithAFolderOfPyTorchsLibraries() throws Exception {
    Path libtorch = temp.resolve("libtorch");
    Files.createDirectories(libtorch);
    Files.createSymbolicLink(libtorch.resolve("lib"), unpackedPyTorch());
    Files.writeString(libtorch.resolve("build-version"), "2.7.1+cpu\n");

    Row row = conformance("pytorch", "--library", "pytorch=" + libtorch);

    assertEquals(Optional.of(Status.OK), row.status(), row::toString);
    assertEquals(Optional.of("DJL 0.36.0, PyTorch 2.7.1+cpu"), row.text(Column.ENGINE_VERSION));
  }

  /** The folder says 2.8.0, the library that it holds says 2.7.1. */
  @Test
  void believesTheLoadedLibraryAndNotItsFolder() throws Exception {
    Path libtorch = temp.resolve("libtorch");
    Files.createDirectories(libtorch);
    Files.createSymbolicLink(libtorch.resolve("lib"), unpackedPyTorch());
    Files.writeString(libtorch.resolve("build-version"), "2.8.0+cpu\n");

    assertEquals(2, run("pytorch", "--library", "pytorch=" + libtorch));

    assertTrue(err.toString().contains("says it is PyTorch 2.8.0+cpu, but its library says 2.7.1"));
  }

  @Test
  void refusesLibrariesThatDoNotLoadBeforeTheRunBegins() throws Exception {
    Path folder = temp.resolve("torch/lib");
    FakeLibrary.ofThisMachine(folder.resolve("libtorch_cpu.so"));
    FakeLibrary.ofThisMachine(folder.resolve("libtorch.so"));
    Files.writeString(temp.resolve("torch/version.py"), "__version__ = '2.13.0+cu130'\n");

    assertEquals(2, run("pytorch", "--library", "pytorch=" + folder));

    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(
        err.toString().contains("It was to load PyTorch 2.13.0+cu130 in " + folder), err::toString);
    assertTrue(err.toString().contains("DJL's binding for PyTorch 2.7.1"), err::toString);
    assertFalse(Files.exists(new RunFolder(temp.resolve("run")).journal()));
  }

  @Test
  void refusesAPluginThatIsNone() throws Exception {
    Path plugin = FakeLibrary.ofThisMachine(temp.resolve("libplugin.so"));

    assertEquals(2, run("onnxruntime", "--onnxruntime-provider", "openvino=" + plugin));

    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(
        err.toString().contains(plugin + " is not a library of execution providers"),
        err::toString);
  }

  /** Needs libraries of the tester's: {@code docs/decisions/libraries-from-outside.md}. */
  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "onnxruntime", "tensorflow"})
  void conformsWithTheTestersLibraries(String engine) throws Exception {
    String variable = VARIABLE + engine.toUpperCase(Locale.ROOT);
    String folder = named(variable);
    List<String> options = new ArrayList<>(List.of("--library", engine + "=" + folder));
    Optional.ofNullable(System.getenv(variable + "_BINDING"))
        .ifPresent(file -> options.addAll(List.of("--binding", engine + "=" + file)));

    Row row = conformance(engine, options.toArray(String[]::new));

    assertEquals(Optional.of(Status.OK), row.status(), row::toString);
    System.out.println(engine + ": " + row.text(Column.ENGINE_VERSION).orElseThrow());
  }

  /** Needs a plugin of the tester's, as {@code NAME=LIBRARY}. */
  @Test
  void conformsWithTheTestersPlugin() throws Exception {
    String plugin = named(VARIABLE + "PROVIDER");
    String name = plugin.substring(0, plugin.indexOf('='));

    Row row = conformance("onnxruntime+" + name, "--onnxruntime-provider", plugin);

    assertEquals(Optional.of(Status.OK), row.status(), row::toString);
    assertEquals(Optional.of("onnxruntime+" + name), row.text(Column.ENGINE));
    assertTrue(row.text(Column.ENGINE_VERSION).orElseThrow().contains("with " + name));
  }

  private static String named(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      System.out.printf("skipped: %s names no libraries%n", variable);
    }
    assumeTrue(value != null, () -> variable + " names no libraries");
    return value;
  }

  private Path unpackedPyTorch() throws Exception {
    Path all = Caches.ofUser(System.getenv()).engines().resolve("pytorch");
    if (unpacked(all).isEmpty()) {
      assertEquals(0, run(temp.resolve("first"), "pytorch"));
    }
    return unpacked(all).orElseThrow();
  }

  private static Optional<Path> unpacked(Path all) throws IOException {
    if (!Files.isDirectory(all)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(all)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("2.7.1-"))
          .filter(folder -> Files.exists(folder.resolve("libtorch_cpu.so")))
          .findFirst();
    }
  }

  private Row conformance(String engine, String... options) throws Exception {
    assertEquals(0, run(engine, options), err::toString);
    List<Row> rows = ResultsCsv.read(new RunFolder(temp.resolve("run")).results());
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  private int run(String engine, String... options) {
    return run(temp.resolve("run"), engine, options);
  }

  private int run(Path folder, String engine, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--arch=MobileNetV2",
                "--measure=conformance",
                "--engine=" + engine,
                "--out=" + folder));
    arguments.addAll(List.of(options));
    CommandLine line = Convbench.commandLine().setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(String[]::new));
  }
}
