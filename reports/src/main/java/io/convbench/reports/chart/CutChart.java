package io.convbench.reports.chart;

import io.convbench.reports.transfer.LearnedDataset;
import io.convbench.reports.transfer.LearnedNetwork;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.statistics.WilsonInterval;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Accuracy on a dataset by how deep a network is cut: a small diagram per architecture. */
final class CutChart {

  private static final BasicStroke LINE = new BasicStroke(1.8f);
  private static final BasicStroke INTERVAL = new BasicStroke(1.2f);

  private static final int RIGHT = 26;
  private static final int BOTTOM = 28;

  private CutChart() {}

  /**
   * Draws a dataset.
   *
   * @param number of the dataset in its report, from 1
   */
  static Figure draw(LearnedDataset dataset, int number) {
    List<Panel> panels = new ArrayList<>();
    dataset
        .depths()
        .forEach(
            (architecture, cuts) ->
                panels.add(
                    new Panel(
                        architecture,
                        cuts,
                        dataset.depth(architecture).orElseThrow().shallowest().layer())));
    PanelGrid grid = PanelGrid.of(panels);
    String title = "Accuracy by depth: %s".formatted(dataset.name());
    Frame frame =
        new Frame(
            title,
            grid.chartHeight(2),
            "Multiply-accumulates up to the cut, billions",
            "Accuracy on held-out images, %");
    frame.panels(grid);
    frame.legend("Wilson 95 % interval", Palette.color(0), LINE, Palette.shape(0));
    frame.legend(
        "Shallowest that cannot be told from the best", Palette.color(1), LINE, Palette.shape(1));
    return new Figure(
        "transfer-depth-" + number,
        title,
        "Each mark is a head trained on the features of the network up to a layer, averaged over"
            + " rows and columns. Early layers know edges and textures that any picture has, late"
            + " ones the classes that the network was trained for.",
        "Accuracy at %s."
            .formatted(
                String.join(
                    "; ",
                    panels.stream()
                        .map(panel -> "%s cuts of %s".formatted(panel.cuts().size(), panel.name()))
                        .toList())),
        data(dataset),
        frame.picture());
  }

  private static CsvTable data(LearnedDataset dataset) {
    CsvTable table =
        new CsvTable(
            List.of(
                "dataset",
                "architecture",
                Column.LAYER.header(),
                Column.MACS.header(),
                Column.TOP1.header(),
                Column.TOP1_CI95_LOW.header(),
                Column.TOP1_CI95_HIGH.header(),
                "shallowest_not_worse"));
    for (Map.Entry<String, List<LearnedNetwork>> one : dataset.depths().entrySet()) {
      String chosen = dataset.depth(one.getKey()).orElseThrow().shallowest().layer();
      for (LearnedNetwork cut : one.getValue()) {
        WilsonInterval interval = cut.predictions().top(1).interval();
        table.add(
            List.of(
                dataset.name(),
                one.getKey(),
                cut.layer(),
                Long.toString(cut.macs()),
                Double.toString(interval.estimate()),
                Double.toString(interval.low()),
                Double.toString(interval.high()),
                Boolean.toString(cut.layer().equals(chosen))));
      }
    }
    return table;
  }

  /**
   * One architecture.
   *
   * @param cuts from the shallowest
   * @param chosen the layer to mark
   */
  private record Panel(String name, List<LearnedNetwork> cuts, String chosen)
      implements PanelGrid.Panel {

    @Override
    public void draw(Graphics2D graphics, Layer layer, Rectangle2D space) {
      PanelPlot plot = new PanelPlot(graphics, layer, PanelPlot.area(space, RIGHT, BOTTOM), 100);
      plot.title(name);
      plot.rows(PanelPlot.tick(plot.top()));
      double right = cuts.get(cuts.size() - 1).macs() / 1e9 * 1.05;
      double step = PanelPlot.tick(right);
      for (int i = 0; i * step <= right; i++) {
        double x = x(plot, right, i * step);
        plot.upright(x);
        plot.below(Rounding.plain(i * step), x);
      }
      plot.line(
          cuts.stream().map(cut -> place(plot, right, cut, 100 * cut.accuracy().top1())).toList(),
          Palette.color(0),
          LINE);
      for (LearnedNetwork cut : cuts) {
        mark(plot, right, cut);
      }
    }

    private void mark(PanelPlot plot, double right, LearnedNetwork cut) {
      WilsonInterval interval = cut.predictions().top(1).interval();
      int color = cut.layer().equals(chosen) ? 1 : 0;
      plot.line(
          List.of(
              place(plot, right, cut, 100 * interval.low()),
              place(plot, right, cut, 100 * interval.high())),
          Palette.color(color),
          INTERVAL);
      plot.mark(
          Palette.shape(color),
          place(plot, right, cut, 100 * interval.estimate()),
          Palette.color(color),
          String.format(
              Locale.ROOT,
              "%s: %s %% (%s to %s), %s billion MACs",
              cut.name(),
              Rounding.percent(interval.estimate()),
              Rounding.percent(interval.low()),
              Rounding.percent(interval.high()),
              Rounding.significant(cut.macs() / 1e9)));
    }

    private static Point2D place(PanelPlot plot, double right, LearnedNetwork cut, double percent) {
      return new Point2D.Double(x(plot, right, cut.macs() / 1e9), plot.y(percent));
    }

    private static double x(PanelPlot plot, double right, double billions) {
      return plot.area().getMinX() + billions / right * plot.area().getWidth();
    }
  }
}
