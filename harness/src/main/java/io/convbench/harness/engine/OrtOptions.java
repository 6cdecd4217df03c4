package io.convbench.harness.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;

/** ONNX Runtime's own options; a class of its own, since other engines' JVMs lack its classes. */
final class OrtOptions {

  private OrtOptions() {}

  /** Refuses to load a model of which any node would be left to the processor. */
  static OrtSession.SessionOptions withoutProcessor() throws IOException {
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
      return options;
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime refuses its options", e);
    }
  }
}
