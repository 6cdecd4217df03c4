package io.convbench.datasets.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The order in which the ILSVRC2012 development kit numbers the classes, from 1. */
public final class KitNumbering {

  private static final String TABLE = "ilsvrc-kit-order.txt";

  private KitNumbering() {}

  /** Index in synset order of each class: the kit's class n is at n - 1. */
  public static int[] classes() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                KitNumbering.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (IOException broken) {
      throw new UncheckedIOException("the kit's numbering in convbench's jar is broken", broken);
    }
  }
}
