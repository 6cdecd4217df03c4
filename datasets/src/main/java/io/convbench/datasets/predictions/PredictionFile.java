package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.text.CsvRow;
import io.convbench.datasets.text.RelativeName;
import io.convbench.datasets.text.TextFile;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A CSV file of predictions (RFC 4180, UTF-8, gzipped or not) with the header {@code file,top1} and
 * up to {@code top5}: class indices or synsets, best first. The predictions that an accuracy run
 * leaves ({@code file,class_index,top5_class_indices}) are read too; they may be of no image.
 */
public final class PredictionFile {

  private static final List<String> HEADER =
      List.of("file", "top1", "top2", "top3", "top4", "top5");
  private static final List<String> OWN_HEADER =
      List.of("file", "class_index", "top5_class_indices");

  private static final int MOST_CLASSES = HEADER.size() - 1;

  /** As convbench's own CSV files are written, by a module that is not known here. */
  private static final Pattern MARKED =
      Pattern.compile("'[\\s\\p{Z}']*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]");

  private final Path path;
  private final ClassIndex index;
  private final Map<String, List<Integer>> images = new LinkedHashMap<>();
  private final Map<String, Integer> truths = new LinkedHashMap<>();

  private PredictionFile(Path path, ClassIndex index) {
    this.path = path;
    this.index = index;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it is missing or is not such a file, naming the line
   */
  public static Predictions read(Path path, ClassIndex index) throws IOException {
    PredictionFile file = new PredictionFile(path, index);
    TextFile text = TextFile.read(path, "file of predictions", "its path");
    List<CsvRow> rows = text.rows();
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
    boolean own = isOwn(header);
    checkHeader(header, own, text);
    for (CsvRow row : rows.subList(1, rows.size())) {
      file.add(row, own ? OWN_HEADER.size() : header.size(), own);
    }
    if (file.images.isEmpty() && !own) {
      throw new IOException("%s predicts no image: add rows of file,top1,...".formatted(path));
    }
    return new Predictions(path, file.images, own ? Optional.of(file.truths) : Optional.empty());
  }

  private static boolean isOwn(List<String> header) {
    return header.size() >= OWN_HEADER.size()
        && header.subList(0, OWN_HEADER.size()).equals(OWN_HEADER);
  }

  private static void checkHeader(List<String> header, boolean own, TextFile text)
      throws IOException {
    boolean ranked =
        header.size() > 1
            && header.size() <= HEADER.size()
            && header.equals(HEADER.subList(0, header.size()));
    if (!ranked && !own) {
      throw text.wrongHeader("the header file,top1 or up to file,top1,top2,top3,top4,top5");
    }
  }

  private void add(CsvRow row, int columns, boolean own) throws IOException {
    List<String> cells = row.cells();
    String file = RelativeName.of(own ? withoutMark(cells.get(0)) : cells.get(0));
    if (file.isEmpty() || (own ? cells.size() < columns : cells.size() > columns)) {
      throw atLine(row, "is '%s', not as the header says: correct it".formatted(row.text()));
    }
    List<String> ranks =
        own ? List.of(cells.get(columns - 1).split(" ")) : cells.subList(1, cells.size());
    if (own) {
      truths.putIfAbsent(file, classIndex(cells.get(1), row));
    }
    if (images.putIfAbsent(file, ranked(file, ranks, row)) != null) {
      throw atLine(
          row, "names %s a second time: remove one row".formatted(VisibleText.shortened(file)));
    }
  }

  /** An accuracy run puts an apostrophe before names that spreadsheets take for formulas. */
  private static String withoutMark(String cell) {
    return MARKED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }

  private List<Integer> ranked(String file, List<String> ranks, CsvRow row) throws IOException {
    List<Integer> classes = new ArrayList<>();
    for (String rank : ranks.subList(0, filled(ranks))) {
      classes.add(classIndex(rank, row));
    }
    if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
      throw atLine(
          row,
          "has %s classes for %s: write one to %s"
              .formatted(classes.size(), VisibleText.shortened(file), MOST_CLASSES));
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw atLine(
          row,
          "has one class twice for %s (%s): write each once"
              .formatted(VisibleText.shortened(file), classes));
    }
    return List.copyOf(classes);
  }

  /** Cells left empty at the end rank nothing. */
  private static int filled(List<String> ranks) {
    int count = ranks.size();
    while (count > 0 && ranks.get(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }

  private int classIndex(String word, CsvRow row) throws IOException {
    if (word.matches("\\d{1,9}")) {
      int index = Integer.parseInt(word);
      if (index < ClassIndex.SIZE) {
        return index;
      }
    }
    OptionalInt synset = index.ofSynset(word);
    return synset.orElseThrow(() -> atLine(row, wrong(word)));
  }

  private static String wrong(String word) {
    return word.matches("n\\d+")
        ? "has the synset '%s', which is not one of ImageNet's 1000: correct it"
            .formatted(VisibleText.shortened(word))
        : "has class index '%s': %s, or a synset"
            .formatted(VisibleText.shortened(word), ClassIndex.range(word));
  }

  private IOException atLine(CsvRow row, String mistake) {
    return new IOException("%s, line %s %s.".formatted(path, row.line(), mistake));
  }
}
