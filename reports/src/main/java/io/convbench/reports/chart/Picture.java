package io.convbench.reports.chart;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.knowm.xchart.XYChart;

/** A chart that can be painted in every format. */
public final class Picture {

  /** Pixels of a PNG to a pixel of the picture, for sharp print and dense screens. */
  private static final int PNG_SCALE = 2;

  private static final int TITLE_HEIGHT = 32;
  private static final int TITLE_INDENT = 12;
  private static final int TITLE_BASELINE = 26;

  private final String title;
  private final XYChart chart;
  private final TextLines texts;
  private final List<Layer> layers;

  /**
   * @param title written above the chart, which has none: XChart keeps the room of a title for good
   */
  Picture(String title, XYChart chart, TextLines texts, List<Layer> layers) {
    this.title = title;
    this.chart = chart;
    this.texts = texts;
    this.layers = List.copyOf(layers);
  }

  /**
   * The picture as an SVG document, dark where its reader's screen is.
   *
   * @param id prefix of the ids inside, unique in the page that takes it in
   * @param description what it shows, for those who do not see it
   */
  public String svg(String id, String description) {
    SvgDocument document = document(id, description, TITLE_HEIGHT);
    document.followReader();
    return document.toString();
  }

  /**
   * The same without the heading in the picture, for a page that has one of its own, in colours of
   * the page's {@link Theme}.
   */
  public String untitledSvg(String id, String description) {
    SvgDocument document = document(id, description, 0);
    document.themed();
    return document.toString();
  }

  private SvgDocument document(String id, String description, int above) {
    SvgGraphics graphics = new SvgGraphics(texts);
    paint(graphics, above);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Processors.get("svg")
          .getDocument(
              graphics.getCommands(),
              new PageSize(0, 0, chart.getWidth(), above + chart.getHeight()))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array stream failed", e);
    }
    SvgDocument document = new SvgDocument(bytes.toByteArray(), id);
    document.describe(title, description);
    layers.forEach(layer -> layer.hints().forEach(hint -> document.add(hint.lower(above))));
    return document;
  }

  /** The picture as a PNG at twice its size, white as the paper and slides that take it. */
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(
            PNG_SCALE * chart.getWidth(),
            PNG_SCALE * (TITLE_HEIGHT + chart.getHeight()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_SCALE, PNG_SCALE);
    paint(graphics, TITLE_HEIGHT);
    graphics.dispose();
    return PngFile.of(image);
  }

  /**
   * Paints the chart below its heading.
   *
   * @param above pixels of the heading; 0 for none
   */
  private void paint(Graphics2D graphics, int above) {
    if (above > 0) {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, chart.getWidth(), above);
      Layer.text(graphics, title, TITLE_INDENT, TITLE_BASELINE, Fonts.TITLE, Palette.INK);
      graphics.translate(0, above);
    }
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
  }
}
