package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    folder = root.resolve("imagenette");
    picture("n01440764/a.png", 3);
    picture("n01440764/b.png", 4);
    picture("n02102040/c.png", 4);
  }

  @Test
  void countsAndFindsEqualImages() {
    StringWriter out = new StringWriter();
    assertEquals(0, verify(out));
    assertEquals(
        List.of(
            "imagenette: 3 images of 2 classes, 1 to 2 a class",
            "  missing: 0",
            "  not labelled: 0",
            "  unreadable: 0",
            "  equal content: 1",
            "    n01440764/b.png = n02102040/c.png"),
        out.toString().lines().limit(6).toList());
  }

  @Test
  void failsOnAnUnreadableImage() throws IOException {
    Files.writeString(folder.resolve("n01440764/d.png"), "");
    StringWriter out = new StringWriter();
    assertEquals(2, verify(out));
    assertEquals(
        List.of("  unreadable: 1", "    n01440764/d.png: the file is empty: fetch it again"),
        out.toString().lines().skip(3).limit(2).toList());
  }

  @Test
  void preparesOnceAndNamesWhatFails() throws IOException {
    Files.writeString(folder.resolve("n01440764/d.png"), "");
    String first = prepare("--protocol=keras", "--side=8");
    assertTrue(first.startsWith("4 images, 1 failed; 1 x 8 x 8 pixels, "), first);
    assertTrue(first.contains("\n  n01440764/d.png: the file is empty: fetch it again\n"), first);
    assertTrue(first.contains("decoded 4 in "), first);

    assertTrue(prepare("--protocol=keras", "--side=8").contains("nothing decoded"));
    assertTrue(prepare("--protocol=keras", "--side=9").contains("decoded 4 in "));
    assertTrue(prepare("--protocol=keras", "--side=8", "--limit=2").contains("decoded 2 in "));
  }

  private String prepare(String... options) {
    StringWriter out = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("dataset", "prepare", folder.toString()));
    arguments.add("--out=" + root.resolve("sets"));
    arguments.addAll(List.of(options));
    assertEquals(
        0,
        Convbench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments.toArray(String[]::new)));
    return out.toString();
  }

  private int verify(StringWriter out) {
    return Convbench.commandLine()
        .setOut(new PrintWriter(out))
        .execute("dataset", "verify", folder.toString());
  }

  private void picture(String name, int side) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }
}
