package io.convbench.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies between convbench and the processor, and how it was set: figures change with it though
 * the machine is the same. It names no user, host, address or folder, and only such values of
 * variables as say how a library computes.
 *
 * @param kernel its release, e.g. {@code 6.1.0-18-amd64}; empty when unknown
 * @param cLibrary e.g. {@code glibc 2.36 (Debian GLIBC 2.36-9+deb12u10)}; empty when unknown
 * @param microcode revisions of the processors' microcode, e.g. {@code 0x1000065}; empty when
 *     unknown
 * @param container in what convbench ran, e.g. {@code docker}; empty outside of a container
 * @param numaNodes processors by NUMA node, e.g. {@code node0}: {@code 0-15}
 * @param allowedCpus processors that the run may use, e.g. {@code 0-3,8}; empty when unknown
 * @param jvmFlags options of the JVMs that measure
 * @param variables environment variables that tune libraries, with their values
 * @param unlistedVariables how many variables have the prefix of such a library (OMP_, TF_, ...)
 *     and are not recorded, because they are not known to tune it and may hold a secret
 * @param sourcesSha256 hash of the sources that convbench was built from, which tells one tree of
 *     uncommitted changes from another; empty when unknown
 * @param nativeLibraries SHA-256 of the libraries that a process of an engine had loaded, by engine
 *     id and file
 */
public record Platform(
    String kernel,
    String cLibrary,
    String microcode,
    String container,
    Map<String, String> numaNodes,
    String allowedCpus,
    List<String> jvmFlags,
    Map<String, String> variables,
    int unlistedVariables,
    String sourcesSha256,
    Map<String, Map<String, String>> nativeLibraries) {

  /** Of which nothing was recorded, as versions before 0.2 did not. */
  public static final Platform UNKNOWN =
      new Platform("", "", "", "", Map.of(), "", List.of(), Map.of(), 0, "", Map.of());

  /**
   * @throws IllegalArgumentException when a count is negative
   * @throws NullPointerException when anything is missing
   */
  public Platform {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(cLibrary, "c_library");
    Objects.requireNonNull(microcode, "microcode");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(allowedCpus, "allowed_cpus");
    Objects.requireNonNull(sourcesSha256, "sources_sha256");
    if (unlistedVariables < 0) {
      throw new IllegalArgumentException(
          "%s unlisted variables: use 0 or more".formatted(unlistedVariables));
    }
    numaNodes = sorted(numaNodes);
    jvmFlags = List.copyOf(jvmFlags);
    variables = sorted(variables);
    Map<String, Map<String, String>> libraries = new TreeMap<>();
    nativeLibraries.forEach((engine, files) -> libraries.put(engine, sorted(files)));
    nativeLibraries = Collections.unmodifiableMap(libraries);
  }

  private static Map<String, String> sorted(Map<String, String> texts) {
    Map<String, String> sorted = new TreeMap<>(texts);
    sorted.values().forEach(Objects::requireNonNull);
    return Collections.unmodifiableMap(sorted);
  }

  /**
   * The same with libraries that a process of an engine had loaded. Of a file that has changed
   * since the run began, both hashes stay.
   */
  public Platform withNativeLibraries(String engine, Map<String, String> sha256) {
    Map<String, Map<String, String>> libraries = new TreeMap<>(nativeLibraries);
    Map<String, String> files = new TreeMap<>(libraries.getOrDefault(engine, Map.of()));
    sha256.forEach(
        (file, hash) ->
            files.merge(file, hash, (old, now) -> old.contains(now) ? old : old + ", then " + now));
    libraries.put(engine, files);
    return new Platform(
        kernel,
        cLibrary,
        microcode,
        container,
        numaNodes,
        allowedCpus,
        jvmFlags,
        variables,
        unlistedVariables,
        sourcesSha256,
        libraries);
  }

  /** False when convbench was built from other sources, as far as both are known. */
  boolean sameSources(Platform other) {
    return sourcesSha256.isEmpty()
        || other.sourcesSha256.isEmpty()
        || sourcesSha256.equals(other.sourcesSha256);
  }

  /**
   * In what this differs from another one, as far as both are known. Which processors a run may use
   * is no difference, as schedulers give others each time, and their number counts already.
   */
  public List<String> differences(Platform before) {
    List<String> differences = new ArrayList<>();
    if (kernel.isEmpty() || before.kernel.isEmpty()) {
      return differences;
    }
    compare("kernel", before.kernel, kernel, differences);
    compare("C library", before.cLibrary, cLibrary, differences);
    compare("microcode", before.microcode, microcode, differences);
    compare("container", before.container, container, differences);
    compare("NUMA nodes", text(before.numaNodes), text(numaNodes), differences);
    compare("JVM flags", text(before.jvmFlags), text(jvmFlags), differences);
    TreeSet<String> names = new TreeSet<>(before.variables.keySet());
    names.addAll(variables.keySet());
    for (String name : names) {
      compare(
          name,
          before.variables.getOrDefault(name, "unset"),
          variables.getOrDefault(name, "unset"),
          differences);
    }
    nativeLibraries.forEach(
        (engine, files) ->
            files.forEach(
                (file, hash) ->
                    compare(
                        file,
                        before.nativeLibraries.getOrDefault(engine, files).getOrDefault(file, hash),
                        hash,
                        differences)));
    return differences;
  }

  private static void compare(String what, String before, String now, List<String> differences) {
    if (!before.equals(now)) {
      differences.add("%s %s, not %s".formatted(what, orNone(now), orNone(before)));
    }
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  /** As a shell writes them: {@code OMP_NUM_THREADS=4 OMP_DYNAMIC=false}. */
  public static String text(Map<String, String> texts) {
    return text(texts.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
  }

  private static String text(List<String> texts) {
    return String.join(" ", texts);
  }
}
