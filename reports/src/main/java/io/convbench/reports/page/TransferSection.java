package io.convbench.reports.page;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.transfer.LearnedDataset;
import io.convbench.reports.transfer.LearnedNetwork;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.statistics.McNemar;
import io.convbench.results.statistics.WilsonInterval;
import io.convbench.results.transfer.DepthChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What networks know of a dataset of a person's own.
 *
 * @param name of the dataset
 * @param sentence which network to take, for those who read nothing else
 * @param depths how deep to cut each architecture, a sentence each
 * @param table a line per network
 * @param tableCaption what it shows, and what whoever looks at no picture would get right
 * @param figures accuracy by depth
 * @param confusion of the network to take; empty for many classes
 * @param confusionCaption what it counts
 * @param mistakes pictures of which that network is most confidently wrong
 */
public record TransferSection(
    String name,
    String sentence,
    List<String> depths,
    SortableTable table,
    String tableCaption,
    List<Page.Shown> figures,
    HeatTable confusion,
    String confusionCaption,
    List<Mistake> mistakes) {

  private static final int MOST_CLASSES = 12;
  private static final int MOST_BYTES = 1 << 16;

  /** From these parts of a class on a mistake is warmer. */
  private static final double[] HEATS = {0, 0.05, 0.1, 0.25};

  /**
   * A picture.
   *
   * @param uri the picture itself, as a data URI
   * @param file its name in the dataset
   * @param text what it shows and what it was taken for
   */
  public record Mistake(String uri, String file, String text) {}

  /**
   * Puts a dataset into words.
   *
   * @param figures its charts
   */
  static TransferSection of(LearnedDataset dataset, List<Figure> figures) {
    LearnedNetwork taken = dataset.taken();
    return new TransferSection(
        dataset.name(),
        sentence(dataset, taken),
        dataset.depths().keySet().stream().map(name -> depth(name, dataset)).toList(),
        SortableTable.of(
            dataset.networks().stream()
                .sorted(Comparator.comparingDouble(one -> -one.accuracy().top1()))
                .toList(),
            columns(dataset)),
        tableCaption(taken),
        figures.stream().map(Page.Shown::of).toList(),
        confusion(dataset, taken),
        "What %s takes pictures for. Lines: what they show; columns: what they are taken for."
            .formatted(taken.name()),
        mistakes(dataset, taken));
  }

  private static String tableCaption(LearnedNetwork taken) {
    Map<Integer, Long> pictures =
        taken.predictions().images().stream()
            .collect(Collectors.groupingBy(ImagePrediction::truth, Collectors.counting()));
    return "Heads trained on the features of cut networks, most accurate first. All figures are of pictures that were held out; to name the most frequent class always would be right for %s of %s."
        .formatted(Collections.max(pictures.values()), taken.predictions().size());
  }

  private static String sentence(LearnedDataset dataset, LearnedNetwork taken) {
    WilsonInterval interval = taken.predictions().top(1).interval();
    LearnedNetwork best = dataset.best();
    String also =
        dataset.networks().size() == 1
            ? ""
            : taken.equals(best)
                ? " Nothing that was measured is more accurate; whatever is %s recognises fewer, by more than chance explains (p below 0.05)."
                    .formatted(dataset.timed() ? "faster" : "cheaper to compute")
                : " The most accurate, %s, recognises %s; the difference may be chance (p = %s)."
                    .formatted(
                        best.name(),
                        best.predictions().top(1).hits(),
                        Rounding.probability(dataset.against(taken).pValue()));
    return "Take %s: it recognises %s of %s pictures that it has not seen (%s %%; between %s and %s %% are to be expected)%s.%s%s"
        .formatted(
            taken.name(),
            taken.predictions().top(1).hits(),
            taken.predictions().size(),
            Rounding.percent(interval.estimate()),
            Rounding.percent(interval.low()),
            Rounding.percent(interval.high()),
            taken.latencyMillis().isPresent()
                ? ", in %s ms each on this machine".formatted(latency(taken).text())
                : "",
            also,
            taken
                .observation()
                .row()
                .text(Column.CAUTION)
                .map(caution -> " Caution: %s.".formatted(caution))
                .orElse(""));
  }

  private static String depth(String architecture, LearnedDataset dataset) {
    DepthChoice choice = dataset.depth(architecture).orElseThrow();
    if (choice.best().equals(choice.shallowest())) {
      return "%s: cut at %s (%s %%); every shallower cut is worse, by more than chance explains (p below 0.05)."
          .formatted(architecture, choice.best().layer(), Rounding.percent(choice.best().top1()));
    }
    return "%s: cut at %s (%s %% with %s %% of the multiply-accumulates of the best cut); the best, %s (%s %%), cannot be told from it (p = %s)."
        .formatted(
            architecture,
            choice.shallowest().layer(),
            Rounding.percent(choice.shallowest().top1()),
            Rounding.percent((double) choice.shallowest().macs() / choice.best().macs()),
            choice.best().layer(),
            Rounding.percent(choice.best().top1()),
            Rounding.probability(choice.test().pValue()));
  }

  private static List<TableColumn<LearnedNetwork>> columns(LearnedDataset dataset) {
    return List.of(
        TableColumn.text(
            "Network",
            "architecture and the layer that it is cut at",
            one -> new TableCell(one.name(), "", one.name(), "")),
        new TableColumn<>(
            "",
            "Accuracy, %",
            "of held-out pictures, with Wilson's 95 % interval",
            Order.MORE_IS_BETTER,
            TransferSection::accuracy),
        count("Right", Order.MORE_IS_BETTER, Column.TOP1_HITS),
        count("of", Order.NUMBER, Column.IMAGES),
        new TableColumn<>(
            "",
            "p against the best",
            "McNemar's test over the same pictures, not corrected",
            Order.NUMBER,
            one -> p(dataset, one)),
        new TableColumn<>(
            "",
            "ms",
            "median time of one picture through network and head",
            Order.LESS_IS_BETTER,
            TransferSection::latency),
        number("GMACs", Order.LESS_IS_BETTER, Column.MACS, 1e9),
        count("Features", Order.NUMBER, Column.FEATURES),
        count("Learned from", Order.NUMBER, Column.TRAIN_IMAGES),
        number("L2", Order.NUMBER, Column.L2_STRENGTH),
        new TableColumn<>(
            "",
            "Extraction, s",
            Column.EXTRACTION_S.description(),
            Order.LESS_IS_BETTER,
            TransferSection::extraction),
        new TableColumn<>(
            "",
            "Training, s",
            Column.TRAINING_S.description(),
            Order.LESS_IS_BETTER,
            one -> seconds(one, Column.TRAINING_S)));
  }

  private static TableCell latency(LearnedNetwork one) {
    return one.timed()
        .map(timed -> TableCell.timed(timed, Column.LATENCY_P50_MS, Rounding::significant))
        .orElse(TableCell.EMPTY);
  }

  /** Of the cell that learned, with the mark of its verdict. */
  private static TableCell seconds(LearnedNetwork one, Column column) {
    Row row = one.observation().row();
    return TableCell.of(row.number(column), Rounding::significant).judged(row);
  }

  private static TableCell accuracy(LearnedNetwork one) {
    WilsonInterval interval = one.predictions().top(1).interval();
    return new TableCell(
        Rounding.percent(interval.estimate()),
        "%s to %s".formatted(Rounding.percent(interval.low()), Rounding.percent(interval.high())),
        Double.toString(interval.estimate()),
        "");
  }

  private static TableCell p(LearnedDataset dataset, LearnedNetwork one) {
    McNemar test = dataset.against(one);
    String text = one.equals(dataset.best()) ? "best" : Rounding.probability(test.pValue());
    return new TableCell(text, "", Double.toString(test.pValue()), "");
  }

  /** What came from the cache took no time, which says nothing of the network. */
  private static TableCell extraction(LearnedNetwork one) {
    TableCell seconds = seconds(one, Column.EXTRACTION_S);
    long cached = one.observation().row().integer(Column.FEATURES_CACHED).orElse(0);
    return cached == 0
        ? seconds
        : new TableCell(seconds.text(), cached + " cached", seconds.order(), seconds.note());
  }

  private static TableColumn<LearnedNetwork> count(String header, Order order, Column column) {
    return new TableColumn<>(
        "",
        header,
        column.description(),
        order,
        one -> TableCell.of(one.observation().row().number(column), Rounding::plain));
  }

  private static TableColumn<LearnedNetwork> number(String header, Order order, Column column) {
    return number(header, order, column, 1);
  }

  private static TableColumn<LearnedNetwork> number(
      String header, Order order, Column column, double unit) {
    return new TableColumn<>(
        "",
        header,
        column.description(),
        order,
        one ->
            TableCell.of(
                one.observation().row().number(column),
                value -> Rounding.significant(value / unit)));
  }

  private static HeatTable confusion(LearnedDataset dataset, LearnedNetwork taken) {
    List<String> names = dataset.classes().names();
    if (names.isEmpty() || names.size() > MOST_CLASSES) {
      return HeatTable.NONE;
    }
    int[][] counts = new int[names.size()][names.size()];
    for (ImagePrediction image : taken.predictions().images()) {
      counts[image.truth()][image.first()]++;
    }
    List<HeatTable.Line> lines = new ArrayList<>();
    for (int truth = 0; truth < names.size(); truth++) {
      int[] line = counts[truth];
      int own = truth;
      int all = IntStream.of(line).sum();
      lines.add(
          new HeatTable.Line(
              names.get(truth),
              IntStream.range(0, line.length)
                  .mapToObj(k -> cell(line[k], all, own == k))
                  .toList()));
    }
    return new HeatTable("Shows", names, lines);
  }

  private static HeatCell cell(int count, int all, boolean right) {
    int heat = -1;
    for (int i = 0; i < HEATS.length && !right && count > 0; i++) {
      heat = (double) count / all > HEATS[i] ? i + 1 : heat;
    }
    return new HeatCell(Integer.toString(count), List.of(), "%s of %s".formatted(count, all), heat);
  }

  private static List<Mistake> mistakes(LearnedDataset dataset, LearnedNetwork taken) {
    ClassNames names = dataset.classes();
    List<ImagePrediction> wrong = taken.predictions().mistakes();
    List<Mistake> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(RunFolder.MOST_MISTAKES, wrong.size()); i++) {
      ImagePrediction image = wrong.get(i);
      Path file =
          taken.observation().run().folder().mistake(CellId.of(taken.observation().row()), i + 1);
      shown.add(
          new Mistake(
              uri(file),
              image.file(),
              "%s, taken for %s (%s %%)"
                  .formatted(
                      names.name(image.truth()),
                      names.name(image.first()),
                      Rounding.percent(image.confidence().orElse(0)))));
    }
    return shown;
  }

  /** Empty where the picture was not kept; the page then has its name. */
  private static String uri(Path picture) {
    try {
      return Files.isRegularFile(picture) && Files.size(picture) <= MOST_BYTES
          ? "data:image/jpeg;base64,"
              + Base64.getEncoder().encodeToString(Files.readAllBytes(picture))
          : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
