package io.convbench.datasets.labels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Datasets out of folders of image files. */
public final class ImageFolder {

  private ImageFolder() {}

  /**
   * A folder with a CSV label file of the header {@code file,class_index}; files are named relative
   * to the folder and may lie in folders within it. The order is the label file's.
   *
   * @param unlabeled whether the folder may hold images that the label file does not name
   * @throws IOException when folder or label file are missing, hold nothing or do not match
   */
  public static LabeledImages withLabels(Path folder, Path labels, Unlabeled unlabeled)
      throws IOException {
    FolderListing listing = FolderListing.of(folder);
    Map<String, Integer> classes = LabelFile.read(labels, "--labels");
    List<LabeledImage> images = new ArrayList<>();
    for (Map.Entry<String, Integer> row : classes.entrySet()) {
      Path path = listing.files().get(row.getKey());
      if (path == null) {
        throw new IOException(
            "%s names %s, which is not in %s: remove the row or pass --labels of this folder."
                .formatted(labels, row.getKey(), folder));
      }
      images.add(new LabeledImage(path, row.getKey(), row.getValue()));
    }
    if (unlabeled == Unlabeled.REFUSED) {
      refuseUnlabeled(listing, classes, labels);
    }
    return new LabeledImages(listing.name(), images);
  }

  /**
   * A folder with one folder per class, each named by synset ({@code n01440764}) or by class name
   * ({@code tench}); classes may be absent. Sorted by class folder and file name.
   *
   * @throws IOException when the folder is missing or holds no class folder or image, or images
   *     beside its class folders
   * @throws IllegalArgumentException when a folder is named after no class
   */
  public static LabeledImages byClassFolder(Path folder, ClassIndex index) throws IOException {
    FolderListing listing = FolderListing.of(folder);
    Map<String, Integer> classOfFolder = new TreeMap<>();
    List<LabeledImage> images = new ArrayList<>();
    for (String file : listing.images()) {
      String className = className(file, folder);
      int classIndex =
          classOfFolder.computeIfAbsent(className, name -> classIndex(name, folder, index));
      images.add(new LabeledImage(listing.files().get(file), file, classIndex));
    }
    return new LabeledImages(listing.name(), images);
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
    try {
      return index.find(className).index();
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "%s: folder %s: rename the folder or pass --labels FILE."
              .formatted(folder, unknown.getMessage()),
          unknown);
    }
  }

  private static void refuseUnlabeled(
      FolderListing listing, Map<String, Integer> classes, Path labels) throws IOException {
    List<String> missing =
        listing.images().stream().filter(file -> !classes.containsKey(file)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "%s holds %d image(s) that %s does not name (first: %s): add rows or take them out."
              .formatted(listing.folder(), missing.size(), labels, missing.get(0)));
    }
  }
}
