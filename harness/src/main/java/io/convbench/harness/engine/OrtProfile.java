package io.convbench.harness.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.temporary.TemporaryFiles;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.commons.io.FileUtils;

/** Which execution providers compute a model, by ONNX Runtime's own profile of a pass. */
final class OrtProfile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OrtProfile() {}

  /**
   * Runs a pass of one image of zeros under the profiler.
   *
   * @param options of the session; the profiler is added to them
   * @return names of providers, as ONNX Runtime calls them: {@code CPUExecutionProvider}, ...
   * @throws IOException when ONNX Runtime refuses the model, or its profile cannot be read
   */
  static Set<String> providers(Path modelFile, OrtSession.SessionOptions options)
      throws IOException {
    Path folder = TemporaryFiles.folder("convbench-profile");
    try {
      options.enableProfiling(folder.resolve("pass").toString());
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession session = environment.createSession(modelFile.toString(), options)) {
        NodeInfo input = session.getInputInfo().values().iterator().next();
        long[] shape =
            LongStream.of(((TensorInfo) input.getInfo()).getShape())
                .map(side -> Math.max(side, 1))
                .toArray();
        int values = Math.toIntExact(LongStream.of(shape).reduce(1, (one, other) -> one * other));
        try (OnnxTensor zeros =
            OnnxTensor.createTensor(environment, FloatBuffer.allocate(values), shape)) {
          session.run(Map.of(input.getName(), zeros)).close();
        }
        return ofFile(Path.of(session.endProfiling()));
      }
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot profile " + modelFile.getFileName(), e);
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }

  /**
   * Reads a profile.
   *
   * @param profile in Chrome's format for traces: a list of events, of which those of category Node
   *     name the provider that ran them
   */
  static Set<String> ofFile(Path profile) throws IOException {
    Set<String> providers = new TreeSet<>();
    for (JsonNode event : JSON.readTree(profile.toFile())) {
      String provider = event.path("args").path("provider").asText();
      if (event.path("cat").asText().equals("Node") && !provider.isEmpty()) {
        providers.add(provider);
      }
    }
    return providers;
  }
}
