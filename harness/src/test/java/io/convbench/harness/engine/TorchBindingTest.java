package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.library.FakeLibrary;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which binding DJL is made to take, among the places where it looks. */
class TorchBindingTest {

  private static final String PROCESSOR =
      FakeLibrary.thisMachine() == FakeLibrary.AARCH64 ? "aarch64" : "x86_64";

  @TempDir private Path folder;
  private Path jars;
  private Path cache;
  private TorchLibraries libraries;

  @BeforeEach
  void makeAnInstallationAndALibtorch() throws Exception {
    jars = Files.createDirectories(folder.resolve("jars"));
    cache = folder.resolve("cache");
    jar("pytorch-engine-0.36.0.jar", "pytorch-engine.properties", "djl_version=0.36.0");
    jar("pytorch-jni-2.7.1-0.36.0.jar", "jnilib/pytorch.properties", "jni_version=2.7.1-0.36.0");
    FakeLibrary.ofThisMachine(folder.resolve("libtorch/lib/libtorch_cpu.so"));
    state("2.13.0+cpu");
    libraries = TorchLibraries.in(new NamedLibraries(folder, Optional.empty()));
  }

  @Test
  void takesThatOfTheJarWhereNoOtherIs() throws Exception {
    TorchBinding binding = binding(Optional.empty(), Map.of());

    assertEquals("DJL's binding for PyTorch 2.7.1", binding.description());
    assertEquals(
        Map.of(
            "PYTORCH_LIBRARY_PATH",
            folder.resolve("libtorch/lib").toString(),
            // DJL takes its jar's binding for this version alone.
            "PYTORCH_VERSION",
            "2.7.1",
            "PYTORCH_FLAVOR",
            "cpu"),
        binding.prepare(libraries, cache));
    assertEquals(
        "name libraries of PyTorch 2.7.1, or a binding that is compiled for PyTorch 2.13.0+cpu by"
            + " --binding pytorch=FILE",
        binding.advice("2.13.0+cpu"));
  }

  @Test
  void putsANamedOneWhereDjlLooksForThatVersion() throws Exception {
    Path mine = FakeLibrary.ofThisMachine(folder.resolve("mine.so"));

    Map<String, String> variables = binding(Optional.of(mine), Map.of()).prepare(libraries, cache);

    assertEquals("2.13.0", variables.get("PYTORCH_VERSION"));
    Path seen =
        Path.of(variables.get("ENGINE_CACHE_DIR"))
            .resolve("pytorch/2.13.0-cpu-linux-" + PROCESSOR)
            .resolve("0.36.0-libdjl_torch.so");
    assertArrayEquals(Files.readAllBytes(mine), Files.readAllBytes(seen));
  }

  @Test
  void keepsBindingsOfOtherContentApart() throws Exception {
    Path mine = FakeLibrary.ofThisMachine(folder.resolve("mine.so"));
    String before = cacheFor(mine);

    Files.write(mine, new byte[] {1, 2, 3});

    assertNotEquals(before, cacheFor(mine));
  }

  private String cacheFor(Path binding) throws Exception {
    return binding(Optional.of(binding), Map.of())
        .prepare(libraries, cache)
        .get("ENGINE_CACHE_DIR");
  }

  @Test
  void findsOneInDjlsCache() throws Exception {
    Path djl = folder.resolve("djl");
    Path compiled =
        FakeLibrary.ofThisMachine(
            djl.resolve("pytorch/2.13.0-cpu-linux-x86_64/0.36.0-libdjl_torch.so"));
    FakeLibrary.ofThisMachine(
        djl.resolve("pytorch/2.12.0-cpu-linux-x86_64/0.36.0-libdjl_torch.so"));

    TorchBinding binding = binding(Optional.empty(), Map.of("ENGINE_CACHE_DIR", djl.toString()));

    assertEquals(Optional.of(compiled), binding.file());
    assertEquals("2.13.0", binding.release());
  }

  @Test
  void leavesOneBesideTheLibrariesToDjl() throws Exception {
    Path beside = FakeLibrary.ofThisMachine(folder.resolve("libtorch/lib/libdjl_torch.so"));

    TorchBinding binding = binding(Optional.empty(), Map.of());

    assertEquals(Optional.of(beside), binding.file());
    assertTrue(binding.beside());
    assertFalse(binding.prepare(libraries, cache).containsKey("ENGINE_CACHE_DIR"));
  }

  @Test
  void honoursDjlsVariableForTheFlavor() throws Exception {
    Path mine = FakeLibrary.ofThisMachine(folder.resolve("mine.so"));

    assertEquals("cu130", binding(Optional.of(mine), Map.of("PYTORCH_FLAVOR", "cu130")).flavor());
  }

  private TorchBinding binding(Optional<Path> named, Map<String, String> environment)
      throws Exception {
    return TorchBinding.of(libraries, named, jars, cache, environment);
  }

  private void state(String version) throws Exception {
    Files.writeString(folder.resolve("libtorch/build-version"), version + "\n");
  }

  private void jar(String name, String entry, String content) throws Exception {
    try (OutputStream file = Files.newOutputStream(jars.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
