package io.convbench.harness.engine;

import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import java.util.Collection;
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

  @Override
  public Optional<String> unsupported(
      ComputeDevice device, Precision precision, Collection<String> cpuFlags) {
    return device.isGpu() ? Optional.empty() : InstructionSets.missing(precision, cpuFlags);
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
