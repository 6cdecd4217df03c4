package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.storage.SampleTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tar in place of a folder. */
class ImageTarTest {

  @TempDir Path root;
  private Path tar;
  private Path labels;

  @BeforeEach
  void name() {
    tar = root.resolve("ILSVRC2012_img_val.tar");
    labels = root.resolve("val.txt");
  }

  @Test
  void readsAFlatTarWithLabels() throws IOException {
    new SampleTar().add("b.JPEG").add("a.JPEG").add("README").add("._a.JPEG").write(tar);
    Files.writeString(labels, "b.JPEG 2\na.JPEG 1\n");

    LabeledImages dataset = ImageFolder.withLabels(tar, labels, Unlabeled.REFUSED);

    assertEquals("ILSVRC2012_img_val.tar", dataset.name());
    assertEquals(List.of("b.JPEG 2", "a.JPEG 1"), rows(dataset));
  }

  @Test
  void readsATarOfClassFolders() throws IOException {
    new SampleTar().add("n01443537/x.JPEG").add("n01440764/y.JPEG").write(tar);
    assertEquals(
        List.of("n01440764/y.JPEG 0", "n01443537/x.JPEG 1"),
        rows(ImageFolder.byClassFolder(tar, ClassIndex.imagenet())));
  }

  @Test
  void namesWhatTheTarLacks() throws IOException {
    new SampleTar().add("a.JPEG").add("c.JPEG").write(tar);
    Files.writeString(labels, "b.JPEG 2\na.JPEG 1\n");

    FolderMatch match = ImageFolder.match(tar, labels);

    assertEquals(List.of("a.JPEG 1"), rows(match.present()));
    assertEquals(List.of("b.JPEG"), match.missing());
    assertEquals(List.of("c.JPEG"), match.unlabeled());
  }

  /** The hash says what is in it, not how it is packed. */
  @Test
  void hashesAsTheFolderOfTheSameFiles() throws IOException {
    Path folder = Files.createDirectories(root.resolve("val/n01440764"));
    Files.writeString(folder.resolve("a.JPEG"), "n01440764/a.JPEG");
    new SampleTar()
        .add("./n01440764/a.JPEG", Files.readAllBytes(folder.resolve("a.JPEG")))
        .write(tar);

    assertEquals(
        ImageFolder.byClassFolder(folder.getParent(), ClassIndex.imagenet()).sha256(),
        ImageFolder.byClassFolder(tar, ClassIndex.imagenet()).sha256());
  }

  @Test
  void namesATarWithoutImages() throws IOException {
    new SampleTar().add("README").write(tar);
    assertEquals(
        tar
            + " holds no image (JPEG, PNG, GIF, BMP or WebP), but README (no image): check its"
            + " path.",
        assertThrows(IOException.class, () -> ImageFolder.byClassFolder(tar, ClassIndex.imagenet()))
            .getMessage());
  }

  @Test
  void leavesOutOfATarWhatItLeavesOutOfAFolder() throws IOException {
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, -1, 0};
    new SampleTar()
        .add("n01440764/a", jpeg)
        .add("n01440764/b.JPEG.1", jpeg)
        .add("n01440764/@eaDir/a.jpg", jpeg)
        .add("__MACOSX/n01440764/._a", jpeg)
        .add("n01440764/list.txt")
        .folder("lost+found")
        .write(tar);

    LabeledImages dataset = ImageFolder.byClassFolder(tar, ClassIndex.imagenet());

    assertEquals(List.of("n01440764/a 0", "n01440764/b.JPEG.1 0"), rows(dataset));
    assertEquals(
        List.of(
            "__MACOSX/ (macOS's additions to an archive)",
            "lost+found/ (what a disk check found)",
            "n01440764/@eaDir/ (thumbnails of a Synology disk)",
            "n01440764/list.txt (no image)"),
        dataset.skipped().stream().map(SkippedFile::toText).toList());
  }

  @Test
  void namesAClassFolderOfATarWithoutImages() throws IOException {
    new SampleTar().add("n01440764/a.JPEG").folder("n01443537").write(tar);
    assertEquals(
        tar + " holds no image in n01443537: fetch its images, or remove the folder.",
        assertThrows(IOException.class, () -> ImageFolder.byClassFolder(tar, ClassIndex.imagenet()))
            .getMessage());
  }

  @Test
  void saysHowToPackAPart() throws IOException {
    new SampleTar().add("val/n01440764/a.JPEG").write(tar);
    assertEquals(
        tar
            + " holds a part of a dataset, val, not class folders: pack what is in it, as by"
            + " tar -C val -cf FILE.tar .",
        assertThrows(
                IllegalArgumentException.class,
                () -> ImageFolder.byClassFolder(tar, ClassIndex.imagenet()))
            .getMessage());
  }

  private static List<String> rows(LabeledImages dataset) {
    return dataset.images().stream().map(image -> image.file() + " " + image.classIndex()).toList();
  }
}
