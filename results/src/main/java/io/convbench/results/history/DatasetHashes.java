package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hashes of datasets by name and part. A cell that failed before its images were read has none
 * of its own.
 */
final class DatasetHashes {

  private final Map<List<Optional<String>>, Set<String>> known = new HashMap<>();

  private DatasetHashes() {}

  static DatasetHashes of(List<RecordedRun> runs) {
    DatasetHashes hashes = new DatasetHashes();
    for (RecordedRun run : runs) {
      for (Row row : run.rows()) {
        row.text(Column.DATASET_SHA256)
            .ifPresent(
                hash ->
                    hashes.known.computeIfAbsent(selected(row), key -> new HashSet<>()).add(hash));
      }
    }
    return hashes;
  }

  /** The row's own, or else the only one that rows of its name and part have. */
  Optional<String> of(Row row) {
    Optional<String> own = row.text(Column.DATASET_SHA256);
    Set<String> others = known.getOrDefault(selected(row), Set.of());
    return own.isEmpty() && others.size() == 1 ? others.stream().findFirst() : own;
  }

  private static List<Optional<String>> selected(Row row) {
    return List.of(row.text(Column.DATASET), row.text(Column.DATASET_PART));
  }
}
