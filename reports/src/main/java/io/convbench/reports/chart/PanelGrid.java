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

  private final List<? extends Panel> panels;
  private final int columns;
  private final int rows;

  PanelGrid(List<? extends Panel> panels, int columns, int rows) {
    this.panels = List.copyOf(panels);
    this.columns = columns;
    this.rows = rows;
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
