package io.convbench.reports.decision;

import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A device of a machine: what models are chosen for.
 *
 * @param machine its label; empty where nothing ran
 * @param device {@code cpu} or {@code gpu:<index>}; empty likewise
 * @param candidates that ran there with the smallest batch
 */
record Place(String machine, String device, List<Candidate> candidates) {

  Place {
    candidates = List.copyOf(candidates);
  }

  /** The places of a history, as they ran. */
  static List<Place> of(History history) {
    Map<List<String>, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate one : history.candidates()) {
      groups
          .computeIfAbsent(
              List.of(machine(one), one.configuration().device()), key -> new ArrayList<>())
          .add(one);
    }
    List<Place> places = new ArrayList<>();
    groups.forEach((key, all) -> places.add(new Place(key.get(0), key.get(1), smallest(all))));
    return places;
  }

  /** The label of the machine that a candidate ran on; empty where it did not run. */
  static String machine(Candidate one) {
    return one.configuration().ran() ? one.configuration().machine().withoutGpu().label() : "";
  }

  /** Images per pass; 0 where nothing was timed. */
  long batch() {
    return candidates.get(0).configuration().batch();
  }

  private static List<Candidate> smallest(List<Candidate> all) {
    long batch =
        all.stream()
            .mapToLong(one -> one.configuration().batch())
            .filter(n -> n > 0)
            .min()
            .orElse(0);
    return all.stream().filter(one -> one.configuration().batch() == batch).toList();
  }
}
