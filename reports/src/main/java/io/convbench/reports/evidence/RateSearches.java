package io.convbench.reports.evidence;

import io.convbench.results.Column;
import io.convbench.results.SearchedRates;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * The searches for the largest rate under a latency bound that were kept.
 *
 * @param kept one a cell
 * @param gaps why others are not available, a sentence each
 */
public record RateSearches(List<Kept> kept, List<String> gaps) {

  /** A cell with the trials of its search. */
  public record Kept(Observation cell, SearchedRates rates) {}

  public RateSearches {
    kept = List.copyOf(kept);
    gaps = List.copyOf(gaps);
  }

  /** Reads what the rows' runs kept. */
  public static RateSearches read(History history) {
    RunArtifacts files = new RunArtifacts();
    List<Kept> kept = new ArrayList<>();
    for (Observation one : history.scenarios()) {
      if (one.row().ok() && one.row().number(Column.LATENCY_BOUND_MS).isPresent()) {
        files.rates(one).ifPresent(rates -> kept.add(new Kept(one, rates)));
      }
    }
    return new RateSearches(kept, files.ratesGaps());
  }
}
