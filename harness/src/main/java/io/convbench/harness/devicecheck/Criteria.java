package io.convbench.harness.devicecheck;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.engine.ComputeDevice;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that a device check shows. */
public final class Criteria {

  private static final List<Criterion> ALL =
      List.of(
          new PlacementCriterion(),
          new MemoryCriterion(),
          new ConformanceCriterion(),
          new Tf32Criterion(),
          new LatencyCriterion(),
          new PeerCriterion(),
          new HalvingCriterion(),
          new ConcurrencyCriterion(),
          new PageCriterion());

  private Criteria() {}

  /**
   * The criterion of this name.
   *
   * @throws InvalidInputException when there is none
   */
  public static Criterion named(String id) {
    return ALL.stream()
        .filter(criterion -> criterion.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown criterion '%s': choose from %s"
                        .formatted(
                            id,
                            ALL.stream().map(Criterion::id).collect(Collectors.joining(", ")))));
  }

  /** Lines of one criterion: at least one; what the script did not leave has failed. */
  public static List<Verdict> judge(Criterion criterion, CheckFolder folder, ComputeDevice device) {
    if (criterion.needsGpu() && !device.isGpu()) {
      return List.of(
          Verdict.skip(criterion.id(), "needs a GPU, and %s was chosen".formatted(device)));
    }
    try {
      List<Verdict> verdicts = criterion.judge(folder, device);
      return verdicts.isEmpty()
          ? List.of(Verdict.fail(criterion.id(), "the script left nothing to judge"))
          : verdicts;
    } catch (IOException e) {
      return List.of(Verdict.fail(criterion.id(), e.getMessage()));
    }
  }
}
