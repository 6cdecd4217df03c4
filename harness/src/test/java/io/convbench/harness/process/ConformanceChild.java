package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Failure;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One child of the built installation that measures many conformance cells with one engine. A run
 * gives each cell a JVM of its own for the sake of its figures; whether logits are Keras's does not
 * depend on it.
 */
final class ConformanceChild {

  private static final Path BUILT = Path.of("target", "convbench").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** Children run beside each other, and engines' threads wait for work by spinning. */
  private static final int THREADS = 1;

  private final Path folder;
  private final Engine engine;
  private final List<Case> cases;

  /** What one cell measures. */
  record Case(Architecture architecture, BatchNormFolding folding, Precision precision) {
    @Override
    public String toString() {
      return "%s %s %s".formatted(architecture, folding.word(), precision.id());
    }
  }

  /**
   * @param folder an empty one, for the child's files
   */
  ConformanceChild(Path folder, Engine engine, List<Case> cases) {
    this.folder = folder;
    this.engine = engine;
    this.cases = List.copyOf(cases);
  }

  /**
   * First a test that the child ends well, then one for every cell, of the row that it left.
   *
   * @param starter starts the child at once or later
   * @param expectation throws where a row is not as it should be
   */
  Stream<DynamicTest> tests(ExecutorService starter, Consumer<Row> expectation) {
    Future<Optional<Failure>> failure = starter.submit(this::measure);
    return Stream.concat(
        Stream.of(
            dynamicTest(
                engine.id(), () -> assertEquals(Optional.empty(), failure.get(), engine.id()))),
        IntStream.range(0, cases.size())
            .mapToObj(
                i ->
                    dynamicTest(
                        name(i), () -> assertAll(name(i), () -> expectation.accept(row(i))))));
  }

  private String name(int i) {
    return engine.id() + " " + cases.get(i);
  }

  /** Why the child failed. */
  private Optional<Failure> measure() throws Exception {
    for (int i = 0; i < cases.size(); i++) {
      RequestJson.write(request(cases.get(i)), ConformanceTask.requestFile(folder, i));
    }
    WorkerLauncher jvm =
        new WorkerLauncher(
            installation(folder, ConformanceTask.class), TestCaches.engines(), LIMIT);
    return jvm.unmeasured()
        .run(
            engine,
            VisibleGpus.NONE,
            THREADS,
            ConformanceTask.class,
            List.of(folder.toString()),
            folder.resolve("log"))
        .failure();
  }

  private CellRequest request(Case one) {
    Measurement conformance = Measurements.conformance();
    int batch = conformance.ownBatch().orElseThrow();
    Execution execution = new Execution(engine, ComputeDevice.CPU, batch, one.precision(), THREADS);
    Cell cell = Cell.ofModel(one.architecture(), execution, conformance);
    return new CellRequest(
        cell,
        "seeded",
        one.folding(),
        one.architecture().inputSize(),
        Optional.of(folder.resolve("model" + engine.writer().extension())),
        new RunFolder(folder),
        new LatencySettings(1, 1, 1),
        Optional.empty(),
        CellRequest.Round.ONLY,
        Optional.empty());
  }

  private Row row(int i) throws IOException {
    Path file = ConformanceTask.rowFile(folder, i);
    assertTrue(Files.exists(file), "the child ended before this cell");
    Row row = RowJson.read(Files.readString(file));
    System.out.println(name(i) + ": " + row);
    return row;
  }

  /**
   * The built installation and, beside its jars, one with the child's main class.
   *
   * @param main without nested classes
   */
  static Installation installation(Path folder, Class<? extends WorkerTask> main)
      throws IOException {
    Path lib = Files.createDirectories(folder.resolve("installation/lib"));
    try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
      }
    }
    String name = main.getName().replace('.', '/');
    Path classes = Path.of("target", "test-classes").toAbsolutePath();
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve("main.jar")));
        Stream<Path> files = Files.list(classes.resolve(name).getParent())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String entry = classes.relativize(file).toString();
        // With the classes inside it.
        if (entry.equals(name + ".class") || entry.startsWith(name + "$")) {
          jar.putNextEntry(new JarEntry(entry));
          Files.copy(file, jar);
        }
      }
    }
    Files.createSymbolicLink(lib.resolveSibling("engines"), BUILT.resolve("engines"));
    return new Installation(lib.getParent());
  }
}
