package io.convbench.suites.catalogue;

import io.convbench.suites.architecture.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where timm keeps its safetensors: each in a repository of its own, which is called by model and
 * training ({@code tv_in1k} is torchvision's IMAGENET1K_V1, {@code tf_in1k} TensorFlow's). Of no
 * file a hash is known that two public sources agree on, so that the first download's is recorded.
 *
 * <p>torchvision publishes pickles alone, and of AlexNet, AlexNetOWT and others no one safetensors.
 */
final class TimmAddresses {

  private static final String FILE =
      "https://huggingface.co/timm/%s/resolve/main/model.safetensors";

  private static final Map<String, String> REPOSITORIES =
      Map.of(
          "ResNet18", "resnet18.tv_in1k",
          "ResNet34", "resnet34.tv_in1k",
          "InceptionV4", "inception_v4.tf_in1k");

  private TimmAddresses() {}

  /** What somebody does who needs weights of an architecture that has no file. */
  static String insteadOfFetching(Architecture architecture) {
    return architecture.name().equals("AlexNet")
        ? "use AlexNetOWT, which is PyTorch's alexnet"
        : "convert PyTorch's to %s by save_file".formatted(architecture.weightFiles().get(0));
  }

  /** The official file of an architecture; empty where there is none. */
  static Optional<WeightFile> file(Architecture architecture) {
    return Optional.ofNullable(REPOSITORIES.get(architecture.name()))
        .map(
            repository ->
                new WeightFile(
                    architecture,
                    architecture.inputSize(),
                    true,
                    architecture.weightFiles().get(0),
                    List.of(WebAddress.parse(FILE.formatted(repository))),
                    OptionalLong.empty(),
                    Optional.empty()));
  }
}
