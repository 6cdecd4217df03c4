package io.convbench.suites.weights;

import io.convbench.suites.graph.AutomaticNames;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Whether a name in a weight file may stand for one of today's: order assigns the weights, explicit
 * names only confirm it.
 */
final class LayerNames {

  /** What ResNet's, MobileNetV2's and DenseNet's published files call the classifier. */
  private static final Set<String> CLASSIFIER_ALIASES = Set.of("probs", "Logits", "fc1000");

  private static final String CLASSIFIER = "predictions";

  /** ConvNeXt's normalisation in front of a classifier is the one behind its features without. */
  private static final String CONVNEXT_NORM = "_head_layernorm";

  private static final String NORM = "layer_normalization";

  private LayerNames() {}

  /**
   * False when both names are explicit and differ, but for the published files' aliases and slashes
   * (DenseNet's {@code conv1/conv} is {@code conv1_conv} today) and how MobileNetV3's write them
   * ({@code Conv_1/BatchNorm} is {@code conv_1_bn}).
   */
  static boolean agree(String saved, Node today) {
    return AutomaticNames.isAutomatic(saved, today.layer())
        || saved.replace('/', '_').replace("BatchNorm", "bn").equalsIgnoreCase(today.name())
        || (today.name().equals(CLASSIFIER) && CLASSIFIER_ALIASES.contains(saved))
        || (today.name().equals(NORM) && saved.endsWith(CONVNEXT_NORM));
  }

  /** Whether a name that does not agree may be one that does, misspelt. */
  static boolean isNear(String saved, Node today) {
    return Wording.isNear(saved, List.of(today.name(), new AutomaticNames().next(today.layer())));
  }

  /**
   * False when the saved variable is named as another role than the tensor's; Keras 1's and 3's own
   * names say nothing.
   */
  static boolean agree(SavedTensor saved, WeightTensor tensor) {
    String variable = saved.variable();
    boolean isRole =
        Arrays.stream(TensorRole.values()).anyMatch(role -> role.kerasName().equals(variable));
    return !isRole || tensor.role().isCalled(variable);
  }
}
