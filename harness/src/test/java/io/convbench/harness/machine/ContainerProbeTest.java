package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and variables as the runtimes' manuals name them. */
class ContainerProbeTest {

  @TempDir private Path root;

  @Test
  void findsNoneOnAPlainMachine() throws IOException {
    controlGroup("0::/user.slice/user-1000.slice/session-2.scope");

    assertEquals("", ContainerProbe.probe(root, Map.of("HOME", "/root")));
    assertEquals("", ContainerProbe.probe(root.resolve("none"), Map.of()));
  }

  @Test
  void knowsContainersByTheirFiles() throws IOException {
    Files.createFile(root.resolve(".dockerenv"));
    assertEquals("docker", ContainerProbe.probe(root, Map.of()));

    Files.delete(root.resolve(".dockerenv"));
    Files.createDirectory(root.resolve("run"));
    Files.createFile(root.resolve("run/.containerenv"));
    assertEquals("podman", ContainerProbe.probe(root, Map.of()));
  }

  /** A pod's container has Docker's file, too, where Docker runs it. */
  @Test
  void knowsContainersByTheirVariables() throws IOException {
    Files.createFile(root.resolve(".dockerenv"));

    assertEquals(
        "kubernetes", ContainerProbe.probe(root, Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1")));
    assertEquals("lxc", ContainerProbe.probe(root, Map.of("container", "lxc")));
    assertEquals("apptainer", ContainerProbe.probe(root, Map.of("APPTAINER_CONTAINER", "/a.sif")));
  }

  @Test
  void knowsContainersByTheirControlGroup() throws IOException {
    controlGroup("12:cpu,cpuacct:/docker/3f1c\n0::/system.slice/containerd.service");
    assertEquals("docker", ContainerProbe.probe(root, Map.of()));

    controlGroup("0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-77.scope");
    assertEquals("kubernetes", ContainerProbe.probe(root, Map.of()));
  }

  private void controlGroup(String lines) throws IOException {
    Path file = root.resolve("proc/self/cgroup");
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines + "\n");
  }
}
