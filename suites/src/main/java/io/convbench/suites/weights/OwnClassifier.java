package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import java.util.List;

/**
 * Whether a safetensors file's classifier is the architecture's own although its tensors are not
 * all there: one of them has another name, or is missing.
 */
final class OwnClassifier {

  private final SafetensorsFile file;
  private final StateDict whole;

  /** The classifier's tensors that the file does not have. */
  private final List<String> missing;

  private OwnClassifier(SafetensorsFile file, StateDict whole, StateDict backbone) {
    this.file = file;
    this.whole = whole;
    this.missing =
        whole.missing(file).stream().filter(name -> !backbone.tensors().containsKey(name)).toList();
  }

  /**
   * True where the file has a part of the classifier.
   *
   * @param backbone the graph without the classifier
   */
  static boolean isDamaged(SafetensorsFile file, Graph whole, Graph backbone) {
    OwnClassifier own = new OwnClassifier(file, new StateDict(whole), new StateDict(backbone));
    return own.missing.stream().anyMatch(name -> own.isMisspelt(name) || own.lacksOnly(name));
  }

  /** A name of as many parts is near to it, in the same module or for a tensor of its shape. */
  private boolean isMisspelt(String name) {
    return whole.others(file).stream()
        .filter(other -> parts(other) == parts(name))
        .filter(
            other ->
                StateDict.module(other).equals(StateDict.module(name)) || isOfItsShape(other, name))
        .anyMatch(other -> Wording.isNear(other, List.of(name)));
  }

  private boolean isOfItsShape(String other, String name) {
    return file.tensors().get(other).shape().equals(whole.tensors().get(name).shape());
  }

  /** Another tensor of its module is there. */
  private boolean lacksOnly(String name) {
    return whole.tensors().keySet().stream()
        .anyMatch(
            other ->
                StateDict.module(other).equals(StateDict.module(name)) && whole.isIn(file, other));
  }

  private static long parts(String name) {
    return name.chars().filter(c -> c == '.').count();
  }
}
