package io.convbench.reports.page;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Rounding;
import io.convbench.reports.depth.IlsvrcEntry;
import io.convbench.reports.depth.Networks;
import io.convbench.reports.depth.PaperResNet;
import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The revolution of depth: what the winners of ILSVRC published, and what this history's networks
 * of their depths measured.
 *
 * @param figures the charts
 * @param winners published
 * @param networks a line per network, the shallowest first; none where the history tells nothing
 * @param latency of what the latencies are; empty where there are none
 * @param resNets the ResNets' table
 */
public record DepthSection(
    List<Page.Shown> figures,
    List<Winner> winners,
    SortableTable networks,
    String latency,
    ResNets resNets) {

  private static final String NOT_HERE = "–";

  /** An {@link IlsvrcEntry} as it is printed. */
  public record Winner(String year, String entry, String layers, String top5Error, String source) {
    static Winner of(IlsvrcEntry one) {
      return new Winner(
          Integer.toString(one.year()),
          one.entry(),
          one.layers().isPresent() ? Integer.toString(one.layers().getAsInt()) : NOT_HERE,
          Rounding.plain(100 * one.top5Error()),
          one.source());
    }
  }

  /**
   * The paper's table of ResNets with what was measured below.
   *
   * @param header the networks; empty where the history has not two of them
   * @param paper its lines as the paper prints them
   * @param here its lines by this history
   */
  public record ResNets(List<String> header, List<Line> paper, List<Line> here) {}

  /** A line of {@link ResNets}. */
  public record Line(String name, List<String> cells) {}

  static DepthSection of(History history, List<Figure> figures) {
    Networks networks = Networks.of(history);
    return new DepthSection(
        figures.stream().map(Page.Shown::of).toList(),
        IlsvrcEntry.all().stream().map(Winner::of).toList(),
        SortableTable.of(networks.all(), columns(networks), one -> Map.of("family", one.family())),
        networks.latency().map(choice -> history.names().label(choice.shared())).orElse(""),
        resNets(networks));
  }

  private static List<TableColumn<Candidate>> columns(Networks networks) {
    return List.of(
        TableColumn.text(
            "Architecture",
            Conventions.NAME,
            one -> new TableCell(one.architecture(), "", one.architecture(), "")),
        TableColumn.text("Family", "", one -> new TableCell(one.family(), "", one.family(), "")),
        number(
            "Depth",
            Column.DEPTH.description(),
            Order.NUMBER,
            one -> one.number(Column.DEPTH),
            value -> Rounding.fixed(value, 0)),
        error("top‑1", Networks::top1Error),
        error("top‑5", Networks::top5Error),
        TableColumn.text("Errors are", "measured here, or published", DepthSection::origin),
        number(
            "GMACs",
            "10^9 multiply-accumulates of one image",
            Order.LESS_IS_BETTER,
            one -> one.number(Column.MACS),
            value -> Rounding.significant(value / 1e9)),
        number(
            "Params M",
            "millions of parameters, with the statistics of batch norms",
            Order.LESS_IS_BETTER,
            one -> one.number(Column.PARAMETERS),
            value -> Rounding.significant(value / 1e6)),
        new TableColumn<>(
            "",
            "p50, ms",
            "median latency of one forward pass",
            Order.LESS_IS_BETTER,
            one -> latency(networks, one)));
  }

  private static TableCell latency(Networks networks, Candidate network) {
    return networks
        .fastest(network)
        .map(one -> TableCell.timed(one, Column.LATENCY_P50_MS, Rounding::significant))
        .orElse(TableCell.EMPTY);
  }

  private static TableCell origin(Candidate one) {
    if (Networks.isMeasured(one)) {
      return new TableCell("measured", "", "measured", "");
    }
    String source = one.text(Column.PUBLISHED_SOURCE).orElse("");
    TableCell cell = new TableCell("published", "", "published", source);
    return one.publishedAtOtherSize()
        ? cell.marked(
            Mark.OTHER_SIZE,
            "at %s pixels; %s"
                .formatted(
                    Rounding.fixed(one.number(Column.PUBLISHED_INPUT_SIZE).orElseThrow(), 0),
                    source))
        : cell;
  }

  private static TableColumn<Candidate> error(
      String header, Function<Candidate, OptionalDouble> error) {
    return new TableColumn<>(
        "Error, %",
        header,
        "100 % minus the accuracy",
        Order.LESS_IS_BETTER,
        one -> TableCell.of(error.apply(one), Rounding::percent));
  }

  private static TableColumn<Candidate> number(
      String header,
      String title,
      Order order,
      Function<Candidate, OptionalDouble> value,
      DoubleFunction<String> format) {
    return new TableColumn<>(
        "", header, title, order, one -> TableCell.of(value.apply(one), format));
  }

  private static ResNets resNets(Networks networks) {
    List<PaperResNet> papers = PaperResNet.all();
    List<Optional<Candidate>> here =
        papers.stream().map(one -> networks.find(one.architecture())).toList();
    if (here.stream().filter(Optional::isPresent).count() < 2) {
      return new ResNets(List.of(), List.of(), List.of());
    }
    List<Line> paper = new ArrayList<>();
    for (int i = 0; i < PaperResNet.STACKS.size(); i++) {
      int stack = i;
      paper.add(
          new Line(
              PaperResNet.STACKS.get(i),
              papers.stream().map(one -> one.blocks().get(stack)).toList()));
    }
    paper.add(
        new Line(
            "FLOPs, 10^9 (multiply-adds)",
            papers.stream().map(one -> Rounding.plain(one.gigaFlops())).toList()));
    return new ResNets(
        papers.stream().map(PaperResNet::layers).toList(),
        paper,
        Stream.of(
                line(
                    "Depth of the graph",
                    here,
                    one -> one.number(Column.DEPTH),
                    value -> Rounding.fixed(value, 0)),
                line("MACs, 10^9", here, one -> one.number(Column.MACS), DepthSection::giga),
                line(
                    "Parameters, 10^6",
                    here,
                    one -> one.number(Column.PARAMETERS),
                    value -> Rounding.fixed(value / 1e6, 1)),
                new Line(
                    "Median latency, ms",
                    here.stream()
                        .map(
                            one -> one.map(network -> latency(networks, network).text()).orElse(""))
                        .map(text -> text.isEmpty() ? NOT_HERE : text)
                        .toList()),
                line("Top-1 error, %", here, Networks::top1Error, Rounding::percent),
                line("Top-5 error, %", here, Networks::top5Error, Rounding::percent),
                new Line(
                    "Errors are",
                    IntStream.range(0, here.size())
                        .mapToObj(i -> here.get(i).map(one -> origin(one).text()).orElse(NOT_HERE))
                        .toList()))
            .filter(DepthSection::known)
            .toList());
  }

  private static boolean known(Line line) {
    return line.cells().stream().anyMatch(cell -> !cell.equals(NOT_HERE));
  }

  private static String giga(double value) {
    return Rounding.fixed(value / 1e9, 2);
  }

  private static Line line(
      String name,
      List<Optional<Candidate>> here,
      Function<Candidate, OptionalDouble> value,
      DoubleFunction<String> format) {
    List<String> cells = new ArrayList<>();
    for (Optional<Candidate> one : here) {
      OptionalDouble number = one.map(value).orElse(OptionalDouble.empty());
      cells.add(number.isPresent() ? format.apply(number.getAsDouble()) : NOT_HERE);
    }
    return new Line(name, cells);
  }
}
