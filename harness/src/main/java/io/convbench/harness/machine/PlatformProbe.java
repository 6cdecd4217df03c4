package io.convbench.harness.machine;

import io.convbench.results.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks Linux what lies between this process and the processor. What a system does not tell stays
 * empty.
 */
public final class PlatformProbe {

  /** As glibc prints when its library is executed. */
  private static final Pattern GLIBC =
      Pattern.compile("GNU C Library \\(([^)\n]{1,80})\\) [a-z]+ release version ([0-9.]*[0-9])");

  private static final Pattern GLIBC_FILE = Pattern.compile("libc(\\.so\\.6|-2\\.[0-9]+\\.so)");

  /** A line such as {@code microcode : 0x1000065}. */
  private static final Pattern MICROCODE = Pattern.compile("microcode\\s*:\\s*(\\w+)");

  private final Path root;

  private PlatformProbe(Path root) {
    this.root = root;
  }

  /**
   * The platform now, before any engine has been started.
   *
   * @param environment variables
   * @param jvmFlags of the JVMs that measure, without those of the environment
   * @param sourcesSha256 of convbench; empty when unknown
   */
  public static Platform probe(
      Map<String, String> environment, List<String> jvmFlags, String sourcesSha256) {
    return below(Path.of("/"), environment, jvmFlags, sourcesSha256);
  }

  /**
   * @param root in place of {@code /}
   */
  static Platform below(
      Path root, Map<String, String> environment, List<String> jvmFlags, String sourcesSha256) {
    PlatformProbe probe = new PlatformProbe(root);
    return new Platform(
        probe.text("proc/sys/kernel/osrelease"),
        probe.cLibrary(),
        probe.microcode(),
        probe.container(environment),
        probe.numaNodes(),
        LimitsProbe.affinityList(root.resolve("proc/self/status")),
        JvmFlags.of(jvmFlags, environment),
        TuningVariables.of(environment),
        TuningVariables.unlisted(environment),
        sourcesSha256,
        Map.of());
  }

  /** The governors of all processors, which may differ; empty in most virtual machines. */
  public static String governor() {
    return governor(Path.of("/"));
  }

  /**
   * @param root in place of {@code /}
   */
  static String governor(Path root) {
    PlatformProbe probe = new PlatformProbe(root);
    TreeSet<String> governors = new TreeSet<>();
    for (Path cpu : probe.children("sys/devices/system/cpu", "cpu[0-9]*")) {
      governors.add(SystemFile.text(cpu.resolve("cpufreq/scaling_governor")));
    }
    governors.remove("");
    return String.join(", ", governors);
  }

  /** Its own words are in the library's file, with the distribution's patches. */
  private String cLibrary() {
    for (Path library : LoadedLibraries.below(root)) {
      String name = library.getFileName().toString();
      if (name.startsWith("ld-musl")) {
        return "musl";
      }
      if (GLIBC_FILE.matcher(name).matches()) {
        return glibc(root.resolve(library.toString().substring(1)));
      }
    }
    return "";
  }

  private static String glibc(Path file) {
    try {
      Matcher version = GLIBC.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      return version.find() ? "glibc %s (%s)".formatted(version.group(2), version.group(1)) : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private String microcode() {
    TreeSet<String> revisions = new TreeSet<>();
    for (String line : SystemFile.lines(root.resolve("proc/cpuinfo"))) {
      Matcher revision = MICROCODE.matcher(line);
      if (revision.matches()) {
        revisions.add(revision.group(1));
      }
    }
    return String.join(", ", revisions);
  }

  /** By what the programs leave that start containers; a kind, never a name or an id. */
  private String container(Map<String, String> environment) {
    if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
      return "kubernetes";
    }
    if (environment.containsKey("APPTAINER_CONTAINER")
        || environment.containsKey("SINGULARITY_CONTAINER")) {
      return "apptainer";
    }
    if (Files.exists(root.resolve("run/.containerenv"))) {
      return "podman";
    }
    if (Files.exists(root.resolve(".dockerenv"))) {
      return "docker";
    }
    String groups = text("proc/self/cgroup");
    return Stream.of("kubepods", "docker", "libpod", "lxc", "containerd")
        .filter(groups::contains)
        .findFirst()
        .or(
            () ->
                Optional.of(text("run/systemd/container")).filter(kind -> kind.matches("[a-z-]+")))
        .orElse("");
  }

  private Map<String, String> numaNodes() {
    Map<String, String> nodes = new TreeMap<>();
    for (Path node : children("sys/devices/system/node", "node[0-9]*")) {
      nodes.put(node.getFileName().toString(), SystemFile.text(node.resolve("cpulist")));
    }
    return nodes;
  }

  private List<Path> children(String folder, String names) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve(folder), names)) {
      List<Path> all = new ArrayList<>();
      found.forEach(all::add);
      return all;
    } catch (IOException none) {
      return List.of();
    }
  }

  private String text(String file) {
    return SystemFile.text(root.resolve(file));
  }
}
