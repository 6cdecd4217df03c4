package io.convbench.datasets.labels;

import io.convbench.datasets.text.CsvRow;
import io.convbench.datasets.text.TextFile;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.util.List;

/**
 * Kaggle's {@code LOC_val_solution.csv}: {@code ImageId,PredictionString}, the latter a synset and
 * four edges for each box in the image ({@code n03995372 85 1 499 272}). Images are named without
 * {@code .JPEG}.
 */
final class KaggleLabels implements LabelFile.LabelFormat {

  private static final int BOX = 5;

  @Override
  public boolean startsWith(String firstLine) {
    return firstLine.replace("\"", "").startsWith("ImageId,PredictionString");
  }

  @Override
  public void read(TextFile text, LabelFile labels) throws IOException {
    ClassIndex index = ClassIndex.imagenet();
    List<CsvRow> rows = text.rows();
    for (CsvRow row : rows.subList(1, rows.size())) {
      List<String> cells = row.cells();
      if (cells.size() < 2 || cells.get(0).isEmpty()) {
        throw labels.mistake(
            row.line(), "is '%s': write ImageId,PredictionString".formatted(row.text()));
      }
      String synset = synset(cells.get(1), labels, row.line());
      labels.add(cells.get(0) + ".JPEG", labels.synset(synset, index, row.line()), row.line());
    }
  }

  private static String synset(String boxes, LabelFile labels, long line) throws IOException {
    String[] words = boxes.split("\\s+");
    for (int i = BOX; i < words.length; i += BOX) {
      if (!words[i].equals(words[0])) {
        throw labels.mistake(
            line,
            "has boxes of %s and %s: an image needs one class"
                .formatted(VisibleText.shortened(words[0]), VisibleText.shortened(words[i])));
      }
    }
    return words[0];
  }
}
