package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.library.FakeLibrary;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.NamedLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Libraries and plugins that a user names, and each mistake in one line. */
class LibraryOptionsTest {

  @TempDir private Path folder;
  private Path torch;
  private Path plugin;

  @Command
  private static final class AnyCommand {
    @CommandLine.Mixin private LibraryOptions libraries;
  }

  @BeforeEach
  void makeLibraries() throws Exception {
    torch = folder.resolve("torch/lib");
    FakeLibrary.ofThisMachine(torch.resolve("libtorch_cpu.so"));
    plugin = FakeLibrary.ofThisMachine(folder.resolve("libplugin.so"));
  }

  @Test
  void givesAnEngineTheLibrariesThatAreNamedForIt() {
    List<Engine> engines =
        engines(Map.of(), List.of("pytorch", "tensorflow"), "--library", "PyTorch=" + torch);

    assertEquals(Optional.of(new NamedLibraries(torch, Optional.empty())), engines.get(0).named());
    assertEquals(Optional.empty(), engines.get(1).named());
  }

  @Test
  void readsDjlsVariableAsDjlDoes() {
    String list = folder.resolve("none") + ":" + torch;

    List<Engine> engines = engines(Map.of("PYTORCH_LIBRARY_PATH", list), List.of("pytorch"));

    assertEquals(torch, engines.get(0).named().orElseThrow().folder());
  }

  @Test
  void anOptionWinsOverAVariable() {
    List<Engine> engines =
        engines(
            Map.of("PYTORCH_LIBRARY_PATH", "/elsewhere"),
            List.of("pytorch"),
            "--library=pytorch=" + torch);

    assertEquals(torch, engines.get(0).named().orElseThrow().folder());
  }

  @Test
  void runsAPluginBesideTheEngineOrAloneAsAskedFor() {
    String option = "--onnxruntime-provider=openvino=" + plugin;

    assertEquals(
        List.of("pytorch", "onnxruntime", "onnxruntime+openvino"),
        ids(engines(Map.of(), List.of("pytorch", "onnxruntime"), option)));
    assertEquals(
        List.of("onnxruntime+openvino"),
        ids(engines(Map.of(), List.of("onnxruntime+OpenVINO"), option)));
  }

  @Test
  void namesTheVariableOrTheOptionThatIsWrong() {
    assertEquals(
        "PYTORCH_LIBRARY_PATH: /none is not a folder of libraries: name one that exists",
        mistake(Map.of("PYTORCH_LIBRARY_PATH", "/none"), List.of("pytorch")));
    assertEquals(
        "--library tensorflow: /none is not a folder of libraries: name one that exists",
        mistake(Map.of(), List.of("tensorflow"), "--library=tensorflow=/none"));
  }

  @Test
  void refusesWhatIsNoPair() {
    assertEquals(
        "--library pytorch: use a name and a path, e.g. pytorch=DIR",
        mistake(Map.of(), List.of("pytorch"), "--library=pytorch"));
  }

  @Test
  void refusesAnUnknownEngine() {
    String message = mistake(Map.of(), List.of("pytorch"), "--library=torch=" + torch);

    assertTrue(message.startsWith("unknown engine 'torch' (nearest: pytorch)"), message);
  }

  @Test
  void refusesAnEngineThatIsNotInTheRun() {
    assertEquals(
        "--library pytorch=%s: pytorch is not asked for (tensorflow): add it to --engine, or leave this out"
            .formatted(torch),
        mistake(Map.of(), List.of("tensorflow"), "--library=pytorch=" + torch));
    assertEquals(
        "--onnxruntime-provider openvino: onnxruntime is not asked for (pytorch): add it to"
            + " --engine, or leave this out",
        mistake(Map.of(), List.of("pytorch"), "--onnxruntime-provider=openvino=" + plugin));
  }

  @Test
  void refusesTwoForOneEngine() {
    assertEquals(
        "--library names %s and /b for pytorch: name one".formatted(torch),
        mistake(
            Map.of(), List.of("pytorch"), "--library=pytorch=" + torch, "--library=pytorch=/b"));
  }

  @Test
  void refusesABindingWithoutLibraries() {
    assertEquals(
        "--binding pytorch=%s: name the libraries that it is for, too, by --library pytorch=DIR"
            .formatted(plugin),
        mistake(Map.of(), List.of("pytorch"), "--binding=pytorch=" + plugin));
  }

  @Test
  void refusesAPluginsEngineWithoutItsLibrary() {
    assertEquals(
        "no library is named for the engine 'onnxruntime+openvino': pass --onnxruntime-provider"
            + " openvino=LIBRARY",
        mistake(Map.of(), List.of("onnxruntime+openvino")));
  }

  private static List<String> ids(List<Engine> engines) {
    return engines.stream().map(Engine::id).toList();
  }

  private static String mistake(
      Map<String, String> environment, List<String> names, String... options) {
    return assertThrows(InvalidInputException.class, () -> engines(environment, names, options))
        .getMessage();
  }

  private static List<Engine> engines(
      Map<String, String> environment, List<String> names, String... options) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command).parseArgs(options);
    return command.libraries.applied(command.libraries.named(names), environment);
  }
}
