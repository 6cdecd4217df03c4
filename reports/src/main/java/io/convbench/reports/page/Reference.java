package io.convbench.reports.page;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whose logits conformance compares with, as rows say. */
final class Reference {

  private static final String KERAS = "Keras";

  /** By architecture; rows of older versions do not say it. */
  private final Map<String, String> known = new TreeMap<>();

  private boolean allKnown = true;

  Reference(History history) {
    for (Row row : history.cells()) {
      if (row.number(Column.CONFORMANCE_ERROR).isPresent()) {
        Optional<String> source = row.text(Column.CONFORMANCE_REFERENCE);
        source.ifPresent(one -> known.put(row.network(), one));
        allKnown &= source.isPresent();
      }
    }
  }

  /** All of it, in a sentence. */
  String sentence() {
    if (!allKnown || known.isEmpty()) {
      return "The reference logits are Keras's own, or PyTorch's of networks that Keras does not"
          + " have.";
    }
    Map<String, Set<String>> networks = new LinkedHashMap<>();
    known.forEach(
        (network, source) -> networks.computeIfAbsent(source, one -> new TreeSet<>()).add(network));
    List<String> sources = new ArrayList<>();
    if (networks.remove(KERAS) != null) {
      sources.add(KERAS);
    }
    networks.forEach(
        (source, own) -> sources.add("%s (%s)".formatted(source, String.join(", ", own))));
    return "The reference logits are those of " + String.join(", of ", sources) + ".";
  }

  /** Whose an architecture's are, e.g. {@code Keras}; empty where no row says it. */
  Optional<String> of(String architecture) {
    return Optional.ofNullable(known.get(architecture));
  }
}
