package io.convbench.datasets.labels;

import io.convbench.foundation.input.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a dataset: its images by place in the dataset's order.
 *
 * @param first place of the first image, from 1
 * @param last place of the last one, which is included
 */
public record ImageRange(int first, int last) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");

  /**
   * @throws InvalidInputException unless 1 &le; first &le; last
   */
  public ImageRange {
    if (first < 1 || last < first) {
      throw new InvalidInputException(
          "images %s-%s: use FROM-TO, counted from 1, FROM no more than TO".formatted(first, last));
    }
  }

  /**
   * A range as it is written, e.g. {@code 1-25000}.
   *
   * @throws InvalidInputException when it is none
   */
  public static ImageRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidInputException(
          "images %s: use FROM-TO, counted from 1, as in 1-25000".formatted(text));
    }
    return new ImageRange(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
