package io.convbench.harness.engine;

import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import java.util.Map;
import java.util.Optional;

/** PyTorch (libtorch through DJL's JNI), fed with TorchScript archives. */
final class PyTorch implements Engine {

  @Override
  public String id() {
    return "pytorch";
  }

  @Override
  public String djlName() {
    return "PyTorch";
  }

  @Override
  public ModelFileWriter writer() {
    return new TorchScriptWriter();
  }

  /** With the file from which DJL would take the version of what is not there. */
  @Override
  public boolean isNative(String entry) {
    return entry.startsWith("pytorch/") || entry.equals("native/lib/pytorch.properties");
  }

  @Override
  public boolean hasNativesElsewhere(Map<String, String> environment) {
    return environment.containsKey("PYTORCH_LIBRARY_PATH");
  }

  @Override
  public Optional<String> unsupported(
      ComputeDevice device, Precision precision, Hardware hardware) {
    return hardware.lacks(device, precision);
  }

  @Override
  public boolean tellsPlacement() {
    return true;
  }

  @Override
  public Map<String, String> properties(int threads) {
    return Map.of(
        "ai.djl.pytorch.num_threads",
        String.valueOf(threads),
        "ai.djl.pytorch.num_interop_threads",
        "1");
  }
}
