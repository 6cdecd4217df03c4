package io.convbench.reports.nightly;

import io.convbench.foundation.text.VisibleText;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.SeriesState;
import io.convbench.results.nightly.SeriesState.Finding;
import java.io.StringWriter;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A night as JUnit's XML, which every CI server reads: a regression is a failure, a cell that broke
 * an error; skipped is what is suspicious, cannot be told, or failed with others as one. Names are
 * those of the series, the same every night.
 */
public final class JUnitXml {

  private JUnitXml() {}

  /** The document. */
  public static String of(NightAssessment night) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", VisibleText.of("convbench " + night.night().suite()));
      xml.writeAttribute("timestamp", night.night().run().time().toString());
      count(xml, "tests", night.states().size());
      count(xml, "failures", night.regressions().size());
      count(xml, "errors", night.of(Finding.BROKEN).size());
      count(
          xml,
          "skipped",
          Stream.of(Finding.CANNOT_TELL, Finding.SUSPICIOUS, Finding.SHARED)
              .mapToInt(finding -> night.of(finding).size())
              .sum());
      for (SeriesState state : night.states()) {
        xml.writeCharacters("\n");
        test(xml, state);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a writer into memory failed", e);
    }
    return out + "\n";
  }

  private static void count(XMLStreamWriter xml, String name, int count) throws XMLStreamException {
    xml.writeAttribute(name, Integer.toString(count));
  }

  private static void test(XMLStreamWriter xml, SeriesState state) throws XMLStreamException {
    xml.writeStartElement("testcase");
    String architecture = state.series().last().figure().architecture();
    xml.writeAttribute("classname", VisibleText.of(architecture));
    xml.writeAttribute("name", VisibleText.of(state.series().key()));
    String message = VisibleText.of("%s; %s".formatted(NightWords.value(state), state.reason()));
    switch (state.finding()) {
      case STEADY -> {}
      case CHANGED -> {
        if (state.regression()) {
          element(xml, "failure", message);
        }
      }
      case BROKEN -> element(xml, "error", message);
      case CANNOT_TELL, SUSPICIOUS, SHARED -> element(xml, "skipped", message);
    }
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String message)
      throws XMLStreamException {
    xml.writeEmptyElement(name);
    xml.writeAttribute("message", message);
  }
}
