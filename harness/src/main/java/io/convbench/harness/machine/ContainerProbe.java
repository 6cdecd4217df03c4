package io.convbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In which container this process is, by the marks that runtimes leave. None of them is a standard:
 * a container without marks is not found.
 */
public final class ContainerProbe {

  /** Set by systemd-nspawn, Podman and LXC to their name. */
  private static final String NAME = "container";

  /** Variables that only processes in such containers have, and what these are called. */
  private static final Map<String, String> BY_VARIABLE =
      ordered(
          "KUBERNETES_SERVICE_HOST", "kubernetes",
          "APPTAINER_CONTAINER", "apptainer",
          "SINGULARITY_CONTAINER", "singularity");

  private static final Map<String, String> BY_FILE =
      ordered(".dockerenv", "docker", "run/.containerenv", "podman");

  /** Parts of the names of control groups; in a name space of their own there are none. */
  private static final Map<String, String> BY_CONTROL_GROUP =
      ordered(
          "/kubepods", "kubernetes",
          "/docker", "docker",
          "/libpod", "podman",
          "/lxc", "lxc",
          "containerd", "containerd");

  private ContainerProbe() {}

  /** Its runtime's name, e.g. {@code docker}; empty where no mark is found. */
  public static String probe() {
    return probe(Path.of("/"), System.getenv());
  }

  /**
   * @param root in place of {@code /}
   */
  static String probe(Path root, Map<String, String> environment) {
    for (Map.Entry<String, String> mark : BY_VARIABLE.entrySet()) {
      if (environment.containsKey(mark.getKey())) {
        return mark.getValue();
      }
    }
    if (!environment.getOrDefault(NAME, "").isBlank()) {
      return environment.get(NAME);
    }
    for (Map.Entry<String, String> mark : BY_FILE.entrySet()) {
      if (Files.exists(root.resolve(mark.getKey()))) {
        return mark.getValue();
      }
    }
    return ofControlGroup(root.resolve("proc/self/cgroup"));
  }

  private static String ofControlGroup(Path file) {
    try {
      String groups = Files.readString(file);
      return BY_CONTROL_GROUP.entrySet().stream()
          .filter(mark -> groups.contains(mark.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse("");
    } catch (IOException notLinux) {
      return "";
    }
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
