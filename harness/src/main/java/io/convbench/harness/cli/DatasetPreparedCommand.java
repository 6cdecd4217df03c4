package io.convbench.harness.cli;

import io.convbench.datasets.prepared.PreparedSet;
import io.convbench.datasets.prepared.PreparedSets;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code convbench dataset prepared}: the prepared sets, and how they are deleted. */
@Command(
    name = "prepared",
    description = {
      "Lists the prepared sets, longest unused first, or deletes some.",
      "A deleted set is made again when a run wants it. Delete none while a run uses it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DatasetPreparedCommand implements Callable<Integer> {

  private static final double GIBIBYTE = 1 << 30;

  @ArgGroup private Deletion deletion = new Deletion();

  /** Which sets go. */
  private static final class Deletion {
    @Option(
        names = "--delete",
        split = ",",
        paramLabel = "ID",
        description = "Deletes these sets (default: none).")
    private List<String> ids = List.of();

    @Option(
        names = "--delete-older-than",
        paramLabel = "DAYS",
        description =
            "Deletes the sets that nothing has used for so many days; 0 for all"
                + " (default: none).")
    private Integer days;
  }

  @Mixin private PreparedOption chosen;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (deletion.days != null && deletion.days < 0) {
      throw new InvalidInputException(
          "--delete-older-than %s: use 0 or more days".formatted(deletion.days));
    }
    PreparedSets sets = new PreparedSets(chosen.folder());
    List<String> unwanted = deletion.days == null ? deletion.ids : unused(sets, deletion.days);
    PrintWriter writer = spec.commandLine().getOut();
    for (String id : unwanted) {
      sets.delete(id);
      writer.printf("deleted %s%n", id);
    }
    print(sets, writer);
    return 0;
  }

  private static List<String> unused(PreparedSets sets, int days) throws IOException {
    Instant limit = Clock.systemUTC().instant().minus(Duration.ofDays(days));
    return sets.list().stream()
        .filter(set -> set.lastUsed().isBefore(limit))
        .map(PreparedSet::id)
        .toList();
  }

  private static void print(PreparedSets sets, PrintWriter writer) throws IOException {
    List<PreparedSet> there = sets.list();
    if (!there.isEmpty()) {
      writer.println("last used     images     GiB  id");
    }
    for (PreparedSet set : there) {
      writer.printf(
          Locale.ROOT,
          "%s  %8s  %6.2f  %s%n",
          set.lastUsed().atZone(ZoneOffset.UTC).toLocalDate(),
          set.images().map(String::valueOf).orElse("-"),
          set.bytes() / GIBIBYTE,
          set.id());
    }
    writer.printf(
        Locale.ROOT,
        "Prepared sets: %d, %.2f GiB in %s%n",
        there.size(),
        there.stream().mapToLong(PreparedSet::bytes).sum() / GIBIBYTE,
        sets.cache());
    writer.flush();
  }
}
