package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

  /** An image that everybody else reads is whole, and named all the same. */
  @Test
  void namesImagesThatAreDecodedWithAWarning() throws IOException {
    extraneous("n01440764/e.jpg");
    StringWriter out = new StringWriter();
    assertEquals(0, verify(out));
    assertTrue(
        out.toString()
            .contains(
                "  decoded with a warning: 1\n    n01440764/e.jpg: 258 extraneous bytes in the"
                    + " JPEG, "),
        out.toString());

    String prepared = prepare();
    assertTrue(prepared.contains("4 images, 0 failed; "), prepared);
    assertTrue(
        prepared.contains(
            "1 images decoded with a warning\n  n01440764/e.jpg: 258 extraneous bytes"),
        prepared);
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
  void namesWhatIsLeftOut() throws IOException {
    Files.writeString(folder.resolve("n01440764/notes.txt"), "no picture");
    picture("n01440764/@eaDir/a.png", 3);
    StringWriter out = new StringWriter();
    assertEquals(0, verify(out));
    assertEquals(
        List.of(
            "  skipped: 2",
            "    n01440764/@eaDir/ (thumbnails of a Synology disk)",
            "    n01440764/notes.txt (no image)"),
        out.toString().lines().skip(6).limit(3).toList());
    String prepared = prepare("--protocol=keras", "--side=8");
    assertTrue(prepared.contains("\n  skipped: n01440764/notes.txt (no image)\n"), prepared);
  }

  @Test
  void saysInWhatTheNamesOfLabelsDiffer() throws IOException {
    Path labels =
        Files.write(
            root.resolve("labels.csv"),
            List.of("file,class_index", "n01440764/a,0", "n01440764/b,0", "n02102040/c,217"));
    StringWriter out = new StringWriter();
    assertEquals(
        2,
        Convbench.commandLine()
            .setOut(new PrintWriter(out))
            .execute("dataset", "verify", folder.toString(), "--labels=" + labels));
    assertTrue(
        out.toString()
            .contains(
                "\n  of the missing, 3 of 3 differ only in their endings (n01440764/a and"
                    + " n01440764/a.png): name them alike\n"),
        out.toString());
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

  @Test
  void failsWhereNoImageCouldBeDecoded() throws IOException {
    Path broken = root.resolve("broken");
    Files.createDirectories(broken.resolve("n01440764"));
    Files.writeString(broken.resolve("n01440764/a.png"), "");
    Files.writeString(broken.resolve("n01440764/b.png"), "no picture");
    StringWriter err = new StringWriter();

    int exitCode =
        Convbench.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute("dataset", "prepare", broken.toString(), "--out=" + root.resolve("sets"));

    assertEquals(1, exitCode);
    assertTrue(
        err.toString().endsWith("convbench: none of the 2 images could be decoded, see above\n"),
        err.toString());
  }

  @Test
  void listsPreparedSetsAndDeletesWhatIsNamed() throws IOException {
    String gone = id(prepare("--protocol=keras", "--side=8"));
    String kept = id(prepare("--protocol=keras", "--side=9"));
    assertTrue(prepared().contains("         3    0.00  " + gone + "\n"), prepared());

    String after = prepared("--delete=" + gone);

    assertTrue(after.startsWith("deleted " + gone + "\n"), after);
    assertTrue(
        after.contains("         3    0.00  " + kept + "\nPrepared sets: 1, 0.00 GiB in "), after);
    assertTrue(prepare("--protocol=keras", "--side=8").contains("decoded 3 in "));
  }

  @Test
  void deletesWhatNothingHasUsedForSoManyDays() throws IOException {
    String old = id(prepare("--protocol=keras", "--side=8"));
    String used = id(prepare("--protocol=keras", "--side=9"));
    age(old, 8);
    age(used, 8);
    assertTrue(prepare("--protocol=keras", "--side=9").contains("nothing decoded"));

    String after = prepared("--delete-older-than=7");

    assertTrue(after.startsWith("deleted " + old + "\nlast used "), after);
    assertTrue(after.contains("  " + used + "\nPrepared sets: 1, "), after);
    assertTrue(prepared("--delete-older-than=0").contains("\nPrepared sets: 0, "));
  }

  private void age(String set, int days) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    try (Stream<Path> files = Files.list(root.resolve("sets").resolve(set))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }

  /** The last line is the set's folder. */
  private static String id(String prepared) {
    return Path.of(prepared.strip().lines().reduce("", (all, line) -> line))
        .getFileName()
        .toString();
  }

  private String prepare(String... options) {
    List<String> arguments = new ArrayList<>(List.of("prepare", folder.toString()));
    arguments.addAll(List.of(options));
    return dataset(arguments);
  }

  private String prepared(String... options) {
    List<String> arguments = new ArrayList<>(List.of("prepared"));
    arguments.addAll(List.of(options));
    return dataset(arguments);
  }

  private String dataset(List<String> arguments) {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of("dataset"));
    all.addAll(arguments);
    all.add("--out=" + root.resolve("sets"));
    assertEquals(
        0,
        Convbench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(all.toArray(String[]::new)));
    return out.toString();
  }

  private int verify(StringWriter out) {
    return Convbench.commandLine()
        .setOut(new PrintWriter(out))
        .execute("dataset", "verify", folder.toString());
  }

  /** A JPEG with 258 zeros before its end marker. */
  private void extraneous(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "jpg", out);
    byte[] jpeg = out.toByteArray();
    byte[] longer = Arrays.copyOf(Arrays.copyOf(jpeg, jpeg.length - 2), jpeg.length + 258);
    System.arraycopy(jpeg, jpeg.length - 2, longer, longer.length - 2, 2);
    Files.write(folder.resolve(name), longer);
  }

  private void picture(String name, int side) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }
}
