package io.convbench.harness.engine;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/** TensorFlow's own options; a class of its own, since other engines' JVMs lack its classes. */
final class TensorFlowOptions {

  private TensorFlowOptions() {}

  /**
   * Options of a session that shares no threads with others of its process. All else is as DJL sets
   * it.
   *
   * @param threads intra-op threads, at least 1
   */
  static ConfigProto ofSession(ComputeDevice device, int threads) {
    ConfigProto.Builder options =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .setUsePerSessionThreads(true);
    if (device.isGpu()) {
      options
          .setGpuOptions(GPUOptions.newBuilder().setVisibleDeviceList("0"))
          .setAllowSoftPlacement(true);
    }
    return options.build();
  }
}
