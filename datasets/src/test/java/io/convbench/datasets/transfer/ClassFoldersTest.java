package io.convbench.datasets.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {

  private static final SplitRule USUAL =
      new SplitRule(OptionalDouble.empty(), OptionalInt.empty(), 1);

  @TempDir private Path folder;

  @Test
  void numbersClassesByTheirNames() throws IOException {
    make("dogs/1.jpg", "cats/2.jpg", "cats/1.jpg");

    ClassFolders pictures = ClassFolders.list(folder);

    assertEquals(List.of("cats", "dogs"), pictures.classes());
    assertEquals(
        List.of("cats/1.jpg 0", "cats/2.jpg 0", "dogs/1.jpg 1"),
        pictures.images().images().stream()
            .map(image -> image.file() + " " + image.classIndex())
            .toList());
    assertEquals(Set.of(), pictures.parts());
  }

  @Test
  void dividesByTheDatasetsOwnFolders() throws IOException {
    make("train/cats/1.jpg", "train/dogs/2.jpg", "val/cats/3.jpg", "val/dogs/4.jpg");
    make("test/cats/5.jpg", "test/dogs/6.jpg");

    ClassFolders pictures = ClassFolders.list(folder);
    Split split = USUAL.of(pictures).get(0);

    assertEquals(EnumSet.allOf(Part.class), pictures.parts());
    assertEquals(List.of("train/cats/1.jpg", "train/dogs/2.jpg"), names(split.train()));
    assertEquals(List.of("val/cats/3.jpg", "val/dogs/4.jpg"), names(split.validation()));
    assertEquals(List.of("test/cats/5.jpg", "test/dogs/6.jpg"), names(split.test()));
  }

  @Test
  void holdsOutValidationWhereThereIsNoTest() throws IOException {
    make("train/a/1.jpg", "train/a/2.jpg", "train/b/1.jpg", "train/b/2.jpg");
    make("validation/a/3.jpg", "validation/b/4.jpg");

    Split split = USUAL.of(ClassFolders.list(folder)).get(0);

    assertEquals(List.of(), split.validation());
    assertEquals(List.of("validation/a/3.jpg", "validation/b/4.jpg"), names(split.test()));
  }

  @Test
  void refusesOneClass() throws IOException {
    make("cats/1.jpg", "cats/2.jpg");

    refused(
        folder.getFileName()
            + " has one class, cats: a classifier needs two or more, each in a folder of its own");
  }

  @Test
  void refusesClassesThatArePartsOnly() throws IOException {
    make("train/cats/1.jpg", "train/dogs/2.jpg");

    refused(
        folder
            + " holds train alone: it needs train/ with test/, val/ or validation/, or class folders"
            + " right in it");
  }

  @Test
  void refusesAPartBesideOtherFolders() throws IOException {
    make("train/cats/1.jpg", "train/dogs/2.jpg", "test/cats/3.jpg", "valid/dogs/4.jpg");

    refused(
        folder
            + " holds parts of a dataset (test, train) beside other folders (valid): keep train/,"
            + " test/, val/ and validation/ alone, or class folders alone");
  }

  /** CIFAR-100 has such a class. */
  @Test
  void takesAClassThatIsCalledTrain() throws IOException {
    make("bus/1.jpg", "train/1.jpg");

    assertEquals(List.of("bus", "train"), ClassFolders.list(folder).classes());
  }

  @Test
  void dividesByFoldersInCapitals() throws IOException {
    make("Train/a/1.jpg", "Train/b/2.jpg", "Test/a/3.jpg", "Test/b/4.jpg");

    ClassFolders pictures = ClassFolders.list(folder);

    assertEquals(List.of("a", "b"), pictures.classes());
    assertEquals(EnumSet.of(Part.TRAIN, Part.TEST), pictures.parts());
  }

  @Test
  void refusesLabelsThatDiffer() throws IOException {
    make("train/cats/1.jpg", "train/dogs/2.jpg", "test/cats/3.jpg", "test/dog/4.jpg");

    refused(folder + ": test/ has dog, which train/ has not: give both the same class folders");
  }

  @Test
  void refusesAClassThatNothingTests() throws IOException {
    make("train/cats/1.jpg", "train/dogs/2.jpg", "test/cats/3.jpg");

    refused(folder + ": train/ has dogs, which test/ has not: give both the same class folders");
  }

  @Test
  void refusesAnImageOutsideItsClass() throws IOException {
    make("cats/1.jpg", "dogs/2.jpg", "3.jpg");

    assertEquals(
        folder + " holds 3.jpg outside any class folder: sort the images into one folder per class",
        assertThrows(IOException.class, () -> ClassFolders.list(folder)).getMessage());
  }

  /** The penalty is chosen by cross-validation, which holds out one and learns from another. */
  @Test
  void refusesOneImageToLearnFromWithoutValidation() throws IOException {
    make("train/a/1.jpg", "train/a/2.jpg", "train/b/3.jpg", "test/a/4.jpg", "test/b/5.jpg");
    ClassFolders pictures = ClassFolders.list(folder);

    assertEquals(
        "class b has 1 image to learn from, fewer than 2: add images",
        assertThrows(InvalidInputException.class, () -> USUAL.of(pictures)).getMessage());
  }

  @Test
  void refusesFoldsOfADatasetThatIsDivided() throws IOException {
    make("train/a/1.jpg", "train/b/2.jpg", "test/a/3.jpg", "test/b/4.jpg");
    ClassFolders pictures = ClassFolders.list(folder);
    SplitRule folds = new SplitRule(OptionalDouble.empty(), OptionalInt.of(2), 1);

    assertEquals(
        folder.getFileName() + " has train and held-out folders of its own: leave out --folds",
        assertThrows(InvalidInputException.class, () -> folds.of(pictures)).getMessage());
  }

  @Test
  void namesImagesThatAreLearnedFromAndHeldOut() throws IOException {
    make("train/a/1.jpg", "train/a/5.jpg", "train/b/2.jpg", "train/b/6.jpg");
    make("test/a/3.jpg", "test/b/4.jpg");
    ClassFolders pictures = ClassFolders.list(folder);

    assertEquals(
        List.of(Map.entry("test/b/4.jpg", "train/a/1.jpg")),
        SharedImages.of(
            USUAL.of(pictures),
            Map.of(
                "train/a/1.jpg",
                "x",
                "train/b/2.jpg",
                "y",
                "test/a/3.jpg",
                "z",
                "test/b/4.jpg",
                "x")));
  }

  private void refused(String message) {
    assertEquals(
        message,
        assertThrows(InvalidInputException.class, () -> ClassFolders.list(folder)).getMessage());
  }

  private void make(String... files) throws IOException {
    for (String file : files) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }

  private static List<String> names(List<LabeledImage> images) {
    return images.stream().map(LabeledImage::file).toList();
  }
}
