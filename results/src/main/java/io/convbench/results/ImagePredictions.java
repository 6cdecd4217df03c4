package io.convbench.results;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an accuracy cell predicted, image by image: {@code predictions/<cell>.csv} in the run's
 * folder. The lists are of the same length and order.
 *
 * @param files names of the images
 * @param truths index of the true class
 * @param firsts index of the class ranked first
 * @param confidences its probability
 */
public record ImagePredictions(
    List<String> files, int[] truths, int[] firsts, double[] confidences) {

  /** The columns that the file begins with; of the five classes, by rank, the first is read. */
  public static final List<String> HEADER =
      List.of("file", "class_index", "top5_class_indices", "confidence");

  /**
   * @throws IllegalArgumentException when the lists are of different lengths
   */
  public ImagePredictions {
    files = List.copyOf(files);
    if (files.size() != truths.length
        || truths.length != firsts.length
        || firsts.length != confidences.length) {
      throw new IllegalArgumentException(
          "%s files with %s truths, %s predictions and %s confidences"
              .formatted(files.size(), truths.length, firsts.length, confidences.length));
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it is missing, cut off or no such file, in one line
   */
  public static ImagePredictions read(Path file) throws IOException {
    List<List<String>> lines = CsvTable.read(file, HEADER).lines();
    List<String> files = new ArrayList<>();
    int[] truths = new int[lines.size()];
    int[] firsts = new int[lines.size()];
    double[] confidences = new double[lines.size()];
    for (int i = 0; i < truths.length; i++) {
      List<String> line = lines.get(i);
      try {
        files.add(line.get(0));
        truths[i] = classIndex(line.get(1));
        firsts[i] = classIndex(line.get(2).split(" ", -1)[0]);
        confidences[i] = probability(line.get(3));
      } catch (NumberFormatException e) {
        throw new IOException(
            "%s, record %s is '%s', no prediction: measure again"
                .formatted(file, i + 2, VisibleText.shortened(String.join(",", line))),
            e);
      }
    }
    requireOneRowPerImage(file, files);
    return new ImagePredictions(files, truths, firsts, confidences);
  }

  private static void requireOneRowPerImage(Path file, List<String> files) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String image : files) {
      if (!seen.add(image)) {
        throw new IOException(
            "%s names %s twice: measure again".formatted(file, VisibleText.shortened(image)));
      }
    }
  }

  private static int classIndex(String text) {
    int index = Integer.parseInt(text);
    if (index < 0) {
      throw new NumberFormatException(text + " is no class index");
    }
    return index;
  }

  private static double probability(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 1)) {
      throw new NumberFormatException(text + " is no probability");
    }
    return value;
  }

  /** How many images. */
  public int size() {
    return truths.length;
  }

  /** Whether the class ranked first is right, image by image. */
  public boolean[] hits() {
    boolean[] hits = new boolean[truths.length];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = truths[i] == firsts[i];
    }
    return hits;
  }

  /** These predictions of the images that the other has too, in the other's order. */
  public ImagePredictions among(ImagePredictions other) {
    if (files.equals(other.files)) {
      return this;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < truths.length; i++) {
      places.put(files.get(i), i);
    }
    List<String> common = other.files.stream().filter(places::containsKey).toList();
    int[] at = common.stream().mapToInt(places::get).toArray();
    int[] commonTruths = new int[at.length];
    int[] commonFirsts = new int[at.length];
    double[] commonConfidences = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      commonTruths[i] = truths[at[i]];
      commonFirsts[i] = firsts[at[i]];
      commonConfidences[i] = confidences[at[i]];
    }
    return new ImagePredictions(common, commonTruths, commonFirsts, commonConfidences);
  }
}
