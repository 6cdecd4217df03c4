package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.convbench.harness.machine.Machine;
import io.convbench.results.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProbeTest {

  private static final Machine MACHINE =
      new Machine("Linux", "a processor", 2, 1, 1 << 30, List.of(), "", 0, List.of());

  @TempDir private Path folder;

  /** A token, an address with a password, a folder with a user's name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "https://ada:hunter2@example.org/models",
        "/home/ada/models",
        "4,hunter2"
      })
  void writesNoSecretOfTheShell(String secret) throws IOException {
    Map<String, String> variables = new HashMap<>();
    for (String name :
        List.of(
            "OMP_NUM_THREADS",
            "GOMP_CPU_AFFINITY",
            "KMP_AFFINITY",
            "MKL_CBWR",
            "ONEDNN_MAX_CPU_ISA",
            "OPENBLAS_CORETYPE",
            "TF_XLA_FLAGS",
            "ORT_CUDA_GEMM_OPTIONS",
            "CUBLAS_WORKSPACE_CONFIG",
            "GLIBC_TUNABLES",
            "CUDA_VISIBLE_DEVICES",
            "NVIDIA_VISIBLE_DEVICES",
            "NVIDIA_DRIVER_CAPABILITIES")) {
      variables.put(name, secret);
    }
    Set<String> named = Set.copyOf(variables.keySet());
    variables.put(
        "JAVA_TOOL_OPTIONS", "-XX:OnError=%1$s -Dkey=%1$s -javaagent:%1$s %1$s".formatted(secret));
    variables.put("TF_VAR_key", secret);
    variables.put("APPTAINER_CONTAINER", secret);
    variables.put("PATH", secret);

    Environment environment =
        EnvironmentProbe.probe(Clock.systemUTC(), MACHINE, List.of(), variables);

    Path file = folder.resolve("environment.json");
    environment.write(file);
    String written = Files.readString(file);
    for (String part : List.of(secret, "hunter2", "ghp_", "/home/", "example.org")) {
      assertFalse(written.contains(part), () -> part + " is in " + written);
    }
    Map<String, String> recorded = new HashMap<>(environment.platform().variables());
    recorded.putAll(environment.gpuVariables());
    assertEquals(named, recorded.keySet());
    assertEquals(Set.of("(not recorded)"), Set.copyOf(recorded.values()));
    assertEquals("apptainer", environment.platform().container());
  }
}
