package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.ConformanceChild.Case;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.suite.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every engine computes Keras's function for every architecture. */
class ConformanceIT {

  @TempDir private Path folder;

  private final ExecutorService children =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @AfterEach
  void stopChildren() {
    children.shutdownNow();
  }

  /**
   * The optimized form of all that a run without arguments measures and of the smallest of each
   * family, among them ResNet18 and AlexNet, and those of these that have batch norms as they are
   * on one engine in turn.
   */
  @TestFactory
  Stream<DynamicTest> reproducesKerasLogits() throws Exception {
    Map<Engine, Set<Case>> sample = sample();
    System.out.printf(
        "conformance: %s of %s cells, the others with mvn -Pconformance verify%n",
        sample.values().stream().mapToInt(Set::size).sum(), all().size() * Engines.all().size());
    return onEveryEngine((engine, one) -> sample.get(engine).contains(one));
  }

  @TestFactory
  @Tag("conformance")
  Stream<DynamicTest> reproducesKerasLogitsInTheOtherArchitecturesAndForms() throws Exception {
    Map<Engine, Set<Case>> sample = sample();
    return onEveryEngine((engine, one) -> !sample.get(engine).contains(one));
  }

  private Stream<DynamicTest> onEveryEngine(BiPredicate<Engine, Case> which) throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      List<Case> cases = all().stream().filter(one -> which.test(engine, one)).toList();
      Path own = Files.createDirectory(folder.resolve(engine.id()));
      new ConformanceChild(own, engine, cases)
          .tests(children, ConformanceIT::assertIsKerasFunction)
          .forEach(tests::add);
    }
    return tests.stream();
  }

  private static List<Case> all() {
    return Architectures.all().stream()
        .flatMap(
            architecture ->
                Stream.of(BatchNormFolding.values())
                    .map(folding -> new Case(architecture, folding, Precision.FP32)))
        .toList();
  }

  private static Map<Engine, Set<Case>> sample() throws IOException {
    List<Architecture> smallest = smallestOfEachFamily();
    Set<Architecture> folded = new HashSet<>(Suites.find(Suites.DEFAULT).architectures());
    folded.addAll(smallest);
    List<Architecture> foldable = smallest.stream().filter(ConformanceIT::hasBatchNorms).toList();
    List<Engine> engines = Engines.all();
    Map<Engine, Set<Case>> sample = new HashMap<>();
    for (int i = 0; i < engines.size(); i++) {
      Set<Case> cases = new HashSet<>();
      folded.forEach(one -> cases.add(new Case(one, BatchNormFolding.FOLDED, Precision.FP32)));
      for (int k = i; k < foldable.size(); k += engines.size()) {
        cases.add(new Case(foldable.get(k), BatchNormFolding.NONE, Precision.FP32));
      }
      sample.put(engines.get(i), cases);
    }
    return sample;
  }

  private static boolean hasBatchNorms(Architecture architecture) {
    return architecture.graph().nodes().stream()
        .anyMatch(node -> node.layer() instanceof Layers.BatchNormalization);
  }

  /** Those with the fewest parameters. */
  private static List<Architecture> smallestOfEachFamily() {
    return List.copyOf(
        Architectures.all().stream()
            .collect(
                Collectors.toMap(
                    Architecture::family,
                    architecture -> architecture,
                    BinaryOperator.minBy(
                        Comparator.comparingLong(one -> Cost.of(one.graph()).parameters())),
                    TreeMap::new))
            .values());
  }

  private static void assertIsKerasFunction(Row row) {
    assertTrue(row.ok(), row::toString);
    double error = row.number(Column.CONFORMANCE_ERROR).orElseThrow();
    assertTrue(error <= 1e-3, () -> "conformance error " + error);
  }
}
