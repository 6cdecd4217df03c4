package io.convbench.suites.catalogue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every official weight file of the architectures that convbench builds, by Keras and by timm. */
public final class WeightCatalogue {

  private static final List<WeightFile> ALL =
      Architectures.all().stream().flatMap(WeightCatalogue::files).toList();

  private WeightCatalogue() {}

  private static Stream<WeightFile> files(Architecture architecture) {
    return switch (architecture.framework()) {
      case KERAS -> KerasAddresses.files(architecture).stream();
      case PYTORCH -> TimmAddresses.file(architecture).stream();
    };
  }

  /** Every file: by architecture, the default input size before others, with top before without. */
  public static List<WeightFile> all() {
    return ALL;
  }

  /** The files of one architecture. */
  public static List<WeightFile> of(Architecture architecture) {
    return ALL.stream()
        .filter(file -> file.architecture().name().equals(architecture.name()))
        .toList();
  }

  /**
   * One file.
   *
   * @param inputSize side in pixels
   * @param top with the classifier
   * @throws InvalidInputException when there is none, or none of this size
   */
  public static WeightFile find(Architecture architecture, int inputSize, boolean top) {
    return of(architecture).stream()
        .filter(file -> file.inputSize() == inputSize && file.top() == top)
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(missing(architecture, inputSize, top)));
  }

  /** How to come by the weights of an architecture without a file; empty where it has one. */
  public static Optional<String> insteadOfFetching(Architecture architecture) {
    return of(architecture).isEmpty()
        ? Optional.of(TimmAddresses.insteadOfFetching(architecture))
        : Optional.empty();
  }

  private static String missing(Architecture architecture, int inputSize, boolean top) {
    Optional<String> instead = insteadOfFetching(architecture);
    if (instead.isPresent()) {
      return "no weights of %s are published in a format that convbench reads: %s"
          .formatted(architecture, instead.get());
    }
    return architecture.framework() == Framework.KERAS || top
        ? "%s has no weights of %s at %s pixels: choose from %s"
            .formatted(
                WeightFile.publisher(architecture), architecture, inputSize, sizes(architecture))
        : "timm has no weights of %s without top: a file with top serves too"
            .formatted(architecture);
  }

  private static String sizes(Architecture architecture) {
    return of(architecture).stream()
        .map(WeightFile::inputSize)
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
