package io.convbench.harness.modelfile.torchscript;

import io.convbench.harness.modelfile.Precision;

/**
 * How PyTorch calls a precision.
 *
 * @param storage class of the storage in a pickle
 * @param scalarType number in TorchScript code ({@code c10/core/ScalarType.h})
 */
record StorageType(String storage, int scalarType) {

  static StorageType of(Precision precision) {
    return switch (precision) {
      case FP32, TF32 -> new StorageType("FloatStorage", 6);
      case FP16 -> new StorageType("HalfStorage", 5);
      case BF16 -> new StorageType("BFloat16Storage", 15);
    };
  }
}
