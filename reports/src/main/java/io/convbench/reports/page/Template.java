package io.convbench.reports.page;

import io.convbench.foundation.text.VisibleText;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of pages. Every text is escaped where it is filled in, and what no reader would
 * see, in the whole page.
 */
final class Template {

  private Template() {}

  /**
   * A page.
   *
   * @param name of the template's file
   * @param model what is filled in
   */
  static String filled(String name, Map<String, Object> model) {
    ClasspathLoader loader = new ClasspathLoader(Template.class.getClassLoader());
    loader.setPrefix("io/convbench/reports/page");
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .defaultLocale(Locale.ROOT)
            .build();
    StringWriter out = new StringWriter();
    try {
      engine.getTemplate(name).evaluate(out, model);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer failed", e);
    }
    return VisibleText.of(out.toString());
  }
}
