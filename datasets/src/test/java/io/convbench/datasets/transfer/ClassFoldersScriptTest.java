package io.convbench.datasets.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.convbench.datasets.labels.LabeledImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/transfer/class_folders.sh}. */
class ClassFoldersScriptTest {

  private static final Path SCRIPTS = Path.of("..", "docs", "transfer").toAbsolutePath();

  @TempDir private Path temp;
  private Path images;
  private Path labels;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    images = Files.createDirectory(temp.resolve("images"));
    for (int i = 1; i <= 4; i++) {
      Files.writeString(images.resolve(i + ".jpg"), "picture " + i);
    }
    labels = temp.resolve("labels.csv");
    // Tench, Chihuahua, dalmatian and Model T: fish, two dogs, a thing.
    Files.writeString(
        labels, "file,class_index,name\n1.jpg,0,tench\n2.jpg,151,\n3.jpg,251,\n4.jpg,661,\n");
    out = temp.resolve("sorted");
  }

  @Test
  void sortsByCoarseGroupsOfImageNet() throws Exception {
    assertEquals("", run(0, SCRIPTS.resolve("imagenet_groups.csv")));

    ClassFolders folders = ClassFolders.list(out);
    assertEquals(List.of("dogs", "other animals", "things"), folders.classes());
    assertEquals(
        List.of("dogs/2.jpg", "dogs/3.jpg", "other animals/1.jpg", "things/4.jpg"),
        folders.images().images().stream().map(LabeledImage::file).toList());
    assertEquals("picture 2", Files.readString(out.resolve("dogs/2.jpg")));
  }

  @Test
  void countsWhatIsOfNoGroup() throws Exception {
    Path groups =
        Files.writeString(temp.resolve("g.csv"), "group,first,last\nfish,0,6\ndogs,151,200\n");

    assertEquals("class_folders.sh: 2 images are of no group\n", run(0, groups));
  }

  @Test
  void leavesNothingWhereAnImageIsMissing() throws Exception {
    Files.delete(images.resolve("3.jpg"));

    assertEquals(
        "class_folders.sh: %s names 3.jpg, which is not in %s: remove the row or pass its folder\n"
            .formatted(labels, images),
        run(2, SCRIPTS.resolve("imagenet_groups.csv")));
    assertFalse(Files.exists(out));
    assertFalse(Files.exists(temp.resolve("sorted.unfinished")));
  }

  @Test
  void refusesAnotherFileAsGroups() throws Exception {
    assertEquals(
        "class_folders.sh: %s does not begin with group,first,last: pass such a CSV file\n"
            .formatted(labels),
        run(2, labels));
  }

  private String run(int exitCode, Path groups) throws Exception {
    Process script =
        new ProcessBuilder(
                "bash",
                SCRIPTS.resolve("class_folders.sh").toString(),
                images.toString(),
                labels.toString(),
                groups.toString(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exitCode, script.waitFor(), said);
    return said;
  }
}
