package io.convbench.suites.architecture;

import java.util.List;
import java.util.Locale;

/** The file names under which weights of PyTorch's models are looked for. */
final class SafetensorsFiles {

  private SafetensorsFiles() {}

  /**
   * Of a model without an official file: its name, as users convert it from PyTorch's.
   *
   * @param model e.g. {@code ResNet18}
   */
  static List<String> named(String model) {
    return List.of(model.toLowerCase(Locale.ROOT) + ".safetensors");
  }

  /**
   * Of a model that timm publishes, as {@code model.safetensors} in a repository of that name:
   * {@code resnet18.tv_in1k.safetensors}, else what the user converted.
   *
   * @param repository timm's name of model and weights, e.g. {@code resnet18.tv_in1k}
   */
  static List<String> ofTimm(String repository, String model) {
    return List.of(repository + ".safetensors", named(model).get(0));
  }
}
