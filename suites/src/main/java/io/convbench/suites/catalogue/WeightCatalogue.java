package io.convbench.suites.catalogue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.util.List;
import java.util.stream.Collectors;

/** Every official weight file of the architectures that convbench builds. */
public final class WeightCatalogue {

  private static final List<WeightFile> ALL =
      Architectures.all().stream()
          .flatMap(architecture -> KerasAddresses.files(architecture).stream())
          .toList();

  private WeightCatalogue() {}

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
   * @throws InvalidInputException when Keras has none of this size
   */
  public static WeightFile find(Architecture architecture, int inputSize, boolean top) {
    return of(architecture).stream()
        .filter(file -> file.inputSize() == inputSize && file.top() == top)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Keras has no weights of %s at %s pixels: choose from %s"
                        .formatted(architecture, inputSize, sizes(architecture))));
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
