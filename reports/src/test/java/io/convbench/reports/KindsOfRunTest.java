package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of a run of whatever kind has no empty section, and no link without a target. */
class KindsOfRunTest {

  private static final KerasTable.Line NET = KerasTable.line("MobileNetV2");

  private static final Pattern LINK = Pattern.compile("<a href=\"#([a-z0-9-]+)\"");
  private static final Pattern SECTION =
      Pattern.compile("<section aria-labelledby=\"([^\"]+)\">(.*?)</section>", Pattern.DOTALL);
  private static final Pattern NO_LINE = Pattern.compile("<tbody[^>]*>\\s*</tbody>");

  @Test
  void hasNoEmptySectionAndNoLinkWithoutATarget() {
    kinds()
        .forEach(
            (kind, row) -> {
              String page = html(row);
              String body = page.substring(page.indexOf("<body>"), page.indexOf("<script>"));
              Set<String> links =
                  LINK.matcher(body)
                      .results()
                      .map(found -> found.group(1))
                      .collect(Collectors.toCollection(LinkedHashSet::new));
              assertTrue(links.contains("environment"), kind);
              for (String link : links) {
                assertTrue(body.contains(" id=\"" + link + "\""), kind + ": #" + link);
              }
              SECTION
                  .matcher(body)
                  .results()
                  .forEach(
                      section -> {
                        String content = section.group(2);
                        String own = kind + ": " + section.group(1);
                        assertTrue(links.contains(section.group(1)), own + " has no link");
                        assertFalse(
                            content.replaceFirst("<h2.*?</h2>", "").isBlank(), own + " is empty");
                        // The rows of this one are the script's.
                        assertFalse(
                            NO_LINE
                                .matcher(
                                    content.replaceFirst(
                                        "(?s)<table id=\"ranking\">.*?</table>", ""))
                                .find(),
                            own + " has a table without lines");
                      });
            });
  }

  @Test
  void showsScenariosAloneInTheirOwnTable() {
    String page = html(kinds().get("scenario"));

    assertFalse(page.contains("All results"));
    assertTrue(page.contains("<a href=\"#scenarios\">"));
    assertEquals(
        2, page.split("<h2 id=\"scenarios\"|<td class=\"n\" data-v=\"30.0\"", -1).length - 1);
  }

  /** A row of every kind, which alone makes a run. */
  private static Map<String, Row> kinds() {
    Map<String, Row> kinds = new LinkedHashMap<>();
    kinds.put("cost", KerasTable.cost(NET));
    kinds.put("conformance", KerasTable.conformance(NET, "pytorch"));
    kinds.put("latency", KerasTable.latency(NET, "pytorch", 1));
    kinds.put("memory", KerasTable.memory(NET, "pytorch", 1));
    kinds.put("accuracy", KerasTable.accuracy(NET, "pytorch", 0.7, 0.66, 0.74));
    kinds.put("startup", ok("startup").with(Column.LOAD_FIRST_MS, 1108.0));
    kinds.put("end-to-end", ok("end-to-end").with(Column.END_TO_END_P50_MS, 21.5));
    kinds.put(
        "scenario",
        ok("scenario")
            .with(Column.SCENARIO, "offline")
            .with(Column.STREAMS, 1)
            .with(Column.BATCH_FOUND, 4)
            .with(Column.THROUGHPUT_IMAGES_PER_S, 30.0));
    kinds.put(
        "transfer",
        KerasTable.accuracy(NET, "pytorch", 0.7, 0.66, 0.74)
            .with(Column.MEASUREMENT, "transfer")
            .with(Column.LAYER, "global_average_pooling2d")
            .with(Column.SPLIT, "folders")
            .with(Column.CLASSES, 2));
    for (String kind : List.copyOf(kinds.keySet())) {
      kinds.put("failed " + kind, failed(kind, kinds.get(kind)));
    }
    return kinds;
  }

  private static Row failed(String kind, Row row) {
    Row failed =
        (kind.equals("cost") ? KerasTable.cost(NET) : KerasTable.ran(NET, kind, "pytorch", 1))
            .with(Status.FAILED, "the process ran out of memory");
    return kind.equals("scenario")
        ? failed.with(Column.SCENARIO, "offline").with(Column.STREAMS, 1)
        : failed;
  }

  private static Row ok(String measurement) {
    return KerasTable.ran(NET, measurement, "pytorch", 1)
        .with(Column.VERDICT, "valid")
        .with(Status.OK, "");
  }

  private static String html(Row row) {
    return ReportWriter.html(KerasTable.report("run", List.of(row)));
  }
}
