package io.convbench.reports.evidence;

import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.statistics.ClassConfusion;
import io.convbench.results.statistics.ClassConfusion.ClassHits;
import io.convbench.results.statistics.ClassConfusion.Pair;
import io.convbench.results.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

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

  private EvidenceTables() {}

  /** The tables that have a line, by name. */
  public static Map<String, CsvTable> of(Evidence evidence, ClassNames names) {
    Map<String, CsvTable> tables = new LinkedHashMap<>();
    List<ClassFindings> classes = ClassFindings.of(evidence.shown());
    ConfigurationNames places =
        ConfigurationNames.of(evidence.predicted().stream().map(MeasuredAccuracy::place).toList());
    tables.put(ENGINES, engines(EngineAgreement.of(evidence.logits())));
    tables.put(PREDICTIONS, predictions(PredictionAgreement.of(evidence.predicted())));
    tables.put(PAIRS, pairs(Ranking.of(evidence.predicted()), places));
    tables.put(CLASSES, classes(classes, names, places));
    tables.put(CONFUSED, confused(classes, names, places));
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

  private static CsvTable pairs(List<Ranking> rankings, ConfigurationNames places) {
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
                "p_holm",
                "configuration"));
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
                Double.toString(test.correctedP()),
                places.name(place)));
      }
    }
    return table;
  }

  private static CsvTable classes(
      List<ClassFindings> all, ClassNames names, ConfigurationNames places) {
    return ofClasses(
        all,
        names,
        places,
        List.of("images", "hits", "accuracy", "ci95_low", "ci95_high"),
        ClassConfusion::classes,
        ClassHits::truth,
        (hits, own) -> cells(hits));
  }

  private static List<String> cells(ClassHits hits) {
    WilsonInterval interval = WilsonInterval.of(hits.hits(), hits.images());
    return List.of(
        Integer.toString(hits.images()),
        Integer.toString(hits.hits()),
        Double.toString(hits.accuracy()),
        Double.toString(interval.low()),
        Double.toString(interval.high()));
  }

  private static CsvTable confused(
      List<ClassFindings> all, ClassNames names, ConfigurationNames places) {
    return ofClasses(
        all,
        names,
        places,
        List.of("predicted_index", "predicted", "images"),
        ClassConfusion::pairs,
        Pair::truth,
        (pair, own) ->
            List.of(
                Integer.toString(pair.predicted()),
                own.name(pair.predicted()),
                Integer.toString(pair.images())));
  }

  /** A line for each entry: of which architecture, engine and true class, and its own cells. */
  private static <T> CsvTable ofClasses(
      List<ClassFindings> all,
      ClassNames names,
      ConfigurationNames places,
      List<String> header,
      Function<ClassConfusion, List<T>> entries,
      ToIntFunction<T> truth,
      BiFunction<T, ClassNames, List<String>> cells) {
    List<String> whole = new ArrayList<>(List.of("architecture", "engine", "class_index", "class"));
    whole.addAll(header);
    whole.add("configuration");
    CsvTable table = new CsvTable(whole);
    for (ClassFindings one : all) {
      ClassNames own = one.accuracy().names(names);
      for (T entry : entries.apply(one.confusion())) {
        int index = truth.applyAsInt(entry);
        List<String> line =
            new ArrayList<>(
                List.of(
                    one.accuracy().architecture(),
                    one.accuracy().place().engine(),
                    Integer.toString(index),
                    own.name(index)));
        line.addAll(cells.apply(entry, own));
        line.add(places.name(one.accuracy().place()));
        table.add(line);
      }
    }
    return table;
  }
}
