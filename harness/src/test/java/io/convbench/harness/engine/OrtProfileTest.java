package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as ONNX Runtime 1.29 writes them, shortened. */
class OrtProfileTest {

  private static final String SESSION =
      """
      {"cat" : "Session","pid" :1,"tid" :1,"dur" :5,"ts" :1,"ph" : "X","name" :"model_loading_uri","args" : {}}""";

  private static final String PLAIN =
      """
      {"cat" : "Node","pid" :1,"tid" :1,"dur" :9,"ts" :2,"ph" : "X","name" :"conv_kernel_time","args" : {"op_name" : "Conv","provider" : "CPUExecutionProvider"}}""";

  private static final String PLUGIN =
      """
      {"cat" : "Node","pid" :1,"tid" :1,"dur" :9,"ts" :3,"ph" : "X","name" :"fused_kernel_time","args" : {"op_name" : "GGML_0","provider" : "GGMLExecutionProvider"}}""";

  @TempDir Path folder;

  private Set<String> providers(String... events) throws IOException {
    Path profile = folder.resolve("profile.json");
    Files.writeString(profile, "[\n" + String.join(",\n", events) + "\n]\n");
    return OrtProfile.ofFile(profile);
  }

  @Test
  void namesTheProvidersThatRanNodes() throws IOException {
    assertEquals(Set.of("CPUExecutionProvider"), providers(SESSION, PLAIN, PLAIN));
    assertEquals(
        Set.of("CPUExecutionProvider", "GGMLExecutionProvider"), providers(SESSION, PLAIN, PLUGIN));
    assertEquals(Set.of(), providers(SESSION));
  }
}
