package io.convbench.datasets.transfer;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ImageFolder;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pictures in one folder for each class ({@code cats/1.jpg}), or in such folders for each part
 * ({@code train/cats/1.jpg}; train with test, val or validation, or with both; in any case). The
 * classes are those of the dataset alone, in the order of their names.
 *
 * @param classes their names; a class index is a position in this list
 * @param images with class indices of this list
 */
public record ClassFolders(List<String> classes, LabeledImages images) {

  private static final int FEWEST = 2;

  /**
   * @throws InvalidInputException when there is one class only, or more than a label can name
   */
  public ClassFolders {
    classes = List.copyOf(classes);
    if (classes.size() < FEWEST) {
      throw new InvalidInputException(
          "%s has one class, %s: a classifier needs two or more, each in a folder of its own"
              .formatted(images.name(), String.join(", ", classes)));
    }
    if (classes.size() > ClassIndex.SIZE) {
      throw new InvalidInputException(
          "%s has %s classes: transfer takes at most %s"
              .formatted(images.name(), classes.size(), ClassIndex.SIZE));
    }
  }

  /**
   * Lists a folder or tar.
   *
   * @throws IOException when it is missing, holds no image, or one outside any class folder
   * @throws InvalidInputException when it has one class only, or parts that do not fit together
   */
  public static ClassFolders list(Path folder) throws IOException {
    LabeledImages unlabeled = ImageFolder.byFolder(folder, file -> 0);
    boolean parted = unlabeled.images().stream().allMatch(image -> part(image.file()).isPresent());
    Map<Part, Set<String>> classesOfParts = new EnumMap<>(Part.class);
    for (LabeledImage image : unlabeled.images()) {
      classesOfParts
          .computeIfAbsent(
              parted ? part(image.file()).orElseThrow() : Part.TRAIN, part -> new TreeSet<>())
          .add(className(image.file(), parted, folder));
    }
    if (parted) {
      requireParts(classesOfParts, folder);
    } else {
      requireNoPartBesideClasses(unlabeled, folder);
    }
    List<String> classes = List.copyOf(classesOfParts.get(Part.TRAIN));
    List<LabeledImage> labeled =
        unlabeled.images().stream()
            .map(image -> image.withClass(classes.indexOf(className(image.file(), parted))))
            .toList();
    return new ClassFolders(
        classes, new LabeledImages(unlabeled.name(), labeled, Set.of(), unlabeled.skipped()));
  }

  /** The parts that the folders make; empty where they are of classes alone. */
  public Set<Part> parts() {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (LabeledImage image : images.images()) {
      Optional<Part> part = part(image.file());
      if (part.isEmpty()) {
        return Set.of();
      }
      parts.add(part.get());
    }
    return parts;
  }

  /** The images of one of the {@link #parts}. */
  List<LabeledImage> of(Part part) {
    return images.images().stream()
        .filter(image -> part(image.file()).equals(Optional.of(part)))
        .toList();
  }

  private static Optional<Part> part(String file) {
    int slash = file.indexOf('/');
    return slash < 0 ? Optional.empty() : Part.ofFolder(file.substring(0, slash));
  }

  /** Labels that differ between the parts would be learned in vain, or never. */
  private static void requireParts(Map<Part, Set<String>> classes, Path folder) {
    if (!classes.containsKey(Part.TRAIN) || classes.size() < 2) {
      throw new InvalidInputException(
          "%s holds %s alone: it needs train/ with test/, val/ or validation/, or class folders right in it"
              .formatted(folder, classes.keySet().iterator().next().folder()));
    }
    Set<String> learned = classes.get(Part.TRAIN);
    classes.forEach(
        (part, names) -> {
          requireNoneBeside(names, learned, part, Part.TRAIN, folder);
          requireNoneBeside(learned, names, Part.TRAIN, part, folder);
        });
  }

  /** Train and test would be learned to be told apart; a class may be called train, of trains. */
  private static void requireNoPartBesideClasses(LabeledImages images, Path folder) {
    Set<String> parts = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (LabeledImage image : images.images()) {
      String[] names = image.file().split("/", -1);
      boolean ofPart = Part.ofFolder(names[0]).isPresent() && names.length > 2;
      (ofPart ? parts : others).add(names[0]);
    }
    if (!parts.isEmpty()) {
      throw new InvalidInputException(
          "%s holds parts of a dataset (%s) beside other folders (%s): keep train/, test/, val/ and validation/ alone, or class folders alone"
              .formatted(folder, String.join(", ", parts), String.join(", ", others)));
    }
  }

  private static void requireNoneBeside(
      Set<String> names, Set<String> others, Part part, Part other, Path folder) {
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(others);
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "%s: %s/ has %s, which %s/ has not: give both the same class folders"
              .formatted(folder, part.folder(), String.join(", ", missing), other.folder()));
    }
  }

  private static String className(String file, boolean parted, Path folder) throws IOException {
    String inPart = parted ? file.substring(file.indexOf('/') + 1) : file;
    if (inPart.indexOf('/') < 0) {
      throw new IOException(
          "%s holds %s outside any class folder: sort the images into one folder per class"
              .formatted(folder, file));
    }
    return className(file, parted);
  }

  private static String className(String file, boolean parted) {
    String inPart = parted ? file.substring(file.indexOf('/') + 1) : file;
    return inPart.substring(0, inPart.indexOf('/'));
  }
}
