package io.convbench.datasets.labels;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file or folder that is among the images and is not one of them.
 *
 * @param name relative to the dataset, with forward slashes; a folder's ends in one, and stands for
 *     all that is in it
 * @param reason what it is, in words
 */
public record SkippedFile(String name, String reason) {

  private static final String HIDDEN = "hidden";
  private static final String RECYCLED = "a recycle bin";

  /** Folders that systems make of their own accord, in lower case. */
  private static final Map<String, String> SYSTEM_FOLDERS =
      Map.of(
          "@eadir", "thumbnails of a Synology disk",
          "__macosx", "macOS's additions to an archive",
          "lost+found", "what a disk check found",
          "#recycle", RECYCLED,
          "@recycle", RECYCLED,
          "$recycle.bin", RECYCLED,
          "#snapshot", "older states of a disk",
          "system volume information", "a system's own folder");

  /** What makes a name's file be skipped whatever its content; empty for most. */
  static Optional<SkippedFile> byName(String file) {
    int from = 0;
    for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', from)) {
      Optional<String> reason = reasonOfFolder(file.substring(from, slash));
      if (reason.isPresent()) {
        return Optional.of(new SkippedFile(file.substring(0, slash + 1), reason.get()));
      }
      from = slash + 1;
    }
    return isHidden(file.substring(from))
        ? Optional.of(new SkippedFile(file, HIDDEN))
        : Optional.empty();
  }

  private static Optional<String> reasonOfFolder(String name) {
    return isHidden(name)
        ? Optional.of(HIDDEN)
        : Optional.ofNullable(SYSTEM_FOLDERS.get(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") && !name.equals(".") && !name.equals("..");
  }

  /** One line. */
  public String toText() {
    return "%s (%s)".formatted(name, reason);
  }
}
