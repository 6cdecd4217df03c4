package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {

  @TempDir Path root;
  private Path folder;
  private Path labels;

  @BeforeEach
  void layOut() throws IOException {
    folder = Files.createDirectory(root.resolve("val"));
    labels = root.resolve("labels.csv");
  }

  @Test
  void keepsTheLabelFilesOrder() throws IOException {
    images("a.jpg", "b.jpg", "sub/c.JPEG");
    label("file,class_index,synset", "sub/c.JPEG,7,n1", "a.jpg,0,\"x, y\"", "b.jpg,999,");

    LabeledImages dataset = read();

    assertEquals("val", dataset.name());
    assertEquals(List.of("sub/c.JPEG 7", "a.jpg 0", "b.jpg 999"), rows(dataset));
    assertEquals(List.of("sub/c.JPEG 7", "a.jpg 0"), rows(dataset.limit(2)));
    assertEquals(3, dataset.limit(9).images().size());
  }

  @Test
  void readsSpreadsheetsCsv() throws IOException {
    images("a.jpg");
    Files.writeString(labels, "\uFEFFfile,class_index\r\na.jpg, 3 \r\n\r\n");

    assertEquals(List.of("a.jpg 3"), rows(read()));
  }

  @Test
  void readsTheRealImages() throws IOException {
    Path real = SharedData.require("imagenet/val650");
    LabeledImages dataset =
        ImageFolder.withLabels(real, SharedData.require("imagenet/val650.csv"), Unlabeled.REFUSED);

    assertEquals(650, dataset.images().size());
    assertEquals("ILSVRC2012_val_00000347.JPEG 472", rows(dataset).get(0));
  }

  @Test
  void sortsClassFoldersBySynsetOrName() throws IOException {
    images("tiger shark/2.png", "n01440764/b.jpg", "n01440764/a.jpg", "goldfish/1.jpg");

    assertEquals(
        List.of(
            "goldfish/1.jpg 1", "n01440764/a.jpg 0", "n01440764/b.jpg 0", "tiger shark/2.png 3"),
        rows(ImageFolder.byClassFolder(folder, ClassIndex.imagenet())));
  }

  /** ImageNetV2 names its folders by class index. */
  @Test
  void readsFoldersNamedByIndex() throws IOException {
    images("0/a.jpg", "10/b.jpg", "2/c.jpg", "999/d.jpg");

    assertEquals(
        List.of("0/a.jpg 0", "10/b.jpg 10", "2/c.jpg 2", "999/d.jpg 999"),
        rows(ImageFolder.byClassFolder(folder, ClassIndex.imagenet())));
  }

  /** Imagenette's ten synsets keep their places among the 1000: n03425413 is the gas pump, 571. */
  @Test
  void readsImagenettesSynsets() throws IOException {
    images("n02102040/a.JPEG", "n03425413/b.JPEG");

    assertEquals(
        List.of("n02102040/a.JPEG 217", "n03425413/b.JPEG 571"),
        rows(ImageFolder.byClassFolder(folder, ClassIndex.imagenet())));
  }

  @Test
  void knowsTheClassesOfClassFoldersWhateverTheLimit() throws IOException {
    images("n02102040/a.JPEG", "n03425413/b.JPEG", "gas pump/c.JPEG");

    LabeledImages dataset = ImageFolder.byClassFolder(folder, ClassIndex.imagenet());

    assertEquals(Set.of(217, 571), dataset.ownClasses());
    assertEquals(Set.of(217, 571), dataset.limit(1).ownClasses());
  }

  @Test
  void hasNoOwnClassesWithOneFolder() throws IOException {
    images("n02102040/a.JPEG");
    assertEquals(Set.of(), ImageFolder.byClassFolder(folder, ClassIndex.imagenet()).ownClasses());
  }

  @Test
  void hasNoOwnClassesWithAllThousand() throws IOException {
    images(IntStream.range(0, 1000).mapToObj(i -> i + "/a.jpg").toArray(String[]::new));
    assertEquals(Set.of(), ImageFolder.byClassFolder(folder, ClassIndex.imagenet()).ownClasses());
  }

  @Test
  void hasNoOwnClassesByALabelFile() throws IOException {
    images("a.jpg", "b.jpg");
    label("file,class_index", "a.jpg,0", "b.jpg,1");
    assertEquals(Set.of(), read().ownClasses());
  }

  @Test
  void pointsToADatasetsPart() throws IOException {
    images("train/n02102040/a.JPEG", "val/n02102040/b.JPEG");
    assertEquals(
        folder
            + " holds a part of a dataset, train, not class folders: pass "
            + folder.resolve("train")
            + ".",
        assertThrows(
                IllegalArgumentException.class,
                () -> ImageFolder.byClassFolder(folder, ClassIndex.imagenet()))
            .getMessage());
  }

  @Test
  void hashesLabelsNamesAndContents() throws IOException {
    images("a.jpg", "b.jpg");
    label("file,class_index", "b.jpg,2", "a.jpg,1");

    // printf 'a.jpg 1 %s\nb.jpg 2 %s\n' $(printf a.jpg|sha256sum) ... | sha256sum, with coreutils.
    assertEquals(
        "9452447919fe6d6a39427ee649c60ea282eb1ea0047c626551a48b509e2bd69c", read().sha256());
  }

  @Test
  void refusesALimitOfZero() {
    LabeledImages none = new LabeledImages("none", List.of());
    assertEquals(
        "a limit of 0 images: use 1 or more",
        assertThrows(IllegalArgumentException.class, () -> none.limit(0)).getMessage());
  }

  @Test
  void namesAMissingFolder() {
    Path missing = root.resolve("missing");
    assertMessage(
        "there is no folder or tar " + missing + ": check its path.",
        () -> ImageFolder.withLabels(missing, labels, Unlabeled.REFUSED));
  }

  @Test
  void namesAFolderThatMayNotBeListed() throws IOException {
    images("0/a.jpg");
    Path locked = folder.resolve("0");
    Files.setPosixFilePermissions(locked, Set.of());
    Assumptions.assumeFalse(Files.isReadable(locked), "this user may read everything");
    assertMessage(
        "no permission to list " + locked + ": give it, or pass another folder.", this::read);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void namesALinkThatLeadsBack() throws IOException {
    images("0/a.jpg");
    Path link = Files.createSymbolicLink(folder.resolve("0").resolve("all"), folder);
    assertMessage(link + " leads back to a folder that contains it: remove this link.", this::read);
  }

  /** A class of links to a disk that is not there would otherwise be a smaller class. */
  @Test
  void keepsALinkThatLeadsNowhereAsAnImageThatCannotBeRead() throws IOException {
    images("n01440764/a.jpg");
    Files.createSymbolicLink(folder.resolve("n01440764/b.jpg"), Path.of("missing.jpg"));

    LabeledImages dataset = ImageFolder.byClassFolder(folder, ClassIndex.imagenet());

    assertEquals(List.of("n01440764/a.jpg 0", "n01440764/b.jpg 0"), rows(dataset));
    assertEquals(
        "there is no such file",
        assertThrows(IOException.class, dataset.images().get(1)::read).getMessage());
  }

  @Test
  void namesAFolderWithoutImages() throws IOException {
    images("notes.txt", ".hidden/a.jpg");
    assertMessage(
        folder
            + " holds no image (JPEG, PNG, GIF, BMP or WebP), but .hidden/ (hidden) and 1 more:"
            + " check its path.",
        this::read);
  }

  @Test
  void namesAMissingLabelFile() throws IOException {
    images("a.jpg");
    assertMessage("there is no label file " + labels + ": check --labels.", this::read);
  }

  @ParameterizedTest
  @CsvSource({
    "'a.jpg,3', add it as",
    "'name,label', write it so in the",
    "file, write it so in the"
  })
  void expectsTheHeader(String firstLine, String advice) throws IOException {
    images("a.jpg");
    label(firstLine, "a.jpg,3");
    assertMessage(
        labels
            + " starts with '%s' where the header file,class_index is expected: %s first line."
                .formatted(firstLine, advice),
        this::read);
  }

  @Test
  void namesALabelFileWithoutRows() throws IOException {
    images("a.jpg");
    label("file,class_index");
    assertMessage(labels + " names no image: add rows of file,class_index.", this::read);
  }

  @Test
  void namesALabelThatIsNotInTheFolder() throws IOException {
    images("a.jpg");
    label("file,class_index", "a.jpg,1", "../labels.csv,2");
    assertMessage(
        labels
            + " names ../labels.csv, which is not in "
            + folder
            + ": remove the row or pass --labels of this folder.",
        this::read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1001", "-1", "tench", "3.0", "", "99999999999"})
  void expectsAClassIndex(String value) throws IOException {
    images("a.jpg");
    label("file,class_index", "a.jpg," + value);
    assertMessage(
        labels + ", line 2 has class index '%s': use 0 to 999, in synset order.".formatted(value),
        this::read);
  }

  @Test
  void namesARowWithoutClass() throws IOException {
    images("a.jpg");
    label("file,class_index", "a.jpg");
    assertMessage(labels + ", line 2 is 'a.jpg': write file,class_index.", this::read);
  }

  @Test
  void saysWhereAQuoteIsWrong() throws IOException {
    images("a.jpg");
    label("file,class_index", "\"a\".jpg,1");
    String message = assertThrows(IOException.class, this::read).getMessage();

    assertTrue(
        message.startsWith(labels + " is not CSV (Invalid character between encapsulated token"),
        message);
    // Commons CSV writes the line's number in the locale's digits.
    assertTrue(message.endsWith("): close every quote, and double those within."), message);
  }

  @Test
  void namesAFileListedTwice() throws IOException {
    images("a.jpg");
    label("file,class_index", "a.jpg,1", "a.jpg,1");
    assertMessage(labels + " names a.jpg twice, again in line 3: remove one row.", this::read);
  }

  @Test
  void namesUnlabeledImages() throws IOException {
    images("a.jpg", "b.jpg", "c.jpg", "notes.txt");
    label("file,class_index", "b.jpg,1");
    assertMessage(
        folder
            + " holds 2 image(s) that "
            + labels
            + " does not name (first: a.jpg): add rows or remove the images.",
        this::read);
  }

  @Test
  void leavesUnlabeledImagesOutWhenAllowed() throws IOException {
    images("a.jpg", "b.jpg");
    label("file,class_index", "b.jpg,1");
    assertEquals(
        List.of("b.jpg 1"), rows(ImageFolder.withLabels(folder, labels, Unlabeled.LEFT_OUT)));
  }

  @Test
  void saysThatABinaryFileIsNoLabelFile() throws IOException {
    images("a.jpg");
    Files.write(labels, new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1});
    assertMessage(labels + " is not a text in UTF-8: pass a label file.", this::read);
  }

  @Test
  void namesAnImageOutsideClassFolders() throws IOException {
    images("n01440764/a.jpg", "b.jpg");
    assertMessage(
        folder
            + " holds b.jpg outside any class folder: pass --labels FILE, or sort the images into"
            + " one folder per class.",
        () -> ImageFolder.byClassFolder(folder, ClassIndex.imagenet()));
  }

  @Test
  void namesAFolderOfNoClass() throws IOException {
    images("goldfisch/a.jpg");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ImageFolder.byClassFolder(folder, ClassIndex.imagenet()))
            .getMessage();
    assertEquals(
        folder
            + ": folder 'goldfisch' is not a synset or name of an ImageNet class (nearest:"
            + " goldfish",
        message.substring(0, message.indexOf(',')));
  }

  /** As an unpacking leaves it that stopped too early. */
  @Test
  void namesAClassFolderWithoutImages() throws IOException {
    images("goldfish/a.jpg", "n01440764/list.txt", ".cache/x.txt");
    assertMessage(
        folder + " holds no image in n01440764: fetch its images, or remove the folder.",
        () -> ImageFolder.byClassFolder(folder, ClassIndex.imagenet()));
  }

  /** JPEGs by content under names that no list of endings has, beside endings that mean images. */
  @Test
  void takesImagesByContentWhateverTheirNames() throws IOException {
    images("n01440764/a.JFIF", "n01440764/b.jpe", "n01440764/c.TIF", "n01440764/d.WEBP");
    for (String name : List.of("e", "f.JPEG.1", "g.", "h.dat")) {
      Files.write(
          folder.resolve("n01440764").resolve(name), new byte[] {(byte) 0xFF, (byte) 0xD8, -1, 0});
    }
    images("n01440764/README", "notes.txt");

    LabeledImages dataset = ImageFolder.byClassFolder(folder, ClassIndex.imagenet());

    assertEquals(
        List.of("a.JFIF", "b.jpe", "c.TIF", "d.WEBP", "e", "f.JPEG.1", "g.", "h.dat"),
        dataset.images().stream().map(one -> one.file().substring(10)).toList());
    assertEquals(
        List.of("n01440764/README (no image)", "notes.txt (no image)"),
        dataset.skipped().stream().map(SkippedFile::toText).toList());
  }

  @Test
  void leavesOutWhatSystemsMakeByTheFolder() throws IOException {
    images(
        "0/a.jpg",
        "0/@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg",
        "0/._a.jpg",
        "__MACOSX/0/._a.jpg",
        "lost+found/b.jpg",
        ".thumbnails/c.jpg",
        "$RECYCLE.BIN/d.jpg");

    LabeledImages dataset = ImageFolder.byClassFolder(folder, ClassIndex.imagenet());

    assertEquals(List.of("0/a.jpg 0"), rows(dataset));
    assertEquals(
        List.of(
            "$RECYCLE.BIN/ (a recycle bin)",
            ".thumbnails/ (hidden)",
            "0/._a.jpg (hidden)",
            "0/@eaDir/ (thumbnails of a Synology disk)",
            "__MACOSX/ (macOS's additions to an archive)",
            "lost+found/ (what a disk check found)"),
        dataset.skipped().stream().map(SkippedFile::toText).toList());
  }

  /** As a disk's root has it, which only root may list. */
  @Test
  void doesNotLookIntoLostAndFound() throws IOException {
    images("0/a.jpg", "lost+found/b.jpg");
    Path locked = folder.resolve("lost+found");
    Files.setPosixFilePermissions(locked, Set.of());
    assertEquals(
        List.of("0/a.jpg 0"), rows(ImageFolder.byClassFolder(folder, ClassIndex.imagenet())));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void takesALabelledFileForAnImageAndSaysWhyAThumbnailIsNone() throws IOException {
    images("a.dat", "b.jpg", "@eaDir/b.jpg");
    label("file,class_index", "a.dat,1", "b.jpg,2");
    LabeledImages dataset = read();
    assertEquals(List.of("a.dat 1", "b.jpg 2"), rows(dataset));
    assertEquals(
        List.of("@eaDir/ (thumbnails of a Synology disk)"),
        dataset.skipped().stream().map(SkippedFile::toText).toList());

    label("file,class_index", "@eaDir/b.jpg,1");
    assertMessage(
        labels
            + " names @eaDir/b.jpg, but @eaDir/ is skipped (thumbnails of a Synology disk): remove"
            + " the row.",
        this::read);
  }

  @Test
  void saysInWhatNamesDiffer() throws IOException {
    images("a.JPEG", "b.JPEG");
    String message =
        labels
            + " names %s, which is not in "
            + folder
            + ": remove the row or pass --labels of this"
            + " folder; 2 of 2 differ only %s (%s and a.JPEG): name them alike.";
    label("file,class_index", "val/a.JPEG,1", "val/b.JPEG,2");
    assertMessage(
        message.formatted("val/a.JPEG", "in the folders in front of them", "val/a.JPEG"),
        this::read);
    label("file,class_index", "a,1", "b,2");
    assertMessage(message.formatted("a", "in their endings", "a"), this::read);
    label("file,class_index", "a.jpeg,1", "b.jpeg,2");
    assertMessage(
        message.formatted("a.jpeg", "in capital and small letters", "a.jpeg"), this::read);
  }

  @Test
  void namesADeviceInPlaceOfAFolder() {
    Path device = Path.of("/dev/null");
    Assumptions.assumeTrue(Files.exists(device), "no /dev/null");
    assertMessage(
        "/dev/null is a device or a pipe, not a folder or tar of images: pass one.",
        () -> ImageFolder.byClassFolder(device, ClassIndex.imagenet()));
  }

  @Test
  void saysThatFoldersCountFromOne() throws IOException {
    images("1/a.jpg", "1000/b.jpg");
    assertEquals(
        folder
            + ": folder 1000 is beyond the last class index, 999: where folders count from 1, name"
            + " each one lower.",
        assertThrows(
                IllegalArgumentException.class,
                () -> ImageFolder.byClassFolder(folder, ClassIndex.imagenet()))
            .getMessage());
  }

  private LabeledImages read() throws IOException {
    return ImageFolder.withLabels(folder, labels, Unlabeled.REFUSED);
  }

  /** Files that hold their own names. */
  private void images(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name, StandardCharsets.UTF_8);
    }
  }

  private void label(String... lines) throws IOException {
    Files.write(labels, List.of(lines), StandardCharsets.UTF_8);
  }

  private static List<String> rows(LabeledImages dataset) {
    return dataset.images().stream().map(image -> image.file() + " " + image.classIndex()).toList();
  }

  private static void assertMessage(String expected, Executable read) {
    assertEquals(expected, assertThrows(IOException.class, read).getMessage());
  }
}
