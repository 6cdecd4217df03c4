package io.convbench.datasets.labels;

import io.convbench.datasets.text.RelativeName;
import io.convbench.datasets.text.TextFile;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that says which class each image shows, as text in UTF-8, gzipped or not; its form is told
 * by its content:
 *
 * <ul>
 *   <li>CSV with the header {@code file,class_index}; further columns are ignored
 *   <li>Caffe's {@code val.txt}: a file name and a class index a line
 *   <li>Kaggle's {@code LOC_val_solution.csv}: header {@code ImageId,PredictionString}
 *   <li>the ILSVRC2012 development kit's ground truth: one number per line, in validation order and
 *       in the kit's own numbering of classes, which {@code meta.csv} beside it gives
 * </ul>
 */
public final class LabelFile {

  private final Path path;
  private final Map<String, Integer> labels = new LinkedHashMap<>();

  LabelFile(Path path) {
    this.path = path;
  }

  /**
   * Class index by file name, in the file's order.
   *
   * @param option where the user named it, for messages, e.g. {@code --labels}
   * @throws IOException when it is missing or is not such a file, naming the line
   */
  public static Map<String, Integer> read(Path path, String option) throws IOException {
    TextFile text = TextFile.read(path, "label file", option);
    LabelFile file = new LabelFile(path);
    String first = text.content().stripLeading().lines().findFirst().orElse("").strip();
    for (LabelFormat format :
        List.of(new KaggleLabels(), new DevkitLabels(), new CaffeLabels(), new CsvLabels())) {
      if (format.startsWith(first)) {
        format.read(text, file);
        break;
      }
    }
    if (file.labels.isEmpty()) {
      throw new IOException("%s names no image: add rows of file,class_index.".formatted(path));
    }
    return Collections.unmodifiableMap(file.labels);
  }

  /** One form of label file. */
  interface LabelFormat {

    /** Whether a file of this form can begin with this line. */
    boolean startsWith(String firstLine);

    /**
     * Adds the labels of a file of this form.
     *
     * @throws IOException when a line is wrong, naming it
     */
    void read(TextFile text, LabelFile labels) throws IOException;
  }

  void add(String file, int classIndex, long line) throws IOException {
    if (labels.putIfAbsent(RelativeName.of(file), classIndex) != null) {
      throw new IOException(
          "%s names %s twice, again in line %s: remove one row."
              .formatted(path, VisibleText.shortened(file), line));
    }
  }

  /**
   * Reads a class index.
   *
   * @throws IOException when it is none, naming the line
   */
  int classIndex(String digits, long line) throws IOException {
    if (digits.matches("\\d{1,9}") && Integer.parseInt(digits) < ClassIndex.SIZE) {
      return Integer.parseInt(digits);
    }
    throw new IOException(
        "%s, line %s has class index '%s': %s."
            .formatted(path, line, VisibleText.shortened(digits), ClassIndex.range(digits)));
  }

  /**
   * Reads a synset.
   *
   * @throws IOException when it is none of the 1000, naming the line
   */
  int synset(String synset, ClassIndex index, long line) throws IOException {
    return index
        .ofSynset(synset)
        .orElseThrow(
            () ->
                mistake(
                    line,
                    "has '%s', which is not a synset of ImageNet"
                        .formatted(VisibleText.shortened(synset))));
  }

  /** The error of a line. */
  IOException mistake(long line, String mistake) {
    return new IOException("%s, line %s %s.".formatted(path, line, mistake));
  }
}
