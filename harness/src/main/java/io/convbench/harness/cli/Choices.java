package io.convbench.harness.cli;

import io.convbench.harness.cell.Scenario;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.selection.Metric;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.suite.Suites;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an option can be given, from where it is defined: help texts and shell completion show it
 * ({@code ${COMPLETION-CANDIDATES}}). picocli makes them by their constructors.
 */
final class Choices {

  private Choices() {}

  /** Names of the suites that come with convbench. */
  static final class OfSuite extends Choice {
    OfSuite() {
      super(Suites.names());
    }
  }

  /** Names of architectures. */
  static final class OfArchitecture extends Choice {
    OfArchitecture() {
      super(Architectures.names());
    }
  }

  /** Ids of engines. */
  static final class OfEngine extends Choice {
    OfEngine() {
      super(Engines.ids());
    }
  }

  /** Ids of precisions. */
  static final class OfPrecision extends Choice {
    OfPrecision() {
      super(Stream.of(Precision.values()).map(Precision::id).toList());
    }
  }

  /** Ids of precisions that model files hold. */
  static final class OfStoredPrecision extends Choice {
    OfStoredPrecision() {
      super(Precision.allStored().stream().map(Precision::id).toList());
    }
  }

  /** Ids of global poolings. */
  static final class OfPooling extends Choice {
    OfPooling() {
      super(Stream.of(Pooling.values()).map(Pooling::id).toList());
    }
  }

  /** Ids of measurements. */
  static final class OfMeasurement extends Choice {
    OfMeasurement() {
      super(Measurements.ids());
    }
  }

  /** Metrics by which candidates are chosen. */
  static final class OfMetric extends Choice {
    OfMetric() {
      super(Metric.ids());
    }
  }

  /** Names of scenarios. */
  static final class OfScenario extends Choice {
    OfScenario() {
      super(Scenario.Kind.ids());
    }
  }

  /** Formats of model files. */
  static final class OfFormat extends Choice {
    OfFormat() {
      super(Engines.all().stream().map(Engine::writer).map(ModelFileWriter::format).toList());
    }
  }

  private abstract static class Choice implements Iterable<String> {

    private final List<String> values;

    Choice(List<String> values) {
      this.values = values;
    }

    @Override
    public Iterator<String> iterator() {
      return values.iterator();
    }
  }
}
