package io.convbench.harness.process;

import com.sun.management.OperatingSystemMXBean;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** Starts child JVMs one at a time and waits for them, no longer than a limit. */
public final class ChildJvm {

  /** Exit code of a JVM that {@code -XX:+ExitOnOutOfMemoryError} ended. */
  private static final int OUT_OF_HEAP = 3;

  private static final String SCRATCH = "convbench-child";

  /** SIGHUP, SIGINT and SIGTERM, which often go to a whole process group. */
  private static final Set<Integer> OF_A_GROUP = Set.of(1, 2, 15);

  private static final int GROUP_MILLIS = 1000;
  private static final int KILL_SECONDS = 10;

  /** Above this, an exit code is 128 + the signal's number. */
  private static final int SIGNALLED = 128;

  private final Installation installation;
  private final Path engineCache;
  private final Duration limit;

  /**
   * @param installation whose jars the children run
   * @param engineCache where engines unpack their natives, shared by all runs
   * @param limit after which a child is killed
   */
  public ChildJvm(Installation installation, Path engineCache, Duration limit) {
    this.installation = installation;
    this.engineCache = engineCache;
    this.limit = limit;
  }

  /**
   * Runs a main class without an engine.
   *
   * @return why it failed, in one line; empty when it ended well
   */
  public Optional<String> run(Class<?> main, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    return run(installation.classPath(), Map.of(), Map.of(), main, arguments, log);
  }

  /**
   * Runs a main class with one engine.
   *
   * @param gpus which GPUs it sees
   * @param threads intra-op threads of the engine
   * @return why it failed, in one line; empty when it ended well
   */
  public Optional<String> run(
      Engine engine, VisibleGpus gpus, int threads, Class<?> main, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>(gpus.environment(System.getenv()));
    try {
      environment.putAll(engine.prepare(installation.jars(engine.id()), engineCache));
    } catch (IOException e) {
      return Optional.of(OneLine.of(e));
    }
    Map<String, String> properties = new TreeMap<>(engine.properties(threads));
    properties.put("ai.djl.offline", "true");
    properties.put("OPT_OUT_TRACKING", "true");
    properties.put("DJL_CACHE_DIR", engineCache.toString());
    properties.put("ENGINE_CACHE_DIR", engineCache.toString());
    return run(installation.classPath(engine.id()), properties, environment, main, arguments, log);
  }

  /**
   * What is wrong with what an engine unpacked, all of it read; empty when nothing is.
   *
   * @throws IOException when it cannot be read
   */
  public Optional<String> damage(Engine engine) throws IOException {
    return engine.damage(installation.jars(engine.id()), engineCache);
  }

  private Optional<String> run(
      String classPath,
      Map<String, String> properties,
      Map<String, String> environment,
      Class<?> main,
      List<String> arguments,
      Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ContinueOrphans.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(heapOption(LimitsProbe.probe()));
    command.add("-XX:+ExitOnOutOfMemoryError");
    // HotSpot's report of a crash belongs into the log, not into the user's folder.
    command.add("-XX:+ErrorFileToStdout");
    // Engines unpack natives there and JMH logs; not all tidy up, least of all when killed.
    Path scratch = TemporaryFiles.folder(SCRATCH);
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-Djava.awt.headless=true");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return await(builder.start(), log);
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
  }

  /** JDK 17 does not see every limit, and would let its heap outgrow the container. */
  private static List<String> heapOption(Limits limits) {
    return limits.hasMemoryLimit() && limits.memoryBytes() < machineBytes()
        ? List.of("-XX:MaxRAM=" + limits.memoryBytes())
        : List.of();
  }

  private static long machineBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** True for a folder that a child has for its temporary files. */
  static boolean isScratch(Path folder) {
    return folder.getFileName().toString().startsWith(SCRATCH);
  }

  /** Leaves the child's standard input open, by whose end {@link ParentWatch} knows ours. */
  private Optional<String> await(Process process, Path log)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of("still running after %d s: stopped".formatted(limit.toSeconds()));
      }
      if (OF_A_GROUP.contains(process.exitValue() - SIGNALLED)) {
        // Interrupts where this JVM is ended, too: that is no failure of the child's.
        Thread.sleep(GROUP_MILLIS);
      }
      return failure(process.exitValue(), log);
    } finally {
      kill(process);
    }
  }

  private static Optional<String> failure(int exitCode, Path log) throws IOException {
    if (exitCode == 0) {
      return Optional.empty();
    }
    if (exitCode == OUT_OF_HEAP) {
      return Optional.of("Java ran out of heap memory");
    }
    String cause = exitCode > SIGNALLED ? signal(exitCode - SIGNALLED) : lastLine(log);
    return Optional.of("process ended with exit code %d: %s".formatted(exitCode, cause));
  }

  private static String signal(int number) {
    return switch (number) {
      case 6 -> "aborted by native code (signal 6)";
      case 7 -> "bus error in native code (signal 7)";
      case 9 -> "killed (signal 9)";
      case 11 -> "crashed in native code (signal 11)";
      default -> "signal " + number;
    };
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines =
        Files.readString(log).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  /** Waits until it is gone, so that it neither writes files nor slows down what follows. */
  private static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(KILL_SECONDS, TimeUnit.SECONDS);
  }
}
