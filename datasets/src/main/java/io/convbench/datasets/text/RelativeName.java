package io.convbench.datasets.text;

import java.util.regex.Pattern;

/** A file's name within its dataset, by which images, labels and predictions find each other. */
public final class RelativeName {

  private static final Pattern HERE = Pattern.compile("^(\\./+)+");

  private RelativeName() {}

  /** The name with forward slashes and without the {@code ./} that find and tar put in front. */
  public static String of(String written) {
    return HERE.matcher(written.replace('\\', '/')).replaceFirst("");
  }
}
