package io.convbench.datasets.labels;

import io.convbench.datasets.text.CsvRow;
import io.convbench.datasets.text.TextFile;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ILSVRC2012 development kit's {@code ILSVRC2012_validation_ground_truth.txt}: line n is the
 * class of image n. Its classes are numbered 1 to 1000 in the kit's own order, which is not that of
 * the synsets; {@code meta.csv} beside the file, the table of the kit's {@code meta.mat}, says
 * which is which.
 */
final class DevkitLabels implements LabelFile.LabelFormat {

  private static final String MAP = "meta.csv";
  private static final String NUMBER = "ILSVRC2012_ID";
  private static final String SYNSET = "WNID";

  @Override
  public boolean startsWith(String firstLine) {
    return firstLine.matches("\\d+");
  }

  @Override
  public void read(TextFile text, LabelFile labels) throws IOException {
    Map<String, Integer> classes = classes(text.path());
    List<String> lines = text.content().lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        Integer index = classes.get(lines.get(i));
        if (index == null) {
          throw labels.mistake(
              i + 1,
              "has '%s', which %s does not number"
                  .formatted(VisibleText.shortened(lines.get(i)), MAP));
        }
        labels.add(String.format(Locale.ROOT, "ILSVRC2012_val_%08d.JPEG", i + 1), index, i + 1);
      }
    }
  }

  private static Map<String, Integer> classes(Path groundTruth) throws IOException {
    Path map = groundTruth.resolveSibling(MAP);
    if (!Files.isRegularFile(map)) {
      throw new IOException(
          "%s numbers classes in the development kit's own order: put its meta.mat as %s beside it,"
                  .formatted(groundTruth, MAP)
              + " with columns %s and %s.".formatted(NUMBER, SYNSET));
    }
    TextFile text = TextFile.read(map, "class numbering", MAP);
    List<CsvRow> rows = text.rows();
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
    int number = header.indexOf(NUMBER);
    int synset = header.indexOf(SYNSET);
    if (number < 0 || synset < 0) {
      throw text.wrongHeader("a header with %s and %s".formatted(NUMBER, SYNSET));
    }
    return classes(new LabelFile(map), rows.subList(1, rows.size()), number, synset);
  }

  private static Map<String, Integer> classes(
      LabelFile map, List<CsvRow> rows, int number, int synset) throws IOException {
    ClassIndex index = ClassIndex.imagenet();
    Map<String, Integer> classes = new HashMap<>();
    for (CsvRow row : rows) {
      if (row.cells().size() <= Math.max(number, synset)) {
        throw map.mistake(row.line(), "is '%s', shorter than the header".formatted(row.text()));
      }
      String id = row.cells().get(number);
      // meta.mat continues after the 1000 leaves with their hypernyms, which no image has.
      if (id.matches("\\d{1,4}") && Integer.parseInt(id) <= ClassIndex.SIZE) {
        int found = map.synset(row.cells().get(synset), index, row.line());
        if (classes.containsValue(found) || classes.put(id, found) != null) {
          throw map.mistake(row.line(), "numbers a class or has a number a second time");
        }
      }
    }
    return classes;
  }
}
