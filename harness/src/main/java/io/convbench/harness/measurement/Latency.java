package io.convbench.harness.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.file.WholeFile;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.results.Status;
import io.convbench.suites.cost.Cost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Time of one forward pass by JMH: a fork of its own, every pass a sample. The 95 % interval is
 * that of the mean, from Student's t over the samples; the raw histogram stays in the run's folder.
 */
final class Latency implements Measurement {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** JMH's words, which it has no other way to say. */
  private static final Pattern FORK_ENDED =
      Pattern.compile("Forked VM failed with exit code (\\d+)");

  /**
   * A pass is milliseconds of the engine's and microseconds of Java's. The optimising compiler
   * would take a processor from the engine's threads for the first second, and gain nothing.
   */
  private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

  /** Each part of the time ends with the pass that is under way. */
  private static final int PASSES_OUTSIDE_TIMING = 3;

  @Override
  public String id() {
    return "latency";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  @Override
  public boolean timed() {
    return true;
  }

  /** JMH's fork is one more JVM, and has the engine. */
  @Override
  public double expectedSeconds(Workload work) {
    return Workload.START_SECONDS
        + work.loadSeconds()
        + work.passSeconds(PASSES_OUTSIDE_TIMING)
        + work.latency().warmupSeconds()
        + work.latency().roundSeconds();
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Loopback.require(InetAddress.getLoopbackAddress());
    Path requestFile = TemporaryFiles.file("convbench-latency", ".json");
    Path rowFile = TemporaryFiles.file("convbench-latency", ".row.json");
    try {
      TemporaryFiles.write(() -> RequestJson.write(request, requestFile));
      if (request.round().attempt() == 1) {
        // Its parent learns from this process which libraries are loaded, and why one is not.
        EngineProbe.start(request.cell().running(), request.modelFile().orElseThrow());
      }
      RunResult result = run(options(request, requestFile, rowFile));
      record(result, request.run().latency(request.cell().id(), request.round().attempt()));
      List<Statistics> iterations =
          result.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .map(iteration -> iteration.getPrimaryResult().getStatistics())
              .toList();
      Cost cost = Cost.of(request.cell().graph(request.side()));
      return row(result.getPrimaryResult().getStatistics(), request)
          .with(variation(result.getPrimaryResult().getStatistics(), iterations))
          .with(RowJson.read(Files.readString(rowFile)))
          .with(Column.MACS, cost.macs())
          .with(Column.ACTIVATIONS, cost.activations())
          .with(Status.OK, "");
    } finally {
      Files.deleteIfExists(requestFile);
      Files.deleteIfExists(rowFile);
    }
  }

  /** JMH's record without options of the JVM, in which the user's shell may have put secrets. */
  private static void record(RunResult result, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(bytes, false, StandardCharsets.UTF_8))
        .writeOut(List.of(result));
    Files.createDirectories(file.getParent());
    WholeFile.write(file, withoutOptions(bytes.toString(StandardCharsets.UTF_8)));
  }

  static String withoutOptions(String record) throws IOException {
    JsonNode results = JSON.readTree(record);
    results.forEach(result -> ((ObjectNode) result).remove("jvmArgs"));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
  }

  private static Options options(CellRequest request, Path requestFile, Path rowFile) {
    LatencySettings settings = request.latency();
    return new OptionsBuilder()
        .include("^" + ForwardPass.class.getName().replace(".", "\\.") + "\\.forward$")
        .forks(1)
        .threads(1)
        .warmupIterations(1)
        .warmupTime(millis(settings.warmupSeconds()))
        .measurementIterations(LatencySettings.ITERATIONS)
        .measurementTime(millis(settings.measureSeconds() / LatencySettings.ITERATIONS))
        .shouldFailOnError(true)
        .jvmArgsAppend(
            FIRST_COMPILER_ALONE,
            "-D" + ForwardPass.REQUEST_PROPERTY + "=" + requestFile,
            "-D" + ForwardPass.ROW_PROPERTY + "=" + rowFile)
        .build();
  }

  private static RunResult run(Options options) throws IOException {
    try {
      // JMH's own format writes bytes, in which no option of the shell's would be hidden.
      Collection<RunResult> results =
          new Runner(
                  options, OutputFormatFactory.createFormatInstance(System.out, VerboseMode.NORMAL))
              .run();
      if (results.size() != 1) {
        throw new IOException("JMH returned %s results, not 1".formatted(results.size()));
      }
      return results.iterator().next();
    } catch (RunnerException e) {
      throw failure(e);
    }
  }

  private static IOException failure(RunnerException failure) {
    Throwable deepest = deepest(failure);
    String cause = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    String message = "JMH could not time the forward pass: " + cause;
    Matcher ending = FORK_ENDED.matcher(cause);
    return ending.find()
        ? new ForkedJvmException(Integer.parseInt(ending.group(1)), message, failure)
        : new IOException(message, failure);
  }

  /** What failed in the fork; JMH reports it as suppressed by an error of its own. */
  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null || deepest.getSuppressed().length > 0) {
      deepest =
          deepest.getSuppressed().length > 0 ? deepest.getSuppressed()[0] : deepest.getCause();
    }
    return deepest;
  }

  /**
   * @param millis times of the timed passes in milliseconds
   */
  static Row row(Statistics millis, CellRequest request) {
    double[] interval = millis.getConfidenceIntervalAt(0.95);
    Row row =
        Row.empty()
            .with(Column.LATENCY_P50_MS, millis.getPercentile(50))
            .with(Column.LATENCY_P90_MS, millis.getPercentile(90))
            .with(Column.LATENCY_P99_MS, millis.getPercentile(99))
            .with(Column.LATENCY_MEAN_MS, millis.getMean())
            .with(
                Column.THROUGHPUT_IMAGES_PER_S,
                1000 * request.cell().running().batch() / millis.getMean())
            .with(Column.LATENCY_SAMPLES, millis.getN())
            .with(Column.WARMUP_S, request.latency().warmupSeconds());
    return Double.isFinite(interval[0])
        ? row.with(Column.LATENCY_CI95_LOW_MS, interval[0])
            .with(Column.LATENCY_CI95_HIGH_MS, interval[1])
        : row;
  }

  /**
   * How the passes of a process vary.
   *
   * @param millis times of all timed passes in milliseconds
   * @param iterations the same by iteration, in their order
   */
  static Row variation(Statistics millis, List<Statistics> iterations) {
    Row row = Row.empty();
    if (millis.getN() > 1) {
      row = row.with(Column.LATENCY_CV, millis.getStandardDeviation() / millis.getMean());
    }
    int part = iterations.size() / 3;
    if (part > 0) {
      double first = median(iterations.subList(0, part));
      double last = median(iterations.subList(iterations.size() - part, iterations.size()));
      row = row.with(Column.LATENCY_DRIFT, last / first);
    }
    return row;
  }

  private static double median(List<Statistics> iterations) {
    MultisetStatistics all = new MultisetStatistics();
    for (Statistics iteration : iterations) {
      iteration.getRawData().forEachRemaining(bin -> all.addValue(bin.getKey(), bin.getValue()));
    }
    return all.getPercentile(50);
  }

  private static TimeValue millis(double seconds) {
    return TimeValue.milliseconds(Math.max(1, Math.round(1000 * seconds)));
  }
}
