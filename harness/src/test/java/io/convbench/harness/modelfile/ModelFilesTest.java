package io.convbench.harness.modelfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that are folders. */
class ModelFilesTest {

  /** Writes a folder with one file, and fails after that when told to. */
  private record FolderWriter(String content, boolean fails) implements ModelFileWriter {

    @Override
    public String format() {
      return "folder";
    }

    @Override
    public String extension() {
      return ".folder";
    }

    @Override
    public void write(Graph graph, Weights weights, ModelMetadata metadata, Path file)
        throws IOException {
      Path inner = Files.createDirectories(file.resolve("inner"));
      Files.writeString(inner.resolve("model"), content);
      if (fails) {
        throw new IOException("No space left on device");
      }
    }
  }

  /** Writes a file, and does something else before that is complete. */
  private record FileWriter(String content, Action meanwhile) implements ModelFileWriter {

    @Override
    public String format() {
      return "file";
    }

    @Override
    public String extension() {
      return ".file";
    }

    @Override
    public void write(Graph graph, Weights weights, ModelMetadata metadata, Path file)
        throws IOException {
      Files.writeString(file, content.substring(1));
      meanwhile.run();
      Files.writeString(file, content);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  @TempDir private Path folder;

  /** The two modules know nothing of each other. */
  @Test
  void everyLogitOfImageNetHasAName() {
    assertEquals(ClassIndex.imagenet().names().size(), Head.IMAGENET.classes());
  }

  @Test
  void movesAWholeFolderToItsPlace() throws IOException {
    write(new FolderWriter("one", false));

    assertEquals(List.of("model.folder"), names());
    assertEquals("one", content());
  }

  /** It may hold more than a model. */
  @Test
  void neverReplacesAFolderWithSomethingInIt() throws IOException {
    write(new FolderWriter("one", false));
    assertThrows(IOException.class, () -> write(new FolderWriter("two", false)));

    assertEquals(List.of("model.folder"), names());
    assertEquals("one", content());
  }

  /** The name under which convbench once wrote what was not complete. */
  @Test
  void leavesAFolderOfSomebodyElseAlone() throws IOException {
    Path others = Files.createDirectories(folder.resolve("model.folder.part"));
    Files.writeString(others.resolve("thesis.txt"), "x");

    write(new FolderWriter("one", false));
    assertThrows(IOException.class, () -> write(new FolderWriter("one", true)));

    assertEquals("x", Files.readString(others.resolve("thesis.txt")));
    assertEquals(2, names().size(), () -> "besides that: model.folder");
  }

  /** As two processes would. */
  @Test
  void twoOfOneNameAtOnceDoNotDisturbEachOther() throws IOException {
    Path file = folder.resolve("model.file");
    ModelFileWriter second = new FileWriter("second", () -> {});
    write(new FileWriter("first", () -> write(second, "seeded", file)), "seeded", file);

    assertEquals(List.of("model.file"), names());
    assertEquals("first", Files.readString(file));
  }

  @Test
  void makesNoFolderForWeightsThatAreNotThere() {
    ModelFileWriter writer = new FolderWriter("one", false);
    Path file = folder.resolve("new").resolve("model.folder");
    String missing = folder.resolve("missing.h5").toString();
    assertThrows(IOException.class, () -> write(writer, missing, file));

    assertFalse(Files.exists(folder.resolve("new")));
  }

  @Test
  void leavesNothingOfAFolderThatFailed() throws IOException {
    IOException full = assertThrows(IOException.class, () -> write(new FolderWriter("one", true)));

    assertEquals(
        "cannot write %s (No space left on device): free disk space there"
            .formatted(folder.resolve("model.folder")),
        full.getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void deletesFilesFoldersAndNothing() throws IOException {
    write(new FolderWriter("one", false));
    Files.writeString(folder.resolve("file"), "x");

    ModelFiles.delete(folder.resolve("model.folder"));
    ModelFiles.delete(folder.resolve("file"));
    ModelFiles.delete(folder.resolve("nothing"));

    assertEquals(List.of(), names());
  }

  private void write(ModelFileWriter writer) throws IOException {
    write(writer, "seeded", folder.resolve("model.folder"));
  }

  private void write(ModelFileWriter writer, String weights, Path file) throws IOException {
    ModelFiles.write(
        Architectures.named("MobileNet_0.25"),
        Head.IMAGENET,
        WeightsSource.parse(weights, folder),
        BatchNormFolding.NONE,
        Precision.FP32,
        224,
        writer,
        file);
  }

  private String content() throws IOException {
    return Files.readString(folder.resolve("model.folder").resolve("inner").resolve("model"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
