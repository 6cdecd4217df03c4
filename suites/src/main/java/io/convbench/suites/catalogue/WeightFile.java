package io.convbench.suites.catalogue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.suites.architecture.Architecture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One official weight file.
 *
 * @param architecture whose weights they are
 * @param inputSize side in pixels of the images it was trained for
 * @param top whether the classifier is in it
 * @param name the file's name in Keras's own cache, and of timm's its repository's
 * @param addresses where it is: Keras's bucket or timm's repository, then mirrors, in the order to
 *     be tried
 * @param knownBytes its length by public logs of its download or scripts that load it; empty where
 *     no two have it. It is not a proof of the content, but tells another file where there is no
 *     hash
 * @param published the hash by which its publisher knows it; empty where none is published
 */
public record WeightFile(
    Architecture architecture,
    int inputSize,
    boolean top,
    String name,
    List<WebAddress> addresses,
    OptionalLong knownBytes,
    Optional<FileHash> published) {

  /**
   * @throws IllegalArgumentException when there is no address or the name is a path
   */
  public WeightFile {
    if (addresses.isEmpty() || name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException(
          "weight file \"%s\" at %s: a plain file name and at least one address expected"
              .formatted(name, addresses));
    }
    addresses = List.copyOf(addresses);
  }

  /**
   * The same file from one other place, where it is under its own name.
   *
   * @param base the address of the folder
   */
  public WeightFile from(WebAddress base) {
    return new WeightFile(
        architecture, inputSize, top, name, List.of(base.file(name)), knownBytes, published);
  }

  /** Who publishes it. */
  public String publisher() {
    return publisher(architecture);
  }

  static String publisher(Architecture architecture) {
    return switch (architecture.framework()) {
      case KERAS -> "Keras";
      case PYTORCH -> "timm";
    };
  }

  /** Whether so many bytes are another file than this, whose length is known. */
  public boolean isOtherThan(long bytes) {
    return knownBytes.isPresent() && knownBytes.getAsLong() != bytes;
  }

  @Override
  public String toString() {
    return name;
  }
}
