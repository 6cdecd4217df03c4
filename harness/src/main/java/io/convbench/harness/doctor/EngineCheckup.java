package io.convbench.harness.doctor;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.OwnLibraries;
import io.convbench.harness.gpu.Gpu;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.CellProcess;
import io.convbench.harness.process.EngineReport;
import io.convbench.harness.process.ModelFileRequest;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.SeededWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Starts an engine, asks for its devices and lets it prove itself on a small network. */
final class EngineCheckup {

  private static final String SELF_TEST = "MobileNetV2";
  private static final LatencySettings UNUSED = new LatencySettings(1, 1, 1);

  private final WorkerLauncher jvm;
  private final int threads;
  private final List<Gpu> gpus;
  private final Path scratch;

  /**
   * @param gpus of the machine
   * @param scratch an empty folder for temporary files
   */
  EngineCheckup(WorkerLauncher jvm, int threads, List<Gpu> gpus, Path scratch) {
    this.jvm = jvm;
    this.threads = threads;
    this.gpus = List.copyOf(gpus);
    this.scratch = scratch;
  }

  List<Finding> of(Engine engine) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    Optional<Failure> leftOut = jvm.leftOut(engine);
    if (leftOut.isPresent()) {
      return List.of(
          Finding.unless(
              true,
              engine.id(),
              "not in this package",
              "to measure with it: pass --library %s=DIR with libraries of your own, or make the package again with --engine %s"
                  .formatted(engine.jars(), engine.jars())));
    }
    try {
      Optional<OwnLibraries> own = jvm.libraries(engine);
      own.ifPresent(
          libraries ->
              findings.add(Finding.well(engine.id() + " libraries", libraries.description())));
      engine
          .triedVersions()
          .ifPresent(tried -> findings.add(Finding.well("versions for --library", tried)));
      EngineReport report = jvm.report(engine);
      findings.add(Finding.well(engine.id(), report.version()));
      findings.add(GpuCheckup.engine(engine, report.gpus(), gpus));
      if (own.isEmpty()) {
        jvm.damage(engine).ifPresent(damage -> findings.add(damaged(engine, damage)));
      }
      findings.add(selfTest(engine));
    } catch (IOException e) {
      findings.add(
          Finding.problem(
              engine.id(),
              e.getMessage(),
              advice(engine)
                  .map(own -> MissingLibrary.adviceToOwn(e.getMessage()).orElse(own))
                  .or(() -> MissingLibrary.advice(e.getMessage()))
                  .orElse(
                      "set XDG_CACHE_HOME where 'disk for caches' cannot be written; else build again with"
                          + " 'mvn -DskipTests package', and if it stays, delete the engine cache")));
    }
    return findings;
  }

  private Optional<String> advice(Engine engine) {
    try {
      return jvm.libraries(engine).map(OwnLibraries::advice);
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  private static Finding damaged(Engine engine, String damage) {
    return Finding.problem(
        engine.id() + " natives", damage, "delete that folder; the next run unpacks it again");
  }

  private Finding selfTest(Engine engine) throws IOException, InterruptedException {
    String subject = engine.id() + " self-test";
    Architecture architecture = Architectures.named(SELF_TEST);
    Path model = scratch.resolve(engine.id() + engine.writer().extension());
    Optional<Failure> failure =
        new ModelFileRequest(
                architecture,
                Head.IMAGENET,
                engine,
                BatchNormFolding.FOLDED,
                Precision.FP32,
                architecture.inputSize(),
                SeededWeights.LABEL,
                Optional.empty(),
                model)
            .execute(jvm, scratch.resolve(engine.id() + "-model.log"));
    if (failure.isPresent()) {
      return Finding.problem(
          subject, failure.get().reason(), "free disk space and memory, then try again");
    }
    Row row = conformance(engine, architecture, model);
    if (!row.ok()) {
      return Finding.problem(
          subject,
          row.text(Column.REASON).orElse(""),
          "do not trust this engine's figures here; report it with the output of this command");
    }
    return Finding.well(
        subject,
        String.format(
            Locale.ROOT,
            "%s computes Keras's function, error %.1e",
            SELF_TEST,
            row.number(Column.CONFORMANCE_ERROR).orElseThrow()));
  }

  private Row conformance(Engine engine, Architecture architecture, Path model)
      throws IOException, InterruptedException {
    Measurement conformance = Measurements.conformance();
    int batch = conformance.ownBatch().orElseThrow();
    Execution execution = new Execution(engine, ComputeDevice.CPU, batch, Precision.FP32, threads);
    Cell cell = Cell.ofModel(architecture, execution, conformance);
    CellRequest request =
        new CellRequest(
            cell,
            SeededWeights.LABEL,
            BatchNormFolding.FOLDED,
            architecture.inputSize(),
            Optional.of(model),
            new RunFolder(scratch),
            UNUSED,
            Optional.empty(),
            CellRequest.Round.ONLY,
            Optional.empty());
    return new CellProcess(jvm)
        .measure(request, scratch.resolve(engine.id() + ".log"), beat -> {})
        .row();
  }
}
