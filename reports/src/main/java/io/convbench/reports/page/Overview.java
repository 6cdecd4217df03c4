package io.convbench.reports.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What came out at first sight, of all architectures or of one family.
 *
 * @param family of which; empty for all
 * @param facts the figures that readers look for first
 * @param fronts who is on which Pareto front
 */
public record Overview(String family, List<Fact> facts, List<Fact> fronts) {

  public Overview {
    facts = List.copyOf(facts);
    fronts = List.copyOf(fronts);
  }

  /** Of all, then of each family; of a single family once. */
  static List<Overview> of(Summary summary, List<String> families) {
    List<Overview> all = new ArrayList<>();
    all.add(new Overview("", summary.facts(), summary.fronts()));
    if (families.size() > 1) {
      for (String family : families) {
        Summary own = summary.of(family);
        all.add(new Overview(family, own.facts(), own.fronts()));
      }
    }
    return all;
  }

  /** True where an accuracy was published at another size than the one that ran. */
  public boolean marked() {
    return fronts.stream().anyMatch(front -> front.value().contains(Mark.OTHER_SIZE.sign()));
  }
}
