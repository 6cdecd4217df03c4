package io.convbench.harness.process;

import com.sun.management.OperatingSystemMXBean;
import io.convbench.datasets.natives.NativeCache;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.OwnLibraries;
import io.convbench.harness.engine.Tf32;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.heartbeat.Beat;
import io.convbench.harness.heartbeat.HeartbeatFile;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Starts child JVMs one at a time and waits for them, as long as they make progress. */
public final class WorkerLauncher {

  private static final String SCRATCH = "convbench-child";

  private static final String REPORT = "outcome.json";
  private static final String HEARTBEAT = "heartbeat";

  private static final int GROUP_MILLIS = 1000;
  private static final int KILL_SECONDS = 10;
  private static final int LISTEN_MILLIS = 500;

  /** What is called ten times as often as usual before the optimising compiler takes it. */
  private static final List<String> LATE_OPTIMISING =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private final Installation installation;
  private final Path engineCache;
  private final Duration limit;
  private final List<String> flags;
  private final Map<Engine, EngineReport> reports;

  /**
   * @param installation whose jars the children run
   * @param engineCache where engines unpack their natives, shared by all runs
   * @param limit time without progress after which a child is killed
   */
  public WorkerLauncher(Installation installation, Path engineCache, Duration limit) {
    this(installation, engineCache, limit, List.of(), new HashMap<>());
  }

  private WorkerLauncher(
      Installation installation,
      Path engineCache,
      Duration limit,
      List<String> flags,
      Map<Engine, EngineReport> reports) {
    this.installation = installation;
    this.engineCache = engineCache;
    this.limit = limit;
    this.flags = flags;
    this.reports = reports;
  }

  /**
   * Starts children that are soon done and none of whose figures are of time or memory: they
   * compute the same, and compile less.
   */
  WorkerLauncher unmeasured() {
    return with(LATE_OPTIMISING);
  }

  private WorkerLauncher with(List<String> more) {
    List<String> all = Stream.concat(flags.stream(), more.stream()).toList();
    return new WorkerLauncher(installation, engineCache, limit, all, reports);
  }

  /** Time without progress after which a child is killed. */
  public Duration limit() {
    return limit;
  }

  /** Does a task without an engine. */
  public Outcome run(Class<? extends WorkerTask> task, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    return run(task, arguments, log, beat -> {});
  }

  /**
   * Does a task without an engine.
   *
   * @param log where the child's output goes
   * @param beats told how far the child is
   */
  public Outcome run(
      Class<? extends WorkerTask> task, List<String> arguments, Path log, Consumer<Beat> beats)
      throws IOException, InterruptedException {
    return run(Installation::classPath, Map.of(), Map.of(), task, arguments, log, beats);
  }

  /** Does a task with the engine of a model that is to be run so, as below. */
  public Outcome run(
      Execution execution,
      Class<? extends WorkerTask> task,
      List<String> arguments,
      Path log,
      Consumer<Beat> beats)
      throws IOException, InterruptedException {
    return run(
        execution.engine(),
        execution.device().visibleGpus(),
        execution.environment(),
        execution.properties(),
        task,
        arguments,
        log,
        beats);
  }

  /** Does a task with one engine, as below. */
  public Outcome run(
      Engine engine,
      VisibleGpus gpus,
      int threads,
      Class<? extends WorkerTask> task,
      List<String> arguments,
      Path log)
      throws IOException, InterruptedException {
    return run(
        engine,
        gpus,
        Tf32.environment(Precision.FP32),
        engine.properties(threads),
        task,
        arguments,
        log,
        beat -> {});
  }

