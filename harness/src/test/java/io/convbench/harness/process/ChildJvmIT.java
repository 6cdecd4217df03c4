package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of children that do not end well. */
class ChildJvmIT {

  @TempDir private Path folder;

  @Test
  void saysNothingOfAChildThatEndsWell() throws Exception {
    assertEquals(Optional.empty(), run("well", Duration.ofSeconds(60)));
  }

  @Test
  void namesTheLastLineOfAChildThatFails() throws Exception {
    assertEquals(
        Optional.of("process ended with exit code 7: the disk is full"),
        run("fail", Duration.ofSeconds(60)));
  }

  @Test
  void stopsAChildThatHangs() throws Exception {
    assertEquals(
        Optional.of("still running after 2 s: stopped"), run("hang", Duration.ofSeconds(2)));
  }

  @Test
  void noticesAKilledChild() throws Exception {
    assertEquals(
        Optional.of("process ended with exit code 137: killed (signal 9)"),
        run("kill", Duration.ofSeconds(60)));
  }

  @Test
  void keepsHotSpotsReportOfACrashInTheLog() throws Exception {
    Optional<String> failure = run("crash", Duration.ofSeconds(60));

    assertEquals(
        Optional.of("process ended with exit code 134: aborted by native code (signal 6)"),
        failure);
    Optional<LackOfMemory> lack =
        LackOfMemory.in(failure.orElseThrow(), folder.resolve("log"), OutOfMemoryKills.sinceNow());
    assertEquals(
        Optional.of(new LackOfMemory("ended by SIGSEGV, which may be lack of memory", false)),
        lack);
  }

  @Test
  void noticesAChildOutOfHeap() throws Exception {
    assertEquals(Optional.of("Java ran out of heap memory"), run("heap", Duration.ofSeconds(60)));
  }

  @Test
  void deletesWhatAChildLeavesInTheFolderForTemporaryFiles() throws Exception {
    Path left = folder.resolve("left");

    Optional<String> failure =
        jvm(Duration.ofSeconds(60))
            .run(Misbehaving.class, List.of("leave", left.toString()), folder.resolve("log"));

    assertEquals(Optional.empty(), failure);
    Path file = Path.of(Files.readString(left));
    assertFalse(Files.exists(file), file + " is there");
    assertFalse(Files.exists(file.getParent()), file.getParent() + " is there");
  }

  @Test
  void namesAMissingMainClass() throws Exception {
    ChildJvm jvm =
        new ChildJvm(new Installation(folder), TestCaches.engines(), Duration.ofSeconds(60));

    Optional<String> failure = jvm.run(Misbehaving.class, List.of(), folder.resolve("log"));

    assertTrue(failure.orElseThrow().startsWith("process ended with exit code 1: "));
  }

  @Test
  void passesAnEnginesEnvironment() throws Exception {
    Engine engine = new Prepared(jars -> Map.of("CONVBENCH_TEST", jars.getFileName() + " ready"));

    Optional<String> failure =
        jvm(Duration.ofSeconds(60))
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                Misbehaving.class,
                List.of("variable"),
                folder.resolve("log"));

    assertEquals(Optional.of("process ended with exit code 7: prepared ready"), failure);
  }

  @Test
  void showsAChildTheGpuItIsToUseAlone() throws Exception {
    Engine engine = new Prepared(jars -> Map.of());

    Optional<String> failure =
        jvm(Duration.ofSeconds(60))
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                Misbehaving.class,
                List.of("gpus"),
                folder.resolve("log"));

    assertEquals(Optional.of("process ended with exit code 7: -1 by PCI_BUS_ID"), failure);
  }

  @Test
  void saysWhyAnEngineCannotBeMadeReady() throws Exception {
    Engine engine =
        new Prepared(
            jars -> {
              throw new IOException("no space left");
            });

    Optional<String> failure =
        jvm(Duration.ofSeconds(60))
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                Misbehaving.class,
                List.of("well"),
                folder.resolve("log"));

    assertEquals(Optional.of("no space left"), failure);
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
    public Map<String, String> properties(int threads) {
      return Map.of();
    }

    @Override
    public Map<String, String> prepare(Path jars, Path cache) throws IOException {
      return preparation.with(jars);
    }
  }

  private Optional<String> run(String how, Duration limit) throws Exception {
    return jvm(limit).run(Misbehaving.class, List.of(how), folder.resolve("log"));
  }

  private ChildJvm jvm(Duration limit) throws Exception {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    String name = Misbehaving.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve("t.jar")));
        InputStream content = getClass().getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      content.transferTo(jar);
    }
    return new ChildJvm(new Installation(folder), TestCaches.engines(), limit);
  }
}
