package io.convbench.reports.chart;

import io.convbench.reports.findings.Candidate;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Measured against published top-1 accuracy, with the measurement's interval. */
public final class PublishedChart {

  private static final int HEIGHT = 588;
  private static final double RADIUS = 6;
  private static final List<Column> COLUMNS =
      List.of(
          Column.PUBLISHED_TOP1,
          Column.TOP1,
          Column.TOP1_CI95_LOW,
          Column.TOP1_CI95_HIGH,
          Column.IMAGES,
          Column.PUBLISHED_INPUT_SIZE,
          Column.INPUT_SIZE);

  private PublishedChart() {}

  /**
   * Draws what was measured.
   *
   * @param slug of the configuration, for the file name
   * @param label of it, for the heading
   * @param candidates one an architecture
   */
  public static Plate draw(String slug, String label, List<Candidate> candidates) {
    String title = "Measured against published accuracy: " + label;
    List<Candidate> drawn =
        candidates.stream()
            .filter(one -> one.has(Column.TOP1) && one.has(Column.PUBLISHED_TOP1))
            .toList();
    if (drawn.isEmpty()) {
      return new Absent(
          title,
          "No accuracy was measured on %s: it takes trained weights and labelled images"
                  .formatted(label)
              + " (--weights, --dataset).");
    }
    double[] ends = ends(drawn);
    Frame frame =
        new Frame(title, HEIGHT, "Published top-1 accuracy, %", "Measured top-1 accuracy, %");
    frame.x(ends[0], ends[1]).y(ends[0], ends[1]).plainXLabels().plainYLabels();
    frame.line("As published", ends, ends, Palette.MUTED, new BasicStroke(1.2f));
    intervals(frame, drawn);
    frame.marks(
        "Measured",
        drawn.stream().mapToDouble(one -> percent(one, Column.PUBLISHED_TOP1)).toArray(),
        drawn.stream().mapToDouble(one -> percent(one, Column.TOP1)).toArray(),
        Palette.BLUE,
        SeriesMarkers.CIRCLE);
    return new Figure(
        "measured-published-" + slug,
        title,
        "On the line the measured accuracy is the published one; upright bars are Wilson 95 %"
            + " intervals. Few images make wide intervals, and a subset or another crop shifts all.",
        description(drawn),
        data(drawn),
        frame.layer(new Labels(drawn)).picture());
  }

  private static void intervals(Frame frame, List<Candidate> drawn) {
    double[] x = new double[3 * drawn.size()];
    double[] y = new double[3 * drawn.size()];
    for (int i = 0; i < drawn.size(); i++) {
      Candidate candidate = drawn.get(i);
      double published = percent(candidate, Column.PUBLISHED_TOP1);
      x[3 * i] = published;
      x[3 * i + 1] = published;
      x[3 * i + 2] = published;
      y[3 * i] = low(candidate);
      y[3 * i + 1] = high(candidate);
      y[3 * i + 2] = Double.NaN;
    }
    frame.line("Wilson 95 % interval", x, y, Palette.BLUE, new BasicStroke(2));
  }

  private static double[] ends(List<Candidate> drawn) {
    double min = 100;
    double max = 0;
    for (Candidate candidate : drawn) {
      double published = percent(candidate, Column.PUBLISHED_TOP1);
      min = Math.min(min, Math.min(published, low(candidate)));
      max = Math.max(max, Math.max(published, high(candidate)));
    }
    double pad = Math.max(1, 0.08 * (max - min));
    return new double[] {Math.max(0, min - pad), Math.min(100, max + pad)};
  }

  private static double low(Candidate candidate) {
    return 100 * candidate.number(Column.TOP1_CI95_LOW).orElse(top1(candidate));
  }

  private static double high(Candidate candidate) {
    return 100 * candidate.number(Column.TOP1_CI95_HIGH).orElse(top1(candidate));
  }

  private static double top1(Candidate candidate) {
    return candidate.number(Column.TOP1).orElseThrow();
  }

  private static double percent(Candidate candidate, Column column) {
    return 100 * candidate.number(column).orElseThrow();
  }

  private static String description(List<Candidate> drawn) {
    List<String> words = new ArrayList<>();
    for (Candidate candidate : drawn) {
      words.add(hint(candidate));
    }
    return String.join("; ", words) + ".";
  }

  private static String hint(Candidate candidate) {
    String size =
        candidate.publishedAtOtherSize()
            ? " at %s pixels".formatted(Cells.text(candidate, Column.PUBLISHED_INPUT_SIZE))
            : "";
    return "%s: measured %s %% (%s to %s), published %s %%%s"
        .formatted(
            candidate.architecture(),
            Rounding.percent(top1(candidate)),
            Rounding.fixed(low(candidate), 1),
            Rounding.fixed(high(candidate), 1),
            Rounding.percent(candidate.number(Column.PUBLISHED_TOP1).orElseThrow()),
            size);
  }

  private static CsvTable data(List<Candidate> drawn) {
    List<String> header = new ArrayList<>(List.of("architecture"));
    COLUMNS.forEach(column -> header.add(column.header()));
    CsvTable table = new CsvTable(header);
    for (Candidate candidate : drawn) {
      List<String> line = new ArrayList<>(List.of(candidate.architecture()));
      COLUMNS.forEach(column -> line.add(Cells.text(candidate, column)));
      table.add(line);
    }
    return table;
  }

  /** The names, clear of each other and of the diagonal. */
  private static final class Labels extends Layer {
    private final List<Candidate> drawn;

    Labels(List<Candidate> drawn) {
      this.drawn = drawn;
    }

    @Override
    void draw(Graphics2D graphics) {
      List<LabelPlacement.Disc> discs = new ArrayList<>();
      for (Candidate candidate : drawn) {
        Rectangle2D box = Fonts.box(name(candidate), Fonts.TEXT);
        discs.add(
            new LabelPlacement.Disc(
                pixelX(percent(candidate, Column.PUBLISHED_TOP1)),
                pixelY(percent(candidate, Column.TOP1)),
                RADIUS,
                box.getWidth() + 2,
                box.getHeight()));
      }
      List<LabelPlacement.Place> places = LabelPlacement.place(discs, plot(), bars(discs));
      for (int i = 0; i < drawn.size(); i++) {
        LabelPlacement.Disc disc = discs.get(i);
        BallLayer.label(graphics, name(drawn.get(i)), Fonts.TEXT, places.get(i));
        hint(
            new Ellipse2D.Double(disc.x() - RADIUS, disc.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
                .getBounds2D(),
            PublishedChart.hint(drawn.get(i)));
      }
    }

    private List<Line2D> bars(List<LabelPlacement.Disc> discs) {
      List<Line2D> lines = new ArrayList<>();
      for (int i = 0; i < discs.size(); i++) {
        double x = discs.get(i).x();
        lines.add(new Line2D.Double(x, pixelY(low(drawn.get(i))), x, pixelY(high(drawn.get(i)))));
      }
      Rectangle2D plot = plot();
      lines.add(new Line2D.Double(plot.getMinX(), plot.getMaxY(), plot.getMaxX(), plot.getMinY()));
      return lines;
    }

    private static String name(Candidate candidate) {
      return candidate.architecture();
    }
  }
}
