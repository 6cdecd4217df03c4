package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.library.FakeLibrary;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.engine.NamedLibraries;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of children that do not end well. */
class WorkerLauncherIT {

  @TempDir private Path folder;

  @Test
  void saysNothingOfAChildThatEndsWell() throws Exception {
    assertEquals(new Outcome.EndedWell(), run("well", Duration.ofSeconds(60)));
  }

  @Test
  void isToldByAChildWhatItThrew() throws Exception {
    assertEquals(
        new Outcome.Failed(new Failure(FailureKind.ERROR, "the engine")),
        run("throw", Duration.ofSeconds(60)));
    assertTrue(Files.readString(folder.resolve("log")).contains("is tired"));
  }

  @Test
  void aBugIsToldWithItsStackTrace() throws Exception {
    assertBug("bug", "this is a bug in convbench: IllegalStateException: no");
    assertBug("bug-in-thread", "this is a bug in convbench: NullPointerException: ");
    assertBug("assertion", "this is a bug in convbench: AssertionError: never");
    assertBug("assertion-in-thread", "this is a bug in convbench: AssertionError: never");
    assertBug("linkage", "this is a bug in convbench: NoSuchMethodError: x()");
  }

  @Test
  void anErrorInAThreadEndsTheChild() throws Exception {
    assertEquals(
        new Outcome.Failed(new Failure(FailureKind.ERROR, "no x")),
        run("library-in-thread", Duration.ofSeconds(60)));
  }

  private void assertBug(String how, String said) throws Exception {
    Outcome outcome = run(how, Duration.ofSeconds(60));
    assertEquals(FailureKind.BUG, outcome.failure().orElseThrow().kind());
    String reason = outcome.failure().orElseThrow().reason();
    assertTrue(reason.startsWith(said), reason);
    assertEquals(1, reason.lines().count(), reason);
    String trace = outcome.stackTrace().orElseThrow();
    assertTrue(trace.contains("at io.convbench.harness.process.Misbehaving."), trace);
  }

  @Test
  void isToldByAChildOfWhichKindItsFailureIs() throws Exception {
    assertEquals(
        new Outcome.Failed(new Failure(FailureKind.DISK_FULL, "reworded")),
        run("space", Duration.ofSeconds(60)));
  }

  @Test
  void namesTheLastLineOfAChildThatTellsNothing() throws Exception {
    assertEquals(new Outcome.Exited(7, "the disk is full"), run("fail", Duration.ofSeconds(60)));
    assertEquals(new Outcome.Exited(0, "it said nothing"), run("leaves", Duration.ofSeconds(60)));
  }

  @Test
  void stopsAChildThatHangs() throws Exception {
    assertEquals(new Outcome.OutOfTime(Duration.ofSeconds(2)), run("hang", Duration.ofSeconds(2)));
  }

  /** It takes half as long again as the limit, which leaves a busy machine seconds for a beat. */
  @Test
  void doesNotStopAChildThatMakesProgress() throws Exception {
    List<Double> fractions = new ArrayList<>();

    Outcome outcome =
        jvm(Duration.ofSeconds(4))
            .run(
                Misbehaving.class,
                List.of("beat"),
                folder.resolve("log"),
                beat -> fractions.add(beat.fraction()));

    assertEquals(new Outcome.EndedWell(), outcome);
    assertTrue(fractions.size() >= 3, fractions::toString);
    assertEquals(fractions.stream().sorted().distinct().toList(), fractions);
  }

  @Test
  @Tag("conformance")
  void doesNotStopAChildThatSaysHowLongItWillBeSilent() throws Exception {
    assertEquals(new Outcome.EndedWell(), run("quiet", Duration.ofSeconds(4)));
  }

  @Test
  void noticesAKilledChild() throws Exception {
    assertEquals(
        new Outcome.Signalled(
            Signal.SIGKILL, "process ended with exit code 137: killed (signal 9)"),
        run("kill", Duration.ofSeconds(60)));
  }

  @Test
  void keepsHotSpotsReportOfACrashInTheLog() throws Exception {
    Outcome outcome = run("crash", Duration.ofSeconds(60));

    assertEquals(
        new Outcome.Signalled(
            Signal.SIGSEGV, "process ended with exit code 134: aborted by native code (signal 6)"),
        outcome);
  }

  @Test
  void noticesAChildOutOfHeap() throws Exception {
    assertEquals(new Outcome.OutOfHeap(), run("heap", Duration.ofSeconds(60)));
  }

  @Test
  void deletesWhatAChildLeavesInTheFolderForTemporaryFiles() throws Exception {
    Path left = folder.resolve("left");

    Outcome outcome =
        jvm(Duration.ofSeconds(60))
            .run(Misbehaving.class, List.of("leave", left.toString()), folder.resolve("log"));

    assertEquals(new Outcome.EndedWell(), outcome);
    Path file = Path.of(Files.readString(left));
    assertFalse(Files.exists(file), file + " is there");
    assertFalse(Files.exists(file.getParent()), file.getParent() + " is there");
  }

