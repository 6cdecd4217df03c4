package io.convbench.harness.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.prepared.Preparation;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.protocol.Protocols;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizedImagesTest {

  private static final int SIDE = 8;
  private static final int VALUES = SIDE * SIDE * 3;

  @TempDir private Path folder;

  /** Reds of 50 and 150 are learned from: mean 100, deviation 50. */
  @Test
  void measuresColoursOverTheImagesLearnedFrom() throws Exception {
    PreparedCrops crops = crops(image("a", 50, 50), image("b", 150, 150), image("c", 250, 250));

    NormalizedImages test = NormalizedImages.of(crops, List.of(2), List.of(0, 1));
    NormalizedImages train = NormalizedImages.of(crops, List.of(0, 1), List.of(0, 1));

    assertEquals(1, test.size());
    assertEquals(3, red(values(test, 0), 0, 0));
    assertEquals(-1, red(values(train, 0), 7, 7));
    assertEquals(1, red(values(train, 1), 0, 0));
    assertEquals(0, values(train, 1)[1], "green is 0 everywhere");
    assertEquals(1, train.classOf(1));
  }

  /** Left half -1, right half 1: as it is and mirrored, each shifted by none or one either way. */
  @Test
  void variesByMirrorsAndShiftsOfAnEighth() throws Exception {
    PreparedCrops crops = crops(image("a", 50, 150));
    NormalizedImages images = NormalizedImages.of(crops, List.of(0), List.of(0));
    SplittableRandom chance = new SplittableRandom(1);
    Set<String> rows = new TreeSet<>();
    Set<String> columns = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      FloatBuffer batch = FloatBuffer.allocate(VALUES);
      images.putVaried(0, chance, batch);
      StringBuilder row = new StringBuilder();
      StringBuilder column = new StringBuilder();
      for (int at = 0; at < SIDE; at++) {
        row.append(sign(red(batch.array(), 4, at)));
        column.append(red(batch.array(), at, 4) == 0 ? '0' : 'x');
      }
      rows.add(row.toString());
      columns.add(column.toString());
    }
    assertEquals(
        new TreeSet<>(
            List.of("----++++", "---++++0", "0----+++", "++++----", "+++----0", "0++++---")),
        rows);
    assertEquals(new TreeSet<>(List.of("xxxxxxxx", "0xxxxxxx", "xxxxxxx0")), columns);
  }

  private static char sign(float value) {
    return value == 0 ? '0' : value > 0 ? '+' : '-';
  }

  private static float[] values(NormalizedImages images, int image) {
    FloatBuffer batch = FloatBuffer.allocate(VALUES);
    images.put(image, batch);
    return batch.array();
  }

  private static float red(float[] values, int row, int column) {
    return values[(row * SIDE + column) * 3];
  }

  private PreparedCrops crops(LabeledImage... images) throws IOException {
    return new Preparation(
            new LabeledImages("pictures", List.of(images)),
            Protocols.parse("center"),
            SIDE,
            folder.resolve("cache"))
        .run(1, done -> {})
        .crops();
  }

  /** Of 16 x 16 pixels, whose centre is cropped; its class is its letter's place. */
  private LabeledImage image(String name, int leftRed, int rightRed) throws IOException {
    BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        picture.setRGB(x, y, (x < 8 ? leftRed : rightRed) << 16);
      }
    }
    Path file = Files.createDirectories(folder.resolve("pictures")).resolve(name + ".png");
    ImageIO.write(picture, "png", file.toFile());
    return new LabeledImage(file, name + ".png", name.charAt(0) - 'a');
  }
}
