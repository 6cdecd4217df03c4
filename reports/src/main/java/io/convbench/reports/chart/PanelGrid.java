package io.convbench.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Equal small diagrams in rows from the top of the plot. */
final class PanelGrid extends Layer {

  /** One of the diagrams. */
  interface Panel {

    /**
     * Draws it.
     *
     * @param layer that the marks belong to
     * @param space that it may fill
     */
    void draw(Graphics2D graphics, Layer layer, Rectangle2D space);
  }

  private static final int OVERHEAD = 76;
  private static final int PANEL_HEIGHT = 250;
  private static final int LEGEND_LINE = 22;
  private static final int MOST_COLUMNS = 3;

  private final List<? extends Panel> panels;
  private final int columns;
  private final int rows;

  PanelGrid(List<? extends Panel> panels, int columns) {
    this.panels = List.copyOf(panels);
    this.columns = columns;
    this.rows = (panels.size() + columns - 1) / columns;
  }

  /** Diagrams of the usual size. */
  static PanelGrid of(List<? extends Panel> panels) {
    return new PanelGrid(panels, Math.min(MOST_COLUMNS, panels.size()));
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Of a chart of diagrams of the usual size, two entries of its legend beside each other. */
  int chartHeight(int legendEntries) {
    return OVERHEAD + rows * PANEL_HEIGHT + (legendEntries + 1) / 2 * LEGEND_LINE;
  }

  @Override
  void draw(Graphics2D graphics) {
    Rectangle2D plot = plot();
    double width = plot.getWidth() / columns;
    double height = plot.getHeight() / rows;
    for (int i = 0; i < panels.size(); i++) {
      panels
          .get(i)
          .draw(
              graphics,
              this,
              new Rectangle2D.Double(
                  plot.getX() + i % columns * width,
                  plot.getY() + i / columns * height,
                  width,
                  height));
    }
  }
}
