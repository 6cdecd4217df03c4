package io.convbench.harness.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime's own options; a class of its own, since other engines' JVMs lack its classes. */
final class OrtOptions {

  private OrtOptions() {}

  /**
   * Options of a session.
   *
   * @param entries by their names in {@code onnxruntime_session_options_config_keys.h}
   * @param provider plugin that computes what it supports, and ONNX Runtime's own the rest
   * @param device on which
   */
  static OrtSession.SessionOptions of(
      Map<String, String> entries, Optional<ExecutionProvider> provider, ComputeDevice device)
      throws IOException {
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        options.addConfigEntry(entry.getKey(), entry.getValue());
      }
      if (provider.isPresent()) {
        options.addExecutionProvider(ProviderDevices.of(provider.get(), device), Map.of());
      }
      return options;
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime refuses its options", e);
    }
  }

  /** Why CUDA's provider cannot be had; empty when it can. */
  static Optional<String> withoutCuda() {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addCUDA();
      return Optional.empty();
    } catch (OrtException refused) {
      return Optional.of(VisibleText.shortened(refused.getMessage()));
    }
  }
}
