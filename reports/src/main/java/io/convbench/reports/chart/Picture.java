package io.convbench.reports.chart;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/** A chart that can be painted in every format. */
public final class Picture {

  /** Pixels of a PNG to a pixel of the picture, for sharp print and dense screens. */
  private static final int PNG_SCALE = 2;

  private final XYChart chart;
  private final TextLines texts;
  private final List<Layer> layers;

  Picture(XYChart chart, TextLines texts, List<Layer> layers) {
    this.chart = chart;
    this.texts = texts;
    this.layers = List.copyOf(layers);
  }

  /**
   * The picture as an SVG document.
   *
   * @param id prefix of the ids inside, unique in the page that takes it in
   * @param title short name, for those who do not see it
   * @param description likewise, what it shows
   */
  public String svg(String id, String title, String description) {
    chart.getStyler().setChartTitleVisible(true);
    return vector(id, title, description);
  }

  /** The same without the heading in the picture, for a page that has one of its own. */
  public String untitledSvg(String id, String title, String description) {
    chart.getStyler().setChartTitleVisible(false);
    return vector(id, title, description);
  }

  private String vector(String id, String title, String description) {
    SvgGraphics graphics = new SvgGraphics(texts);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Processors.get("svg")
          .getDocument(
              graphics.getCommands(), new PageSize(0, 0, chart.getWidth(), chart.getHeight()))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array stream failed", e);
    }
    SvgDocument document = new SvgDocument(bytes.toByteArray(), id);
    document.describe(title, description);
    layers.forEach(layer -> layer.hints().forEach(document::add));
    return document.toString();
  }

  /** The picture as a PNG at twice its size. */
  public byte[] png() {
    chart.getStyler().setChartTitleVisible(true);
    BufferedImage image =
        new BufferedImage(
            PNG_SCALE * chart.getWidth(),
            PNG_SCALE * chart.getHeight(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_SCALE, PNG_SCALE);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array stream failed", e);
    }
    return bytes.toByteArray();
  }
}
