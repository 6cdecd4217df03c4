package io.convbench.suites.weights;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights come from anywhere. */
class SafetensorsFuzzTest {

  @TempDir private Path folder;

  @Test
  void files() throws Exception {
    Path file = folder.resolve("weights.safetensors");
    StateDict expected = new StateDict(TinyTorch.graph());
    Fuzz.of("safetensors", TinyTorch.file("f32"), TinyTorch.file("f16"), TinyTorch.file("bf16"))
        .with("dtype", "shape", "data_offsets", "__metadata__", "F64", "I64", "F4")
        .read(
            file,
            input -> {
              try (SafetensorsFile opened = SafetensorsFile.open(file)) {
                requireNone(expected.difference(opened));
                requireNone(expected.others(opened).stream().findFirst());
                for (String name : expected.tensors().keySet()) {
                  opened
                      .tensors()
                      .get(name)
                      .read(opened.channel(), file, expected.tensors().get(name));
                }
              }
            });
  }

  @Test
  void trainedNetworks() throws Exception {
    Path file = folder.resolve("network.safetensors");
    TrainedNetwork network = TrainedNetworkTest.network();
    network.write(SeededWeights.of(network.architecture()), file);
    Fuzz.of("trained networks", Files.readAllBytes(file))
        .with("class_names", "convbench_trained_network", "VGG16", "conv_pw_13_relu", "max")
        .read(file, input -> TrainedNetwork.read(file));
  }

  private static void requireNone(Optional<String> difference) throws IOException {
    if (difference.isPresent()) {
      throw new IOException(Wording.printable(difference.get()));
    }
  }
}
