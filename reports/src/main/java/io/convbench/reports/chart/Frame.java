package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** An empty chart in the house's style, with its axes' units, to add series and layers to. */
final class Frame {

  /** Below the lowest row, in rows. */
  private static final double ROWS_START = 0.4;

  /** Above the highest row. */
  static final double ROWS_END = 0.6;

  static final int WIDTH = 1160;

  private static final Color UNSEEN = new Color(255, 255, 255, 0);

  private final String title;
  private final XYChart chart;
  private final TextLines texts = new TextLines();
  private final List<Layer> layers = new ArrayList<>();

  Frame(String title, int height, String xTitle, String yTitle) {
    this.title = title;
    chart = new XYChartBuilder().width(WIDTH).height(height).build();
    chart.setXAxisTitle(texts.add(xTitle, Fonts.TEXT));
    chart.setYAxisTitle(texts.add(yTitle, Fonts.TEXT));
    style(chart.getStyler());
    if (yTitle.isEmpty()) {
      chart.getStyler().setYAxisTitleVisible(false);
    }
  }

  XYStyler styler() {
    return chart.getStyler();
  }

  /** The plot's ends in values of the x axis. */
  Frame x(double min, double max) {
    styler().setXAxisMin(min).setXAxisMax(max);
    return this;
  }

  /** The same on a logarithmic axis, with its labels. */
  Frame logarithmicX(double min, double max) {
    // XChart keeps the room for its labels, which LogLabels writes; of decades alone there may be
    // none.
    styler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false);
    styler().setAxisTickLabelsColor(Palette.INK).setXAxisTickLabelsColor(UNSEEN);
    return x(min, max).layer(new LogLabels(min, max));
  }

  Frame y(double min, double max) {
    styler().setYAxisMin(min).setYAxisMax(max);
    return this;
  }

  /** Marks with all their digits, as XChart makes endless attempts when two labels are alike. */
  Frame plainXLabels() {
    chart.setCustomXAxisTickLabelsFormatter(texts.remembering(Rounding::plain, Fonts.TEXT));
    return this;
  }

  /** Likewise. */
  Frame plainYLabels() {
    chart.setCustomYAxisTickLabelsFormatter(texts.remembering(Rounding::plain, Fonts.TEXT));
    return this;
  }

  /**
   * Round marks whatever the values are: where these are all alike, XChart takes them for equally
   * spaced and marks one of them, with all its digits, and nothing else.
   */
  Frame unevenY() {
    marks(" ", new double[] {0.5}, new double[] {Double.NaN}, UNSEEN, SeriesMarkers.NONE)
        .setShowInLegend(false);
    return this;
  }

  /** A line through points; a NaN breaks it. */
  XYSeries line(String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(texts.add(name, Fonts.TEXT), x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(stroke);
    return series;
  }

  /** Marks at points. */
  XYSeries marks(String name, double[] x, double[] y, Color color, Marker marker) {
    XYSeries series = chart.addSeries(texts.add(name, Fonts.TEXT), x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(color);
    return series;
  }

  /** An entry of the legend alone. */
  void legend(String name, Color color, BasicStroke stroke, Marker marker) {
    XYSeries series = line(name, new double[] {0.5}, new double[] {Double.NaN}, color, stroke);
    series.setMarker(marker);
    series.setMarkerColor(color);
  }

  /**
   * Rows with names at the left, in place of an axis, and the legend below.
   *
   * @param rows of which the lowest is at 1
   * @param above rows of space over them
   * @param nameWidth pixels
   */
  Frame rows(int rows, int above, int nameWidth) {
    styler().setYAxisTicksVisible(false).setPlotGridHorizontalLinesVisible(false);
    styler().setYAxisLeftWidthHint(nameWidth);
    styler().setLegendPosition(Styler.LegendPosition.OutsideS);
    styler().setLegendLayout(Styler.LegendLayout.Horizontal);
    return y(ROWS_START, rows + above + ROWS_END);
  }

  /** Diagrams that have axes of their own; the legend is below them. */
  void panels(PanelGrid grid) {
    x(0, grid.columns()).y(0, grid.rows());
    styler().setXAxisTicksVisible(false).setYAxisTicksVisible(false);
    styler().setPlotGridLinesVisible(false);
    styler().setLegendPosition(Styler.LegendPosition.OutsideS);
    layer(grid);
  }

  Frame layer(Layer layer) {
    layers.add(layer);
    chart.addAnnotation(layer);
    return this;
  }

  Picture picture() {
    return new Picture(title, chart, texts, layers);
  }

  private static void style(XYStyler style) {
    style.setBaseFont(Fonts.TEXT);
    style.setChartBackgroundColor(Color.WHITE).setChartFontColor(Palette.INK);
    style.setChartPadding(12).setPlotBackgroundColor(UNSEEN);
    style.setPlotBorderVisible(false).setPlotContentSize(1);
    style.setLegendFont(Fonts.TEXT).setLegendBorderColor(Color.WHITE).setLegendPadding(8);
    style.setLegendPosition(Styler.LegendPosition.OutsideE);
    style.setAxisTitleFont(Fonts.TEXT).setAxisTickLabelsFont(Fonts.TEXT);
    style.setAxisTickLabelsColor(Palette.INK).setAxisTickMarksColor(Palette.MUTED);
    style.setPlotGridLinesColor(Palette.GRID).setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotMargin(0).setAxisTitlePadding(8).setLocale(Locale.ROOT);
    style.setMarkerSize(7);
  }
}
