package io.convbench.results;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of the classes that a run's own predictions are of, where these are not ImageNet's: {@code
 * classes.csv} in the run's folder.
 *
 * @param names by class index
 */
public record ClassList(List<String> names) {

  private static final List<String> HEADER = List.of("class_index", "name");

  public ClassList {
    names = List.copyOf(names);
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it is missing or no such file, in one line
   */
  public static ClassList read(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    for (List<String> line : CsvTable.read(file, HEADER).lines()) {
      if (!line.get(0).equals(String.valueOf(names.size()))) {
        throw new IOException(
            "%s has class %s at the place of class %s"
                .formatted(file, VisibleText.shortened(line.get(0)), names.size()));
      }
      names.add(line.get(1));
    }
    return new ClassList(names);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path file) throws IOException {
    CsvTable table = new CsvTable(HEADER);
    for (int i = 0; i < names.size(); i++) {
      table.add(List.of(String.valueOf(i), names.get(i)));
    }
    table.write(file);
  }
}
