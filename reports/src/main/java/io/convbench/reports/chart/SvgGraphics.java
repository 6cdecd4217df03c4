package io.convbench.reports.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
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

  private final TextLines texts;
  private final Map<String, TextLines.Line> byOutline = new HashMap<>();
  private final Set<TextLines.Line> learnt = new HashSet<>();

  SvgGraphics(TextLines texts) {
    this.texts = texts;
  }

  @Override
  public void fill(Shape shape) {
    if (getColor() != null && getColor().getAlpha() == 0) {
      return;
    }
    learn();
    TextLines.Line line = byOutline.get(key(shape));
    if (line == null) {
      super.fill(shape);
    } else {
      setFont(line.font());
      drawString(line.text(), 0f, 0f);
    }
  }

  /** Texts become known while the chart is laid out, so this is asked at every filling. */
  private void learn() {
    for (TextLines.Line line : texts.all()) {
      if (learnt.add(line)) {
        TextLayout layout = new TextLayout(line.text(), line.font(), getFontRenderContext());
        byOutline.putIfAbsent(key(layout.getOutline(null)), line);
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
