package io.convbench.harness.doctor;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.natives.NoExec;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.FailureReason;
import io.convbench.harness.machine.ResourceLimits;
import io.convbench.results.Environment;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;

/** Looks at processor, memory, disk, caches and how quiet the machine is. */
final class MachineCheckup {

  private static final long GIB = 1L << 30;
  private static final long MIB = 1L << 20;

  /** NASNetLarge's or VGG19's model file, their weights in the engine, and activations. */
  private static final long MEMORY_NEEDED = 4 * GIB;

  /** One architecture's model files of all engines, with room to spare. */
  private static final long DISK_NEEDED = 4 * GIB;

  /** Beyond the files and libraries of any engine. */
  private static final long FILES_NEEDED = 256;

  /** Beyond what TensorFlow, the greediest engine, reserves for a small network. */
  private static final long ADDRESSES_NEEDED = 16 * GIB;

  private MachineCheckup() {}

  static List<Finding> of(Environment environment, Path cache, Path runs) throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.well("convbench", version(environment)));
    findings.add(Finding.well("java", environment.jvm()));
    findings.add(Finding.well("operating system", environment.operatingSystem()));
    findings.add(
        Finding.well(
            "processor",
            "%s, %s cores (%s physical)"
                .formatted(
                    environment.cpuModel(),
                    environment.logicalCores(),
                    environment.physicalCores())));
    findings.add(usableCores(environment));
    findings.add(
        Finding.unless(
            environment.cpuFlags().stream().noneMatch(List.of("avx2", "asimd")::contains),
            "instruction sets",
            String.join(", ", environment.cpuFlags()),
            "convolutions are slow without AVX2: measure on a newer processor"));
    findings.add(images());
    findings.add(quiet(environment));
    findings.add(variables(environment));
    findings.add(memory(environment));
    findings.add(resources(ResourceLimits.ofThisProcess()));
    findings.add(disk("disk for runs", runs, "pass --out DIR"));
    findings.add(disk("disk for caches", cache, "set XDG_CACHE_HOME to another folder"));
    findings.add(
        Finding.unless(
            NoExec.isMountedAt(cache),
            "libraries in caches",
            NoExec.isMountedAt(cache) ? "mounted noexec: no library loads from there" : "load",
            "no engine starts: set XDG_CACHE_HOME to another folder"));
    findings.add(caches(cache));
    return findings;
  }

  /** What nobody could find out of this machine; empty when nothing is missing. */
  static Optional<Finding> gaps(List<String> gaps) {
    return gaps.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.unless(
                true,
                "unknown",
                String.join(", ", gaps),
                "rows of this machine do not name it: mount /proc and /sys and install /etc/os-release"));
  }

  private static String version(Environment environment) {
    return "%s, commit %s".formatted(environment.convbenchVersion(), environment.commit());
  }

  private static Finding images() {
    Optional<String> obstacle = ImageDecoder.obstacle();
    return obstacle.isPresent()
        ? Finding.unless(
            true,
            "images",
            obstacle.get(),
            MissingLibrary.advice(obstacle.get())
                .orElse("accuracy, predict and dataset need it; all else does not"))
        : jpegs();
  }

  private static Finding jpegs() {
    return Finding.unless(
        !ImageDecoder.usesSystemTurboJpeg(),
        "JPEG decoder",
        ImageDecoder.jpegLibrary(),
        "install libturbojpeg0 (Debian, Ubuntu): JPEGs decode 1.7 times as fast, same pixels");
  }

  private static Finding usableCores(Environment environment) {
    Limits limits = environment.limits();
    String quota =
        limits.hasQuota()
            ? String.format(
                Locale.ROOT, ", for the time of %.2f by a CPU quota", limits.quotaCores())
            : "";
    return Finding.unless(
        limits.hasQuota(),
        "usable cores",
        "may use %s of %s%s".formatted(limits.affinityCores(), environment.logicalCores(), quota),
        "the quota stops every pass that runs longer than it allows: give the container whole cores"
            + " (docker --cpuset-cpus, not --cpus) or measure outside of it");
  }

  private static Finding variables(Environment environment) {
    Map<String, String> variables = environment.platform().variables();
    return Finding.unless(
        !variables.isEmpty(),
        "environment variables",
        variables.isEmpty() ? "none that tunes a library" : Platform.text(variables),
        "they change how engines compute: unset them unless you mean to measure with them");
  }

  private static Finding memory(Environment environment) {
    long usable = environment.usableMemoryBytes();
    return Finding.unless(
        usable < MEMORY_NEEDED,
        "memory",
        usable < environment.memoryBytes()
            ? "may use %s of %s (limit of the container)"
                .formatted(size(usable), size(environment.memoryBytes()))
            : size(usable),
        "the largest networks need %s: skip NASNetLarge, VGG16 and VGG19"
            .formatted(size(MEMORY_NEEDED)));
  }

  /** Engines reserve far more address space than they use, and open some hundred files. */
  static Finding resources(ResourceLimits limits) {
    long files = limits.openFiles().orElse(Long.MAX_VALUE);
    long addresses = limits.addressSpaceBytes().orElse(Long.MAX_VALUE);
    return Finding.unless(
        files < FILES_NEEDED || addresses < ADDRESSES_NEEDED,
        "limits of the shell",
        "%s open files, %s of address space"
            .formatted(
                limits.openFiles().isPresent() ? files : "unlimited",
                limits.addressSpaceBytes().isPresent() ? size(addresses) : "unlimited"),
        "engines may not start: raise them to %s files (ulimit -n) and %s (ulimit -v)"
            .formatted(FILES_NEEDED, size(ADDRESSES_NEEDED)));
  }

  private static Finding quiet(Environment environment) {
    boolean unknown = environment.loadAverage() < 0;
    return Finding.unless(
        environment.busy(),
        "load",
        unknown
            ? "unknown"
            : String.format(
                Locale.ROOT,
                "%.1f on %d cores",
                environment.loadAverage(),
                environment.logicalCores()),
        "latencies will be too high: stop other programs and wait a minute");
  }

  private static Finding disk(String subject, Path path, String elsewhere) throws IOException {
    Path existing = DiskSpace.existing(path);
    boolean writable = Files.isDirectory(existing) && Files.isWritable(existing);
    long free = DiskSpace.usableBytes(existing);
    return Finding.unless(
        free < DISK_NEEDED || !writable,
        subject,
        "%s free at %s%s"
            .formatted(gib(free), existing, writable ? "" : ", not a folder that can be written"),
        "free %s there and allow writing, or %s".formatted(gib(DISK_NEEDED), elsewhere));
  }

  private static Finding caches(Path cache) {
    try {
      return Finding.well("caches", "%s in %s".formatted(gib(size(cache)), cache));
    } catch (IOException e) {
      return Finding.unless(
          true,
          "caches",
          "in %s, of which not all can be read: %s (%s)"
              .formatted(cache, e.getMessage(), FailureReason.of(e)),
          "permit it, or set XDG_CACHE_HOME to another folder");
    }
  }

  private static long size(Path folder) throws IOException {
    return Files.isDirectory(folder) ? PathUtils.sizeOfDirectory(folder) : 0;
  }

  private static String size(long bytes) {
    return bytes < GIB ? bytes / MIB + " MiB" : gib(bytes);
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
  }
}
