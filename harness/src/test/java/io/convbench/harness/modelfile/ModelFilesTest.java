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

  @Test
  void replacesAFolder() throws IOException {
    write(new FolderWriter("one", false));
    write(new FolderWriter("two", false));

    assertEquals(List.of("model.folder"), names());
    assertEquals("two", content());
  }

  @Test
  void leavesNothingOfAFolderThatFailed() {
    IOException full = assertThrows(IOException.class, () -> write(new FolderWriter("one", true)));

    assertEquals(
        "no space for %s: free some, or write elsewhere".formatted(folder.resolve("model.folder")),
        full.getMessage());
    assertFalse(Files.exists(folder.resolve("model.folder.part")));
    assertFalse(Files.exists(folder.resolve("model.folder")));
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
    ModelFiles.write(
        Architectures.named("MobileNet_0.25"),
        Head.IMAGENET,
        WeightsSource.parse("seeded", folder),
        BatchNormFolding.NONE,
        Precision.FP32,
        224,
        writer,
        folder.resolve("model.folder"));
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
