package io.convbench.datasets.text;

/** A file's name within its dataset, by which images, labels and predictions find each other. */
public final class RelativeName {

  private RelativeName() {}

  /** The name with forward slashes and without the {@code ./} that find and tar put in front. */
  public static String of(String written) {
    return written.replace('\\', '/').replaceFirst("^(\\./+)+", "");
  }
}
