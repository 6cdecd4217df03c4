package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measured against published top-1 accuracy, with the measurement's interval, engines together. */
public final class PublishedChart {

  private static final int HEIGHT = 588;
  private static final double RADIUS = 2.5;

  /** How much larger the mark of an engine is than that of the next, which is painted upon it. */
  private static final double RING = 1.5;

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
   * @param slug of device and precision, for the file name
   * @param label of them, for the heading
   * @param candidates of all engines under them, one an architecture and series
   */
  public static ChartSlot draw(String slug, String label, List<Candidate> candidates) {
    String title = "Measured against published accuracy: " + label;
    List<Candidate> measured = candidates.stream().filter(one -> one.has(Column.TOP1)).toList();
    SeriesRows rows = SeriesRows.of(measured, Column.PUBLISHED_TOP1);
    if (rows.architectures().isEmpty()) {
      return new OmittedChart(
          title,
          "No accuracy was measured on %s: it takes trained weights and labelled images"
                  .formatted(label)
              + " (--weights, --dataset).");
    }
    double[] ends = ends(rows.candidates());
    Frame frame =
        new Frame(title, HEIGHT, "Published top-1 accuracy, %", "Measured top-1 accuracy, %");
    frame.x(ends[0], ends[1]).y(ends[0], ends[1]).plainXLabels().plainYLabels();
    frame.line("As published", ends, ends, Palette.VERMILLION, ReliabilityPanel.DIAGONAL);
    intervals(frame, rows.candidates());
    for (int slot = 0; slot < rows.series().size(); slot++) {
      marks(frame, rows, slot);
    }
    return new Figure(
        "measured-published-" + slug,
        title,
        "On the line the measured accuracy is the published one; upright bars are Wilson 95 %"
            + " intervals. Few images make wide intervals, and a subset or another crop shifts all."
            + (rows.series().size() > 1 ? " Those that agree are rings around each other." : ""),
        IntStream.range(0, rows.architectures().size())
            .mapToObj(row -> words(rows, row))
            .collect(Collectors.joining("; ", "", ".")),
        rows.table(COLUMNS),
        frame.layer(new Labels(rows)).picture());
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
    frame.line("Wilson 95 % interval", x, y, Palette.INK, new BasicStroke(1.2f));
  }

  private static void marks(Frame frame, SeriesRows rows, int slot) {
    List<Candidate> own =
        rows.candidates().stream()
            .filter(one -> one.configuration().untimed().equals(rows.series().get(slot)))
            .toList();
    frame.marks(
        rows.series().size() == 1 ? "Measured" : "Measured, " + rows.names().get(slot),
        own.stream().mapToDouble(one -> percent(one, Column.PUBLISHED_TOP1)).toArray(),
        own.stream().mapToDouble(one -> percent(one, Column.TOP1)).toArray(),
        Palette.color(slot),
        new DotMarker(radius(rows, slot)));
  }

  private static double radius(SeriesRows rows, int slot) {
    return RADIUS + RING * (rows.series().size() - 1 - slot);
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

  /** An architecture's figures, e.g. {@code VGG16: published 71.3 %, measured 70.0 % ...}. */
  private static String words(SeriesRows rows, int row) {
    List<Candidate> engines = engines(rows, row);
    Candidate first = engines.get(0);
    String size =
        first.publishedAtOtherSize()
            ? " at %s pixels".formatted(Cells.text(first, Column.PUBLISHED_INPUT_SIZE))
            : "";
    String measured =
        engines.stream()
            .map(
                one ->
                    "%s %% (%s to %s) on %s"
                        .formatted(
                            Rounding.percent(top1(one)),
                            Rounding.fixed(low(one), 1),
                            Rounding.fixed(high(one), 1),
                            rows.name(one)))
            .collect(Collectors.joining(", "));
    return "%s: published %s %%%s, measured %s"
        .formatted(
            first.architecture(),
            Rounding.percent(first.number(Column.PUBLISHED_TOP1).orElseThrow()),
            size,
            measured);
  }

  private static List<Candidate> engines(SeriesRows rows, int row) {
    return IntStream.range(0, rows.series().size())
        .mapToObj(slot -> rows.at(row, slot))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The names, clear of each other and of the diagonal. */
  private static final class Labels extends Layer {
    private final SeriesRows rows;

    Labels(SeriesRows rows) {
      this.rows = rows;
    }

    @Override
    void draw(Graphics2D graphics) {
      List<String> names = rows.architectures();
      List<LabelPlacement.Disc> discs = new ArrayList<>();
      for (int row = 0; row < names.size(); row++) {
        Candidate first = engines(rows, row).get(0);
        Rectangle2D box = Fonts.box(names.get(row), Fonts.TEXT);
        discs.add(
            new LabelPlacement.Disc(
                x(first), y(first), radius(rows, 0) + 2, box.getWidth() + 2, box.getHeight()));
      }
      List<LabelPlacement.Place> places = LabelPlacement.place(discs, plot(), lines());
      for (int row = 0; row < names.size(); row++) {
        BallLayer.label(graphics, names.get(row), Fonts.TEXT, places.get(row));
        hint(marks(row), words(rows, row));
      }
    }

    /** Where the marks of all engines are. */
    private Rectangle2D marks(int row) {
      double radius = radius(rows, 0);
      Rectangle2D all = null;
      for (Candidate one : engines(rows, row)) {
        Rectangle2D own =
            new Rectangle2D.Double(x(one) - radius, y(one) - radius, 2 * radius, 2 * radius);
        all = all == null ? own : all.createUnion(own);
      }
      return all;
    }

    private List<Line2D> lines() {
      List<Line2D> lines = new ArrayList<>();
      for (Candidate one : rows.candidates()) {
        lines.add(new Line2D.Double(x(one), pixelY(low(one)), x(one), pixelY(high(one))));
      }
      Rectangle2D plot = plot();
      lines.add(new Line2D.Double(plot.getMinX(), plot.getMaxY(), plot.getMaxX(), plot.getMinY()));
      return lines;
    }

    private double x(Candidate candidate) {
      return pixelX(percent(candidate, Column.PUBLISHED_TOP1));
    }

    private double y(Candidate candidate) {
      return pixelY(percent(candidate, Column.TOP1));
    }
  }
}
