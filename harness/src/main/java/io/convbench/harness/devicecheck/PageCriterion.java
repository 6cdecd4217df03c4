package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page shows one architecture's latency on the device beside that on the processor. */
final class PageCriterion implements Criterion {

  private static final String SUBJECT = "page with device and processor";

  @Override
  public String id() {
    return "page";
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    if (!Files.exists(folder.page())) {
      return List.of(Verdict.fail(SUBJECT, folder.page() + " was not written"));
    }
    return List.of(verdict(folder.rows("sides"), Files.readString(folder.page()), device));
  }

  static Verdict verdict(List<Row> rows, String html, ComputeDevice device) {
    Set<String> wanted = new TreeSet<>(List.of(ComputeDevice.CPU.toString(), device.toString()));
    Set<String> timed =
        rows.stream()
            .filter(row -> row.ok() && row.number(Column.LATENCY_P50_MS).isPresent())
            .map(row -> row.text(Column.DEVICE))
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean shown = wanted.stream().allMatch(html::contains);
    return Verdict.of(
        timed.containsAll(wanted) && shown,
        SUBJECT,
        "latency on %s%s".formatted(timed, shown ? "" : ", the page does not show both"));
  }
}
