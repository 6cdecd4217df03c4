package io.convbench.results;

import java.util.Locale;
import org.junit.jupiter.api.function.Executable;

/** Runs code under another default locale. */
final class Locales {

  private Locales() {}

  /** Runs it under the locale of this IETF tag and restores the one before. */
  static void under(String tag, Executable code) throws Throwable {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      code.execute();
    } finally {
      Locale.setDefault(before);
    }
  }
}
