package io.convbench.reports.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps text as text. XChart fills the outlines of its letters, which makes an SVG ten times larger
 * and hides the words from search and copying; an outline that is that of a known text is written
 * as the text instead.
 */
final class SvgGraphics extends VectorGraphics2D {

  /** How XChart turns the title of a y axis. */
  private static final AffineTransform UPWARD = AffineTransform.getRotateInstance(-Math.PI / 2);

  private final TextLines texts;
  private final Map<String, TextLines.Line> level = new HashMap<>();
  private final Map<String, TextLines.Line> upright = new HashMap<>();
  private final Set<TextLines.Line> learnt = new HashSet<>();

  SvgGraphics(TextLines texts) {
    this.texts = texts;
  }

  /** Texts that are no outlines use it: {@link Fonts#physical}. */
  @Override
  public void setFont(Font font) {
    super.setFont(Fonts.physical(font));
  }

  @Override
  public void fill(Shape shape) {
    if (getColor() != null && getColor().getAlpha() == 0) {
      return;
    }
    learn();
    String key = key(shape);
    if (level.containsKey(key)) {
      write(level.get(key));
    } else if (upright.containsKey(key)) {
      AffineTransform before = getTransform();
      transform(UPWARD);
      write(upright.get(key));
      setTransform(before);
    } else {
      super.fill(shape);
    }
  }

  private void write(TextLines.Line line) {
    setFont(line.font());
    drawString(line.text(), 0f, 0f);
  }

  /** Texts become known while the chart is laid out, so this is asked at every filling. */
  private void learn() {
    for (TextLines.Line line : texts.all()) {
      if (learnt.add(line)) {
        TextLayout layout = new TextLayout(line.text(), line.font(), getFontRenderContext());
        level.putIfAbsent(key(layout.getOutline(null)), line);
        upright.putIfAbsent(key(layout.getOutline(UPWARD)), line);
      }
    }
  }

  private static String key(Shape shape) {
    StringBuilder key = new StringBuilder();
    float[] points = new float[6];
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      Arrays.fill(points, 0);
      key.append(path.currentSegment(points)).append(Arrays.toString(points));
    }
    return key.toString();
  }
}