  /**
   * Does a task with one engine.
   *
   * @param gpus which GPUs it sees
   * @param variables environment variables that decide how it computes
   * @param settings system properties that do
   * @param log where the child's output goes
   * @param beats told how far the child is
   */
  private Outcome run(
      Engine engine,
      VisibleGpus gpus,
      Map<String, String> variables,
      Map<String, String> settings,
      Class<? extends WorkerTask> task,
      List<String> arguments,
      Path log,
      Consumer<Beat> beats)
      throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>(gpus.environment(System.getenv()));
    environment.putAll(variables);
    Map<String, String> properties = new TreeMap<>(settings);
    Path jars = installation.jars(engine.jars());
    Optional<Failure> leftOut = leftOut(engine);
    if (leftOut.isPresent()) {
      return new Outcome.Failed(leftOut.get());
    }
    try {
      environment.putAll(engine.prepare(jars, engineCache));
      properties.putAll(engine.nativeProperties(jars, engineCache));
    } catch (IOException | InvalidInputException e) {
      // Libraries of the user's may be gone since they were named.
      return ThrowableOutcome.of(e);
    }
    properties.put("ai.djl.offline", "true");
    properties.put("OPT_OUT_TRACKING", "true");
    properties.put("DJL_CACHE_DIR", engineCache.toString());
    properties.put("ENGINE_CACHE_DIR", engineCache.toString());
    properties.put("org.bytedeco.javacpp.cachedir", engineCache.resolve("javacpp").toString());
    return run(
        home -> home.classPath(engine.jars()),
        properties,
        environment,
        task,
        arguments,
        log,
        beats);
  }

  /**
   * Why an engine cannot start whose libraries were left out of this package; empty when they are
   * there, or the user has named others.
   */
  public Optional<Failure> leftOut(Engine engine) {
    return engine.named().isPresent() || !Files.exists(installation.leftOut(engine.jars()))
        ? Optional.empty()
        : Optional.of(
            new Failure(
                FailureKind.MISSING,
                "the libraries of %s are not in this package: pass --library %s=DIR with libraries of your own, or make the package again with --engine %s"
                    .formatted(engine.id(), engine.jars(), engine.jars())));
  }

  /**
   * What is wrong with what an engine unpacked, all of it read; empty when nothing is.
   *
   * @throws IOException when it cannot be read
   */
  public Optional<String> damage(Engine engine) throws IOException {
    return engine.damage(installation.jars(engine.jars()), engineCache);
  }

  /**
   * What an engine loads in place of the installation's libraries; empty when it loads those.
   *
   * @throws IOException when it cannot be found out
   */
  public Optional<OwnLibraries> libraries(Engine engine) throws IOException {
    return engine.libraries(installation.jars(engine.jars()), engineCache);
  }

  /**
   * What an engine says of itself, for which it proves itself in a child the first time.
   *
   * @throws IOException when it does not start, with its reason
   */
  public EngineReport report(Engine engine) throws IOException, InterruptedException {
    EngineReport report = reports.get(engine);
    if (report == null) {
      report = EngineReport.of(engine, this);
      reports.put(engine, report);
    }
    return report;
  }

  /**
   * Lets an engine with libraries of the user's prove itself.
   *
   * @throws InvalidInputException when they do not work
   * @throws MissingDependencyException when this machine lacks what they need
   */
  public void requireWorking(Engine engine) throws IOException, InterruptedException {
    Optional<OwnLibraries> own = libraries(engine);
    if (own.isPresent()) {
      try {
        report(engine);
      } catch (WorkerFailedException e) {
        Optional<MissingDependencyException> missing = MissingDependencyException.in(e, own.get());
        if (missing.isPresent()) {
          throw missing.get();
        }
        throw new InvalidInputException(own.get().refusal(e.getMessage()));
      }
    }
  }

  /**
   * Lets children with an engine, and those without one, start faster by a {@link ClassArchive},
   * which takes seconds once. Where that fails, as with an engine that does not start, they load
   * their classes from the jars.
   */
  public void archiveClasses(Engine engine) throws InterruptedException {
    archiveClasses(
        installation.classPath(), option -> ModelFileRequest.trial(engine, with(List.of(option))));
    archiveClasses(
        installation.classPath(engine.jars()),
        option -> EngineReport.of(engine, with(List.of(option))));
  }

  private void archiveClasses(String classPath, ClassArchive.Maker maker)
      throws InterruptedException {
    try {
      ClassArchive.of(engineCache, classPath).make(maker);
    } catch (IOException slower) {
      // What keeps an engine from starting is said by those who need it.
    }
  }

  private Outcome run(
      Function<Installation, String> classPath,
      Map<String, String> properties,
      Map<String, String> environment,
      Class<? extends WorkerTask> task,
      List<String> arguments,
      Path log,
      Consumer<Beat> beats)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ContinueOrphans.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags(LimitsProbe.probe()));
    command.addAll(flags);
    // Engines unpack natives there and JMH logs; not all tidy up, least of all when killed.
    Path scratch = TemporaryFiles.folder(SCRATCH);
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-D" + NativeCache.PROPERTY + "=" + engineCache);
    command.add("-D%s=%s".formatted(HeartbeatFile.PROPERTY, scratch.resolve(HEARTBEAT)));
    command.add("-Djava.awt.headless=true");
    // As in this JVM, whatever the user's shell says.
    command.add("-Duser.language=en");
    command.add("-Duser.home=" + System.getProperty("user.home"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    String jars = classPath.apply(installation.onClassPath(scratch));
    command.addAll(ClassArchive.of(engineCache, jars).options());
    command.add("-cp");
    command.add(jars);
    command.add(WorkerMain.class.getName());
    command.add(scratch.resolve(REPORT).toString());
    command.add(task.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeAll(Tf32.VARIABLES);
    builder.environment().putAll(environment);
    try {
      TemporaryFiles.write(() -> HeartbeatFile.create(scratch.resolve(HEARTBEAT)));
      OomKills kills = OomKills.sinceNow();
      Optional<Process> ended = await(builder.start(), scratch.resolve(HEARTBEAT), beats);
      return ended.isEmpty()
          ? new Outcome.OutOfTime(limit)
          : WorkerExit.of(ended.get(), scratch.resolve(REPORT), log, kills).outcome();
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
  }

  /** Options that say how the JVM of every child that measures computes. */
  public static List<String> jvmFlags(Limits limits) {
    List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    flags.addAll(heapOption(limits));
    flags.add("-XX:+ExitOnOutOfMemoryError");
    // HotSpot's report of a crash belongs into the log, not into the user's folder.
    flags.add("-XX:+ErrorFileToStdout");
    return List.copyOf(flags);
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

  /**
   * Waits for its end; leaves the child's standard input open, by whose end {@link ParentWatchdog}
   * knows ours.
   *
   * @return the process when it has ended; empty when it made no progress and was stopped
   */
  private Optional<Process> await(Process process, Path heartbeat, Consumer<Beat> beats)
      throws IOException, InterruptedException {
    try {
      Progress progress = new Progress(limit, System.nanoTime());
      while (!process.waitFor(LISTEN_MILLIS, TimeUnit.MILLISECONDS)) {
        HeartbeatFile.read(heartbeat)
            .filter(beat -> progress.isNew(beat, System.nanoTime()))
            .ifPresent(beats);
        if (progress.stalled(System.nanoTime())) {
          return Optional.empty();
        }
      }
      if (Signal.ofExitCode(process.exitValue()).filter(Signal::isOfAGroup).isPresent()) {
        // Interrupts where this JVM is ended, too: that is not a failure of the child's.
        Thread.sleep(GROUP_MILLIS);
      }
      return Optional.of(process);
    } finally {
      kill(process);
    }
  }

  /** Waits until it is gone, so that it neither writes files nor slows down what follows. */
  private static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(KILL_SECONDS, TimeUnit.SECONDS);
  }

  /** How long a child has made none. */
  private static final class Progress {

    private final Duration limit;
    private long lastNanos;
    private Beat last = new Beat(0, 0, 0, Duration.ZERO);

    private Progress(Duration limit, long nowNanos) {
      this.limit = limit;
      this.lastNanos = nowNanos;
    }

    private boolean isNew(Beat beat, long nowNanos) {
      if (beat.number() == last.number()) {
        return false;
      }
      last = beat;
      lastNanos = nowNanos;
      return true;
    }

    private boolean stalled(long nowNanos) {
      return nowNanos - lastNanos > limit.plus(last.quiet()).toNanos();
    }
  }
}
