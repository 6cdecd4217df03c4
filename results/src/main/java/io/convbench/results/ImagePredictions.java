package io.convbench.results;

import io.convbench.foundation.text.VisibleText;
import io.convbench.results.statistics.HitCount;
import io.convbench.results.statistics.McNemar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Predictions of different images, sorted by file name: whatever is computed from them is the same
 * bit for bit, however the images were split and in whatever order the parts were merged. As a file
 * {@code predictions/<cell>.csv} in the run's folder.
 *
 * <p>Held as arrays: a report over 50,000 images may have 54 of these.
 */
public final class ImagePredictions {

  /** The columns that the file begins with; the classes are ranked, best first. */
  public static final List<String> HEADER =
      List.of("file", "class_index", "top5_class_indices", "confidence");

  /** A fifth column, of a dataset that is made of some classes alone. */
  private static final String OWN_CLASS = "own_class_index";

  private static final int NONE = -1;

  /** Numbers of an image: truth, own class, ranked classes. */
  private static final int NUMBERS = 2 + ImagePrediction.MOST_RANKED;

  private final List<String> files;
  private final int[] numbers;
  private final double[] confidences;

  private ImagePredictions(List<String> files, int[] numbers, double[] confidences) {
    this.files = files;
    this.numbers = numbers;
    this.confidences = confidences;
  }

  /**
   * Predictions in any order.
   *
   * @throws IllegalArgumentException when an image is named twice
   */
  public static ImagePredictions of(Collection<ImagePrediction> images) {
    List<ImagePrediction> sorted =
        images.stream().sorted(Comparator.comparing(ImagePrediction::file)).toList();
    int[] numbers = new int[NUMBERS * sorted.size()];
    Arrays.fill(numbers, NONE);
    double[] confidences = new double[sorted.size()];
    for (int i = 0; i < confidences.length; i++) {
      ImagePrediction image = sorted.get(i);
      if (i > 0 && image.file().equals(sorted.get(i - 1).file())) {
        throw new IllegalArgumentException("%s is predicted twice".formatted(image.file()));
      }
      int at = NUMBERS * i;
      numbers[at] = image.truth();
      numbers[at + 1] = image.ownClass().orElse(NONE);
      for (int rank = 0; rank < image.ranked().size(); rank++) {
        numbers[at + 2 + rank] = image.ranked().get(rank);
      }
      confidences[i] = image.confidence().orElse(Double.NaN);
    }
    return new ImagePredictions(
        sorted.stream().map(ImagePrediction::file).toList(), numbers, confidences);
  }

