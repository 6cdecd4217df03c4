package io.convbench.reports;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** How long a page takes to open in this machine's Chromium; a tool of {@code docs/nightly}. */
final class PageTiming {

  private static final int TIMES = 5;

  private PageTiming() {}

  /** {@code FILE}: opens it some times and prints the milliseconds of each, from its address on. */
  public static void main(String[] arguments) {
    try (Browser browser = Browser.start()) {
      for (int i = 0; i < TIMES; i++) {
        Page page = browser.open(Path.of(arguments[0]).toAbsolutePath(), 1280, ColorScheme.LIGHT);
        page.waitForFunction(
            "() => performance.getEntriesByName('first-contentful-paint').length > 0"
                + " && performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
        Map<?, ?> millis =
            (Map<?, ?>)
                page.evaluate(
                    "() => ({ paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,"
                        + " load: performance.getEntriesByType('navigation')[0].loadEventEnd })");
        System.out.printf(
            Locale.ROOT,
            "first paint after %.0f ms, loaded after %.0f ms%n",
            ((Number) millis.get("paint")).doubleValue(),
            ((Number) millis.get("load")).doubleValue());
        page.context().close();
      }
    }
  }
}