  @Test
  void namesAMissingMainClass() throws Exception {
    WorkerLauncher jvm =
        new WorkerLauncher(new Installation(folder), TestCaches.engines(), Duration.ofSeconds(60));

    Outcome outcome = jvm.run(Misbehaving.class, List.of(), folder.resolve("log"));

    assertTrue(
        outcome instanceof Outcome.Exited exited && exited.exitCode() == 1, outcome::toString);
  }

  @Test
  void saysThatLibrariesAreGoneSinceTheyWereNamed() throws Exception {
    Path library = FakeLibrary.ofThisMachine(folder.resolve("libtorch_cpu.so"));
    Engine engine = Engines.named("pytorch").with(new NamedLibraries(folder, Optional.empty()));
    Files.delete(library);

    Outcome outcome =
        jvm(Duration.ofSeconds(60))
            .run(engine, VisibleGpus.NONE, 1, Misbehaving.class, List.of(), folder.resolve("log"));

    String reason = outcome.failure().orElseThrow().reason();
    assertTrue(reason.startsWith(folder + " holds no libtorch_cpu.so"), reason);
  }

  @Test
  void passesAnEnginesEnvironment() throws Exception {
    Engine engine = new Prepared(jars -> Map.of("CONVBENCH_TEST", jars.getFileName() + " ready"));

    Outcome outcome =
        jvm(Duration.ofSeconds(60))
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                Misbehaving.class,
                List.of("variable"),
                folder.resolve("log"));

    assertEquals(new Outcome.Exited(7, "prepared ready"), outcome);
  }

  @Test
  void showsAChildTheGpuItIsToUseAlone() throws Exception {
    Engine engine = new Prepared(jars -> Map.of());

    Outcome outcome =
        jvm(Duration.ofSeconds(60))
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                Misbehaving.class,
                List.of("gpus"),
                folder.resolve("log"));

    assertEquals(new Outcome.Exited(7, "-1 by PCI_BUS_ID"), outcome);
  }

  @Test
  void optimisesLaterWhatIsNotMeasured() throws Exception {
    WorkerLauncher jvm = jvm(Duration.ofSeconds(60));
    List<String> arguments = List.of("compiler");
    Path log = folder.resolve("log");

    assertEquals(new Outcome.Exited(7, "5000"), jvm.run(Misbehaving.class, arguments, log));
    assertEquals(
        new Outcome.Exited(7, "50000"), jvm.unmeasured().run(Misbehaving.class, arguments, log));
  }

  @Test
  void saysWhyAnEngineCannotBeMadeReady() throws Exception {
    Engine engine =
        new Prepared(
            jars -> {
              throw new AccessDeniedException("/cache/natives");
            });

    Outcome outcome =
        jvm(Duration.ofSeconds(60))
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                Misbehaving.class,
                List.of("well"),
                folder.resolve("log"));

    assertEquals(
        new Outcome.Failed(
            new Failure(
                FailureKind.NO_PERMISSION,
                "cannot read or write /cache/natives (no permission): check the path and its"
                    + " permissions")),
        outcome);
  }

  /** Makes an engine ready, given the folder of its jars. */
  private interface Preparation {
    Map<String, String> with(Path jars) throws IOException;
  }

  /** An engine of which nothing but its preparation is used. */
  private record Prepared(Preparation preparation) implements Engine {

    @Override
    public String id() {
      return "prepared";
    }

    @Override
    public String djlName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelFileWriter writer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> unsupported(
        ComputeDevice device, Precision precision, Hardware hardware) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isNative(String entry) {
      return false;
    }

    @Override
    public Map<String, String> properties(int threads) {
      return Map.of();
    }

    @Override
    public Engine with(NamedLibraries libraries) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> prepare(Path jars, Path cache) throws IOException {
      return preparation.with(jars);
    }
  }

  private Outcome run(String how, Duration limit) throws Exception {
    return jvm(limit).run(Misbehaving.class, List.of(how), folder.resolve("log"));
  }

  private WorkerLauncher jvm(Duration limit) throws Exception {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, installedJars());
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(lib.resolve("t.jar")), manifest)) {
      for (String part : List.of("", "$NotEnough")) {
        String name = Misbehaving.class.getName().replace('.', '/') + part + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream content = getClass().getClassLoader().getResourceAsStream(name)) {
          content.transferTo(jar);
        }
      }
    }
    return new WorkerLauncher(new Installation(folder), TestCaches.engines(), limit);
  }

  private static String installedJars() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "convbench", "lib"))) {
      return jars.map(jar -> jar.toUri().toString()).collect(Collectors.joining(" "));
    }
  }
}
