package io.convbench.suites.weights;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.IOException;
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

  private static void requireNone(Optional<String> difference) throws IOException {
    if (difference.isPresent()) {
      throw new IOException(Wording.printable(difference.get()));
    }
  }
}
