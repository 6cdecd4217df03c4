package io.convbench.reports.chart;

import java.awt.Font;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An SVG as the drawing library wrote it, made fit for a page: described, with fonts that every
 * reader has, ids of its own, hints, and no more digits than a screen shows.
 */
final class SvgDocument {

  /** Verdana has the widths of DejaVu Sans, of which it is the model. */
  private static final String FONT_FAMILY = "'DejaVu Sans',Verdana,sans-serif";

  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}");

  /** The drawing library leaves out what is so by its default. */
  private static final float DEFAULT_FONT_SIZE = 12;

  private static final Pattern FONT = Pattern.compile("font-[a-z]+:[^;]*;");
  private static final Pattern FONT_SIZE = Pattern.compile("font-size:([0-9.]+)px");
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final Document document;
  private final String id;

  SvgDocument(byte[] svg, String id) {
    this.document = parse(svg);
    this.id = id;
    tidy(document.getDocumentElement());
  }

  /** Leaves the colours to the page that takes the picture in. */
  void themed() {
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.hasAttribute("style")) {
        element.setAttribute("style", Theme.named(element.getAttribute("style")));
      }
    }
  }

  /**
   * Gives colours for the dark to a file, which stands in no page: of a reader whose screen is dark
   * and who knows style sheets. For all others the colours stay those of paper.
   */
  void followReader() {
    StringBuilder styles = new StringBuilder();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      styles.append(((Element) all.item(i)).getAttribute("style"));
    }
    Element style = document.createElementNS(SVG, "style");
    style.setTextContent(Theme.byNight(styles.toString()));
    Element root = document.getDocumentElement();
    root.insertBefore(style, root.getFirstChild());
  }

  /** Title and description, as assistive technology reads them. */
  void describe(String title, String description) {
    Element root = document.getDocumentElement();
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", id + "-title " + id + "-desc");
    root.insertBefore(text("desc", id + "-desc", description), root.getFirstChild());
    root.insertBefore(text("title", id + "-title", title), root.getFirstChild());
  }

  /** An invisible place that shows a text when pointed at. */
  void add(Tooltip hint) {
    Element place = document.createElementNS(SVG, "rect");
    place.setAttribute("x", number(hint.place().getX()));
    place.setAttribute("y", number(hint.place().getY()));
    place.setAttribute("width", number(hint.place().getWidth()));
    place.setAttribute("height", number(hint.place().getHeight()));
    place.setAttribute("fill", "none");
    place.setAttribute("pointer-events", "all");
    Element title = document.createElementNS(SVG, "title");
    title.setTextContent(hint.text());
    place.appendChild(title);
    document.getDocumentElement().appendChild(place);
  }

  @Override
  public String toString() {
    try {
      Transformer writer = TransformerFactory.newInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      writer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("an SVG could not be written", e);
    }
  }

  private void tidy(Element element) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      attribute.setNodeValue(tidy(attribute.getNodeName(), attribute.getNodeValue()));
    }
    if (element.getTagName().equals("text")) {
      fit(element);
    }
    NodeList children = element.getChildNodes();
    for (int i = children.getLength() - 1; i >= 0; i--) {
      Node child = children.item(i);
      if (child instanceof Element inner) {
        tidy(inner);
      } else if (!element.getTagName().equals("text")) {
        element.removeChild(child);
      }
    }
  }

  private String tidy(String name, String value) {
    if (name.equals("id")) {
      return id + "-" + value;
    }
    Matcher numbers = LONG_NUMBER.matcher(value.replace("url(#", "url(#" + id + "-"));
    return numbers.replaceAll(match -> number(Double.parseDouble(match.group())));
  }

  /** Gives a text the width it was laid out with, whatever font the reader has. */
  private static void fit(Element text) {
    String style = text.getAttribute("style");
    Matcher found = FONT_SIZE.matcher(style);
    float size = found.find() ? Float.parseFloat(found.group(1)) : DEFAULT_FONT_SIZE;
    int weight = style.contains("bold") ? Font.BOLD : Font.PLAIN;
    Font font = new Font(Font.SANS_SERIF, weight, 1).deriveFont(size);
    text.setAttribute("textLength", number(Fonts.width(text.getTextContent(), font)));
    text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    text.setAttribute(
        "style",
        FONT.matcher(style).replaceAll("")
            + "font:%s %spx %s;"
                .formatted(weight == Font.BOLD ? "bold" : "normal", number(size), FONT_FAMILY));
  }

  private Element text(String tag, String elementId, String content) {
    Element element = document.createElementNS(SVG, tag);
    element.setAttribute("id", elementId);
    element.setTextContent(content);
    return element;
  }

  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static Document parse(byte[] svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The document names a DTD on the web, which nobody needs.
      builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      return builder.parse(new ByteArrayInputStream(svg));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("the drawing library wrote no XML", e);
    }
  }
}
