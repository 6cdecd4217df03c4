package io.convbench.reports.page;

import java.util.Map;

/** Whose logits conformance compares with: Keras's, but for networks that Keras does not have. */
final class Reference {

  private static final String TORCHVISION = "torchvision";

  /** Of the networks that Keras does not have. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "ResNet18", TORCHVISION,
          "ResNet34", TORCHVISION,
          "AlexNetOWT", TORCHVISION,
          "AlexNet", "the PyTorch module written from the paper",
          "InceptionV4", "timm");

  /** All of it, in a sentence. */
  static final String SENTENCE =
      "The reference is Keras's own logits; for ResNet18, ResNet34, AlexNet, AlexNetOWT and"
          + " InceptionV4, which Keras does not have, it is PyTorch's: torchvision's, timm's, and"
          + " for AlexNet those of a module written from the paper.";

  private Reference() {}

  /** Whose an architecture's are, e.g. {@code Keras}. */
  static String of(String architecture) {
    return OTHERS.getOrDefault(architecture, "Keras");
  }
}
