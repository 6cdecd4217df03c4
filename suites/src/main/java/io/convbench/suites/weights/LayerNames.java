package io.convbench.suites.weights;

import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a name in a weight file may stand for one of today's: order assigns the weights, explicit
 * names only confirm it.
 */
final class LayerNames {

  /** Given by Keras 1, 2 or 3 to a layer without a name; the number depends on the session. */
  private static final Pattern AUTOMATIC =
      Pattern.compile(
          "(conv2d|convolution2d|depthwise_conv2d|separable_conv2d|separableconvolution2d"
              + "|batch_normalization|batchnormalization|dense)(_\\d+)?");

  /** What ResNet's, MobileNetV2's and DenseNet's published files call the classifier. */
  private static final Set<String> CLASSIFIER_ALIASES = Set.of("probs", "Logits", "fc1000");

  private static final String CLASSIFIER = "predictions";

  private LayerNames() {}

  /**
   * False when both names are explicit and differ, but for the published files' aliases and slashes
   * (DenseNet's {@code conv1/conv} is {@code conv1_conv} today).
   */
  static boolean agree(String saved, String today) {
    return AUTOMATIC.matcher(saved).matches()
        || saved.replace('/', '_').equals(today)
        || (today.equals(CLASSIFIER) && CLASSIFIER_ALIASES.contains(saved));
  }

  /**
   * False when the saved variable is named as another role than the tensor's; Keras 1's and 3's own
   * names say nothing.
   */
  static boolean agree(SavedTensor saved, WeightTensor tensor) {
    String variable = saved.variable();
    boolean isRole =
        Arrays.stream(TensorRole.values()).anyMatch(role -> role.kerasName().equals(variable));
    // Keras 3 calls the depthwise kernel just kernel
    boolean depthwise =
        tensor.role() == TensorRole.DEPTHWISE_KERNEL
            && variable.equals(TensorRole.KERNEL.kerasName());
    return !isRole || depthwise || variable.equals(tensor.role().kerasName());
  }
}