  /**
   * These and those of other images. Associative and commutative.
   *
   * @throws IllegalArgumentException when both have an image
   */
  public ImagePredictions merge(ImagePredictions others) {
    List<ImagePrediction> all = new ArrayList<>(images());
    all.addAll(others.images());
    return of(all);
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it is missing, cut off or no such file, in one line
   */
  public static ImagePredictions read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file, HEADER);
    int own = table.header().indexOf(OWN_CLASS);
    List<ImagePrediction> images = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (List<String> line : table.lines()) {
      try {
        images.add(prediction(line, own < 0 ? "" : line.get(own)));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "%s, record %s is '%s', not a prediction"
                .formatted(file, images.size() + 2, VisibleText.shortened(String.join(",", line))),
            e);
      }
      if (!seen.add(line.get(0))) {
        throw new IOException(
            "%s names %s twice".formatted(file, VisibleText.shortened(line.get(0))));
      }
    }
    return of(images);
  }

  /**
   * Reads the file of a cell. One that is cut off at the end of a line shows only in how many
   * images it has.
   *
   * @throws IOException when it is missing, no such file, or has more or fewer images than the
   *     cell's row says, in one line
   */
  public static ImagePredictions read(Path file, Row row) throws IOException {
    ImagePredictions read = read(file);
    long scored = row.integer(Column.IMAGES).orElse(read.size());
    if (read.size() != scored) {
      throw new IOException(
          "%s predicts %s images, but its cell scored %s".formatted(file, read.size(), scored));
    }
    return read;
  }

  private static ImagePrediction prediction(List<String> line, String own) {
    return new ImagePrediction(
        line.get(0),
        Integer.parseInt(line.get(1)),
        Arrays.stream(line.get(2).split(" ", -1)).map(Integer::valueOf).toList(),
        OptionalDouble.of(Double.parseDouble(line.get(3))),
        own.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(own)));
  }

  /**
   * Writes the file, whole or not at all, with the folders that lead to it.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path file) throws IOException {
    boolean own = images().stream().anyMatch(image -> image.ownClass().isPresent());
    List<String> header = new ArrayList<>(HEADER);
    header.addAll(own ? List.of(OWN_CLASS) : List.of());
    CsvTable table = new CsvTable(header);
    for (ImagePrediction image : images()) {
      List<String> line = new ArrayList<>();
      line.add(image.file());
      line.add(String.valueOf(image.truth()));
      line.add(image.ranked().stream().map(String::valueOf).collect(Collectors.joining(" ")));
      line.add(String.valueOf(image.confidence().orElseThrow()));
      if (own) {
        line.add(String.valueOf(image.ownClass().orElseThrow()));
      }
      table.add(line);
    }
    table.write(file);
  }

  /** The images, by file name. */
  public List<ImagePrediction> images() {
    return new AbstractList<>() {
      @Override
      public ImagePrediction get(int i) {
        return image(i);
      }

      @Override
      public int size() {
        return confidences.length;
      }
    };
  }

  private ImagePrediction image(int i) {
    int at = NUMBERS * i;
    return new ImagePrediction(
        files.get(i),
        numbers[at],
        Arrays.stream(numbers, at + 2, at + NUMBERS).filter(one -> one != NONE).boxed().toList(),
        Double.isNaN(confidences[i]) ? OptionalDouble.empty() : OptionalDouble.of(confidences[i]),
        numbers[at + 1] == NONE ? OptionalInt.empty() : OptionalInt.of(numbers[at + 1]));
  }

  /** Names of the images, sorted. */
  public List<String> files() {
    return files;
  }

  /** How many images. */
  public int size() {
    return confidences.length;
  }

  /** How many classes are ranked for every image; 0 without images. */
  public int fewestRanked() {
    return images().stream().mapToInt(image -> image.ranked().size()).min().orElse(0);
  }

  /** Index of the true class, image by image. */
  public int[] truths() {
    return column(0);
  }

  /** Index of the class ranked first, image by image. */
  public int[] firsts() {
    return column(2);
  }

  private int[] column(int number) {
    return IntStream.range(0, size()).map(i -> numbers[NUMBERS * i + number]).toArray();
  }

  /** Probability of the class ranked first, image by image; NaN where it is not known. */
  public double[] confidences() {
    return confidences.clone();
  }

  /** Whether the class ranked first is right, image by image. */
  public boolean[] hits() {
    boolean[] hits = new boolean[size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = numbers[NUMBERS * i] == numbers[NUMBERS * i + 2];
    }
    return hits;
  }

  /** Images whose truth is among the first {@code k} classes. */
  public HitCount top(int k) {
    return count(image -> image.isHit(k));
  }

  /** Images for which something is right. */
  public HitCount count(Predicate<ImagePrediction> right) {
    return new HitCount((int) images().stream().filter(right).count(), size());
  }

  /**
   * Images whose first class is among reassessed labels, of those that have any.
   *
   * @param labels classes that an image shows, by its name; none where nobody could say
   */
  public HitCount reassessed(Function<String, Set<Integer>> labels) {
    return where(image -> !labels.apply(image.file()).isEmpty())
        .count(image -> labels.apply(image.file()).contains(image.first()));
  }

  /** The wrong ones, the most confident first; of equal ones by file name. */
  public List<ImagePrediction> mistakes() {
    return images().stream()
        .filter(image -> !image.isHit(1))
        .sorted(
            Comparator.comparingDouble((ImagePrediction image) -> -image.confidence().orElse(0)))
        .toList();
  }

  /** Only the images for which something holds. */
  public ImagePredictions where(Predicate<ImagePrediction> holds) {
    return of(images().stream().filter(holds).toList());
  }

  /** These predictions of the images that the other has too. */
  public ImagePredictions among(ImagePredictions other) {
    if (files.equals(other.files)) {
      return this;
    }
    Set<String> others = new HashSet<>(other.files);
    return where(image -> others.contains(image.file()));
  }

  /**
   * McNemar's test, this one first, of top-1.
   *
   * @throws IllegalArgumentException when the other is of other images
   */
  public McNemar mcNemar(ImagePredictions other) {
    if (!files.equals(other.files)) {
      throw new IllegalArgumentException(
          "%s images beside %s others: McNemar's test needs the same"
              .formatted(size(), other.size()));
    }
    return McNemar.of(hits(), other.hits());
  }

  /** The same, with a list of names that is equal to its own and then held once. */
  public ImagePredictions sharing(List<String> names) {
    if (!files.equals(names)) {
      throw new IllegalArgumentException("names of other images");
    }
    return new ImagePredictions(names, numbers, confidences);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePredictions predictions
        && files.equals(predictions.files)
        && Arrays.equals(numbers, predictions.numbers)
        && Arrays.equals(confidences, predictions.confidences);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return images().toString();
  }
}
