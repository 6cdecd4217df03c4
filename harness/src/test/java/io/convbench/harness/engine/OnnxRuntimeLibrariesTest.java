package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.library.FakeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime's libraries of the user's, plugins, and which of them fit each other. */
class OnnxRuntimeLibrariesTest {

  @TempDir private Path folder;

  /** Python's package has no link without a version, and no binding. */
  @Test
  void findsThemInAPythonPackage() throws Exception {
    Path library = library("onnxruntime/capi/libonnxruntime.so.1.30.0", "VERS_1.30.0");

    OnnxRuntimeLibraries found = found(Optional.empty());

    assertEquals(library, found.library());
    assertEquals(Optional.empty(), found.binding());
    assertEquals("ONNX Runtime 1.30.0", found.own().version());
  }

  @Test
  void takesABindingBesideThem() throws Exception {
    Path library = library("libonnxruntime.so", "VERS_1.30.0");
    Path binding = binding("libonnxruntime4j_jni.so", "VERS_1.30.0");

    assertEquals(
        Map.of(
            "onnxruntime.native.onnxruntime.path",
            library.toString(),
            "onnxruntime.native.onnxruntime4j_jni.path",
            binding.toString()),
        found(Optional.empty()).properties(binding, folder.resolve("cache")));
    assertEquals(Optional.of(binding), found(Optional.empty()).binding());
  }

  /** ONNX Runtime for Java looks for providers in one folder, by name, and takes all from there. */
  @Test
  void findsProvidersThroughAFolderOfLinks() throws Exception {
    Path library = library("capi/libonnxruntime.so.1.30.0", "VERS_1.30.0");
    Path provider = Files.createFile(folder.resolve("capi/libonnxruntime_providers_cuda.so"));
    Path binding = binding("libonnxruntime4j_jni.so", "VERS_1.30.0");
    OnnxRuntimeLibraries found = found(Optional.of(binding));

    Map<String, String> properties = found.properties(binding, folder.resolve("cache"));

    assertEquals(Set.of("onnxruntime.native.path"), properties.keySet());
    Path links = Path.of(properties.get("onnxruntime.native.path"));
    assertEquals(library, Files.readSymbolicLink(links.resolve("libonnxruntime.so")));
    assertEquals(binding, Files.readSymbolicLink(links.resolve("libonnxruntime4j_jni.so")));
    assertEquals(provider, Files.readSymbolicLink(links.resolve(provider.getFileName())));
    assertEquals(properties, found.properties(binding, folder.resolve("cache")));
  }

  @Test
  void refusesABindingForAnotherVersionWithBothVersions() throws Exception {
    library("libonnxruntime.so", "VERS_1.30.0");
    Path binding = binding("other/libonnxruntime4j_jni.so", "VERS_1.29.0");
    OnnxRuntimeLibraries found = found(Optional.of(binding));

    IOException refusal =
        assertThrows(IOException.class, () -> found.properties(binding, folder.resolve("cache")));

    assertEquals("the binding %s is for 1.29.0".formatted(binding), refusal.getMessage());
    String line = found.own().refusal(refusal.getMessage());
    assertTrue(line.contains("ONNX Runtime 1.30.0 in " + folder), line);
    assertTrue(line.contains("com.microsoft.onnxruntime:onnxruntime:1.30.0"), line);
  }

  @Test
  void refusesAFolderWithoutThem() {
    assertTrue(
        assertThrows(InvalidInputException.class, () -> found(Optional.empty()))
            .getMessage()
            .startsWith(folder + " holds no libonnxruntime.so, nor does lib, capi"));
  }

  @Test
  void aPluginMakesAnEngineOfAnotherName() throws Exception {
    Path library = FakeLibrary.ofThisMachine(folder.resolve("libplugin.so"));
    ExecutionProvider plugin = new ExecutionProvider("OpenVINOExecutionProvider", library);

    Engine engine = new OnnxRuntime().with(plugin).orElseThrow();

    assertEquals("onnxruntime+openvino", engine.id());
    assertEquals("onnxruntime", engine.jars());
    assertEquals("openvino=" + library, engine.properties(1).get("convbench.onnxruntime.provider"));
    assertEquals(Optional.empty(), new PyTorch().with(plugin));
  }

  @Test
  void refusesAPluginForAnotherProcessorAndANameThatIsNone() throws Exception {
    Path other = FakeLibrary.ofAnotherMachine(folder.resolve("libplugin.so"));
    Path text = Files.writeString(folder.resolve("plugin.txt"), "no library");

    assertThrows(InvalidInputException.class, () -> new ExecutionProvider("openvino", other));
    assertThrows(InvalidInputException.class, () -> new ExecutionProvider("openvino", text));
    assertThrows(InvalidInputException.class, () -> new ExecutionProvider("open vino", text));
  }

  private OnnxRuntimeLibraries found(Optional<Path> binding) {
    return OnnxRuntimeLibraries.in(new NamedLibraries(folder, binding));
  }

  private Path library(String name, String version) throws Exception {
    return FakeLibrary.write(
        folder.resolve(name),
        FakeLibrary.thisMachine(),
        List.of("libonnxruntime.so.1", version),
        List.of("GLIBC_2.27"));
  }

  private Path binding(String name, String version) throws Exception {
    return FakeLibrary.write(
        folder.resolve(name), FakeLibrary.thisMachine(), List.of(), List.of(version, "GLIBC_2.14"));
  }
}
