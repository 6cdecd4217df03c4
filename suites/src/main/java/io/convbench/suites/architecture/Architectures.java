package io.convbench.suites.architecture;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.foundation.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue of architectures, in the order of the Keras documentation's table; a width
 * multiplier stands after its base, a network that Keras does not have beside its family.
 * MobileNetV3, which the table does not have, comes last.
 *
 * <p>A family's file describes all its architectures; one line here makes them known.
 */
public final class Architectures {

  private static final List<Architecture> ALL =
      Stream.of(
              Xception.all(),
              AlexNet.all(),
              AlexNetOwt.all(),
              Vgg.all(),
              BasicResNet.all(),
              alternating(ResNet.all(), ResNetV2.all()),
              InceptionV3.all(),
              InceptionV4.all(),
              InceptionResNetV2.all(),
              MobileNet.all(),
              MobileNetV2.all(),
              DenseNet.all(),
              NasNet.all(),
              EfficientNet.all(),
              EfficientNetV2.all(),
              ConvNeXt.all(),
              MobileNetV3.all())
          .flatMap(List::stream)
          .toList();

  private Architectures() {}

  /** Every architecture. */
  public static List<Architecture> all() {
    return ALL;
  }

  /** Their names. */
  public static List<String> names() {
    return ALL.stream().map(Architecture::name).toList();
  }

  /** Those with a row in the Keras documentation's table, which has no width multipliers. */
  public static List<Architecture> kerasTable() {
    return ALL.stream().filter(a -> a.published().sizeMebibytes().isPresent()).toList();
  }

  /**
   * The architecture of this name, in whatever case.
   *
   * @throws InvalidInputException when there is none; the message lists the nearest names
   */
  public static Architecture named(String name) {
    return ALL.stream()
        .filter(architecture -> architecture.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(unknown(name)));
  }

  private static String unknown(String name) {
    return "no architecture is called \"%s\"%s; \"convbench list\" shows all"
        .formatted(VisibleText.shortened(name), NearestNames.hint(name, names()));
  }

  /** As the table has them: each depth in version 1, then in version 2. */
  private static List<Architecture> alternating(List<Architecture> a, List<Architecture> b) {
    List<Architecture> both = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      both.add(a.get(i));
      both.add(b.get(i));
    }
    return both;
  }
}
