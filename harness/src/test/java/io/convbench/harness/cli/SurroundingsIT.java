package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** convbench, and the JVMs that it starts, in the shells of people elsewhere. */
class SurroundingsIT {

  /** Every JVM takes these, children too. */
  private static final Map<String, String> PERSIAN =
      Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=fa -Duser.country=IR");

  @TempDir private Path temp;

  @Test
  @Tag("conformance")
  void measureAlikeWhereDigitsAreOthers() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));

    String said =
        start(
            0,
            PERSIAN,
            "run",
            "--arch=MobileNet_0.25",
            "--engine=onnxruntime",
            "--measure=cost,conformance,latency",
            "--quick",
            "--out=" + run.path());

    assertFalse(said.matches("(?s).*[\\u0660-\\u0669\\u06F0-\\u06F9].*"), said);
    for (Row row : ResultsCsv.read(run.results())) {
      assertEquals(Optional.of(Status.OK), row.status(), row::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "torchscript", "savedmodel"})
  void writeTheSameModelFileWhereDigitsAreOthers(String format) throws Exception {
    Path here = temp.resolve("here");
    Path there = temp.resolve("there");
    start(0, Map.of(), "export", "MobileNet_0.25", "--format=" + format, "--out=" + here);
    start(0, PERSIAN, "export", "MobileNet_0.25", "--format=" + format, "--out=" + there);

    assertArrayEquals(content(here), content(there));
  }

  @Test
  void areRefusedWhereJavaLosesNames() throws Exception {
    assertEquals(
        "convbench: this JVM reads names of files as ANSI_X3.4-1968, not as UTF-8: start"
            + " ./convbench, or set LC_ALL=C.UTF-8\n",
        start(3, Map.of("LC_ALL", "C"), "list"));
  }

  @Test
  void leaveNoFolderWhereTheUserHasNoHome() throws Exception {
    String said = start(2, Map.of("HOME", "here"), "doctor");

    assertTrue(said.startsWith("convbench: HOME is 'here', which is not an absolute path"), said);
    assertArrayEquals(new String[0], temp.resolve("work").toFile().list());
  }

  /** A SavedModel is a folder, whose graph is compared. */
  private static byte[] content(Path model) throws Exception {
    return Files.readAllBytes(Files.isDirectory(model) ? model.resolve("saved_model.pb") : model);
  }

  private String start(int exitCode, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder =
        OwnJvm.convbench(List.of(), arguments)
            .directory(Files.createDirectories(temp.resolve("work")).toFile());
    builder.environment().putAll(environment);
    return Ended.with(exitCode, builder);
  }
}
