package io.convbench.datasets.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.SharedData;
import io.convbench.datasets.labels.ImageFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFindingsTest {

  @TempDir private Path root;

  @Test
  void findsWhatIsWrong() throws IOException {
    Path folder = Files.createDirectory(root.resolve("val"));
    picture(folder.resolve("a.png"), 3);
    Files.copy(folder.resolve("a.png"), folder.resolve("copy.png"));
    picture(folder.resolve("b.png"), 4);
    picture(folder.resolve("stray.png"), 5);
    Files.writeString(folder.resolve("text.jpg"), "not a picture");
    Path labels =
        Files.write(
            root.resolve("labels.csv"),
            List.of(
                "file,class_index",
                "copy.png,7",
                "gone.png,1",
                "a.png,7",
                "text.jpg,7",
                "b.png,2"));

    DatasetFindings findings = DatasetFindings.of(ImageFolder.match(folder, labels));

    assertEquals(Map.of(2, 1, 7, 3), findings.imagesOfClass());
    assertEquals(List.of("gone.png"), findings.missing());
    assertEquals(List.of("stray.png"), findings.unlabeled());
    assertEquals(List.of(List.of("copy.png", "a.png")), findings.duplicates());
    assertEquals(1, findings.unreadable().size());
    assertTrue(findings.unreadable().get(0).startsWith("text.jpg: "), "names the file");
    assertEquals(Optional.of(findings.images().sha256()), findings.sha256());
    assertFalse(findings.isWhole());
  }

  /** Counts and classes of the label file, by coreutils: cut -d, -f2 | sort | uniq -c. */
  @Test
  void findsNothingWrongWithTheRealImages() throws IOException {
    DatasetFindings findings =
        DatasetFindings.of(
            ImageFolder.match(
                SharedData.require("imagenet/val650"), SharedData.require("imagenet/val650.csv")));

    assertTrue(findings.isWhole(), findings.unreadable().toString());
    assertEquals(650, findings.images().images().size());
    assertEquals(List.of(), findings.duplicates());
    assertEquals(456, findings.imagesOfClass().size());
  }

  private static void picture(Path file, int side) throws IOException {
    ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }
}
