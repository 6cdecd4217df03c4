package io.convbench.reports.evidence;

import io.convbench.reports.findings.Configuration;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.statistics.ClassConfusion.ClassHits;
import io.convbench.results.statistics.ClassConfusion.Pair;
import io.convbench.results.statistics.WilsonInterval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the page shows an extract of, whole and unrounded. */
public final class EvidenceTables {

  /** How far any two engines are apart, by architecture. */
  public static final String ENGINES = "engine-agreement";

  /** On how many images any two engines predict the same, by architecture. */
  public static final String PREDICTIONS = "prediction-agreement";

  /** McNemar's test of any two architectures. */
  public static final String PAIRS = "mcnemar";

  /** The accuracy of every class. */
  public static final String CLASSES = "per-class-accuracy";

  /** Every mistake. */
  public static final String CONFUSED = "confused-classes";

  private static final double CONFIDENCE = 0.95;

  private EvidenceTables() {}

  /** The tables that have a line, by name. */
  public static Map<String, CsvTable> of(Evidence evidence, ClassNames names) {
    Map<String, CsvTable> tables = new LinkedHashMap<>();
    List<ClassFindings> classes = ClassFindings.of(evidence.predicted());
    tables.put(ENGINES, engines(EngineAgreement.of(evidence.logits())));
    tables.put(PREDICTIONS, predictions(PredictionAgreement.of(evidence.predicted())));
    tables.put(PAIRS, pairs(Ranking.of(evidence.predicted())));
    tables.put(CLASSES, classes(classes, names));
    tables.put(CONFUSED, confused(classes, names));
    tables.values().removeIf(table -> table.lines().isEmpty());
    return tables;
  }

  private static CsvTable engines(EngineAgreement agreement) {
    CsvTable table =
        new CsvTable(
            List.of(
                "first",
                "second",
                "architecture",
                "error",
                "images",
                "same_top1_images",
                "same_top5_images"));
    for (EngineAgreement.Pair pair : agreement.pairs()) {
      pair.byArchitecture()
          .forEach(
              (architecture, distance) ->
                  table.add(
                      List.of(
                          pair.first(),
                          pair.second(),
                          architecture,
                          Double.toString(distance.error()),
                          Integer.toString(distance.images()),
                          Integer.toString(distance.sameFirst()),
                          Integer.toString(distance.sameFive()))));
    }
    return table;
  }

  private static CsvTable predictions(List<PredictionAgreement> pairs) {
    CsvTable table =
        new CsvTable(List.of("first", "second", "architecture", "images", "same_top1_images"));
    for (PredictionAgreement pair : pairs) {
      pair.byArchitecture()
          .forEach(
              (architecture, share) ->
                  table.add(
                      List.of(
                          pair.first(),
                          pair.second(),
                          architecture,
                          Integer.toString(share.images()),
                          Integer.toString(share.same()))));
    }
    return table;
  }

  private static CsvTable pairs(List<Ranking> rankings) {
    CsvTable table =
        new CsvTable(
            List.of(
                "engine",
                "device",
                "precision",
                "dataset",
                "better",
                "worse",
                "images",
                "only_better_right",
                "only_worse_right",
                "p",
                "p_holm"));
    for (Ranking ranking : rankings) {
      Configuration place = ranking.place();
      for (PairedTest test : ranking.pairs()) {
        table.add(
            List.of(
                place.engine(),
                place.device(),
                place.precision(),
                ranking.architectures().get(0).row().text(Column.DATASET).orElse(""),
                test.better(),
                test.worse(),
                Integer.toString(test.images()),
                Long.toString(test.test().onlyFirst()),
                Long.toString(test.test().onlySecond()),
                Double.toString(test.test().pValue()),
                Double.toString(test.correctedP())));
      }
    }
    return table;
  }

  private static CsvTable classes(List<ClassFindings> all, ClassNames names) {
    CsvTable table =
        new CsvTable(
            List.of(
                "architecture",
                "engine",
                "class_index",
                "class",
                "images",
                "hits",
                "accuracy",
                "ci95_low",
                "ci95_high"));
    for (ClassFindings one : all) {
      for (ClassHits hits : one.confusion().classes()) {
        WilsonInterval interval = WilsonInterval.of(hits.hits(), hits.images(), CONFIDENCE);
        table.add(
            List.of(
                one.accuracy().architecture(),
                one.accuracy().place().engine(),
                Integer.toString(hits.truth()),
                names.name(hits.truth()),
                Integer.toString(hits.images()),
                Integer.toString(hits.hits()),
                Double.toString(hits.accuracy()),
                Double.toString(interval.low()),
                Double.toString(interval.high())));
      }
    }
    return table;
  }

  private static CsvTable confused(List<ClassFindings> all, ClassNames names) {
    CsvTable table =
        new CsvTable(
            List.of(
                "architecture",
                "engine",
                "class_index",
                "class",
                "predicted_index",
                "predicted",
                "images"));
    for (ClassFindings one : all) {
      for (Pair pair : one.confusion().pairs()) {
        table.add(
            List.of(
                one.accuracy().architecture(),
                one.accuracy().place().engine(),
                Integer.toString(pair.truth()),
                names.name(pair.truth()),
                Integer.toString(pair.predicted()),
                names.name(pair.predicted()),
                Integer.toString(pair.images())));
      }
    }
    return table;
  }
}
