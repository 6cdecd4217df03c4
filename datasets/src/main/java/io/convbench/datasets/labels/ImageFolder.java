package io.convbench.datasets.labels;

import io.convbench.datasets.storage.StoredFile;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Datasets out of folders of image files, or out of tars of them, which are read in place. */
public final class ImageFolder {

  /** Folders of a dataset's parts, as Imagenette has them. */
  private static final Set<String> PARTS = Set.of("train", "val", "test");

  private ImageFolder() {}

  /**
   * A folder with a label file of a form that {@link LabelFile} reads; files are named relative to
   * the folder and may be in folders within it. The order is the label file's.
   *
   * @param unlabeled whether the folder may hold images that the label file does not name
   * @throws IOException when folder or label file are missing, hold nothing or do not match
   */
  public static LabeledImages withLabels(Path folder, Path labels, Unlabeled unlabeled)
      throws IOException {
    FolderMatch match = match(folder, labels);
    if (!match.missing().isEmpty()) {
      throw new IOException(missing(match, folder, labels));
    }
    if (unlabeled == Unlabeled.REFUSED && !match.unlabeled().isEmpty()) {
      throw new IOException(
          "%s holds %s image(s) that %s does not name (first: %s): add rows or remove the images."
              .formatted(folder, match.unlabeled().size(), labels, match.unlabeled().get(0)));
    }
    return match.present();
  }

  /**
   * A folder beside its label file, with what one has and the other has not.
   *
   * @throws IOException when folder or label file are missing or hold nothing
   */
  public static FolderMatch match(Path folder, Path labels) throws IOException {
    ImageListing listing = ImageListing.of(folder);
    Map<String, Integer> classes = LabelFile.read(labels, "--labels");
    List<LabeledImage> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    classes.forEach(
        (file, classIndex) -> {
          StoredFile stored = listing.files().get(file);
          if (stored == null) {
            missing.add(file);
          } else {
            present.add(new LabeledImage(stored, file, classIndex));
          }
        });
    List<String> unlabeled =
        listing.images().stream().filter(file -> !classes.containsKey(file)).toList();
    List<SkippedFile> skipped =
        listing.skipped().stream().filter(one -> !classes.containsKey(one.name())).toList();
    return new FolderMatch(
        new LabeledImages(listing.name(), present, Set.of(), skipped), missing, unlabeled);
  }

  private static String missing(FolderMatch match, Path folder, Path labels) {
    String first = match.missing().get(0);
    Optional<SkippedFile> unwanted = SkippedFile.byName(first);
    if (unwanted.isPresent()) {
      return "%s names %s, but %s is skipped (%s): remove the row."
          .formatted(labels, first, unwanted.get().name(), unwanted.get().reason());
    }
    return "%s names %s, which is not in %s: remove the row or pass --labels of this folder%s."
        .formatted(
            labels,
            first,
            folder,
            NameLikeness.hint(match.missing(), match.unlabeled()).map("; "::concat).orElse(""));
  }

  /**
   * A folder with one folder per class, each named by synset ({@code n01440764}), by class name
   * ({@code tench}) or by class index ({@code 0}, as in ImageNetV2); classes may be absent, as in
   * Imagenette, whose images are scored over all 1000 and, apart, over its own. Sorted by class
   * folder and file name.
   *
   * @throws IOException when the folder is missing or holds no class folder or image, a class
   *     folder without images, or images beside its class folders
   * @throws InvalidInputException when a folder is named after no class
   */
  public static LabeledImages byClassFolder(Path folder, ClassIndex index) throws IOException {
    ImageListing listing = ImageListing.of(folder);
    Map<String, Integer> classOfFolder = new TreeMap<>();
    List<LabeledImage> images = new ArrayList<>();
    for (String file : listing.images()) {
      String className = className(file, folder);
      int classIndex =
          classOfFolder.computeIfAbsent(className, name -> classIndex(name, folder, index));
      images.add(new LabeledImage(listing.files().get(file), file, classIndex));
    }
    requireImages(listing, classOfFolder.keySet());
    return new LabeledImages(
        listing.name(), images, someOf(classOfFolder.values()), listing.skipped());
  }

  /**
   * A folder with folders of whatever names; images right in it too. Sorted by file name.
   *
   * @param classOf the class index of a file, by its name relative to the folder
   * @throws IOException when the folder is missing or holds no image, or a folder right in it holds
   *     none
   */
  public static LabeledImages byFolder(Path folder, ToIntFunction<String> classOf)
      throws IOException {
    ImageListing listing = ImageListing.of(folder);
    List<LabeledImage> images =
        listing.images().stream()
            .map(
                file -> new LabeledImage(listing.files().get(file), file, classOf.applyAsInt(file)))
            .toList();
    requireImages(
        listing,
        listing.images().stream()
            .map(file -> file.substring(0, Math.max(0, file.indexOf('/'))))
            .collect(Collectors.toSet()));
    return new LabeledImages(listing.name(), images, Set.of(), listing.skipped());
  }

  /** A class folder left empty is a class gone missing, which no figure would show. */
  private static void requireImages(ImageListing listing, Set<String> filled) throws IOException {
    Optional<String> empty =
        listing.folders().stream().filter(name -> !filled.contains(name)).findFirst();
    if (empty.isPresent()) {
      throw new IOException(
          "%s holds no image in %s: fetch its images, or remove the folder."
              .formatted(listing.place(), empty.get()));
    }
  }

  /** Among one class every image is right, and all 1000 are not a choice. */
  private static Set<Integer> someOf(Collection<Integer> classes) {
    Set<Integer> distinct = new HashSet<>(classes);
    return distinct.size() > 1 && distinct.size() < ClassIndex.SIZE ? distinct : Set.of();
  }

  private static String className(String file, Path folder) throws IOException {
    int slash = file.indexOf('/');
    if (slash < 0) {
      throw new IOException(
          "%s holds %s outside any class folder: pass --labels FILE, or sort the images into one"
                  .formatted(folder, file)
              + " folder per class.");
    }
    return file.substring(0, slash);
  }

  private static int classIndex(String className, Path folder, ClassIndex index) {
    if (className.matches("\\d{1,3}")) {
      return Integer.parseInt(className);
    }
    if (className.equals(String.valueOf(ClassIndex.SIZE))) {
      throw new InvalidInputException(
          "%s: folder %s is beyond the last class index, %s: where folders count from 1, name each"
                  .formatted(folder, className, ClassIndex.SIZE - 1)
              + " one lower.");
    }
    if (PARTS.contains(className)) {
      throw new InvalidInputException(
          "%s holds a part of a dataset, %s, not class folders: %s."
              .formatted(folder, className, partAdvice(folder, className)));
    }
    try {
      return index.find(className).index();
    } catch (InvalidInputException unknown) {
      throw new InvalidInputException(
          "%s: folder %s: rename the folder or pass --labels FILE."
              .formatted(folder, unknown.getMessage()),
          unknown);
    }
  }

  private static String partAdvice(Path place, String part) {
    return Files.isDirectory(place)
        ? "pass " + place.resolve(part)
        : "pack what is in it, as by tar -C %s -cf FILE.tar ".formatted(part);
  }
}
