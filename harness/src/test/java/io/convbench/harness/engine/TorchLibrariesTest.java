package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.library.FakeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where PyTorch's libraries are in what users have, and which version they are. */
class TorchLibrariesTest {

  private static final String LIBRARY = "libtorch_cpu.so";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "lib", "torch/lib", "libtorch/lib"})
  void findsThemInPackagesAndArchives(String within) throws Exception {
    FakeLibrary.ofThisMachine(folder.resolve(within).resolve(LIBRARY));

    assertEquals(folder.resolve(within), found().folder());
  }

  /** {@code torch/version.py} of PyPI's torch 2.7.1. */
  @Test
  void readsTheVersionOfAPythonPackage() throws Exception {
    FakeLibrary.ofThisMachine(folder.resolve("torch/lib").resolve(LIBRARY));
    Files.writeString(
        folder.resolve("torch/version.py"),
        """
        from typing import Optional

        __all__ = ['__version__', 'debug', 'cuda', 'git_version', 'hip']
        __version__ = '2.7.1+cu126'
        debug = False
        cuda: Optional[str] = '12.6'
        """);

    assertEquals(Optional.of("2.7.1+cu126"), found().statedVersion());
    assertEquals("2.7.1", TorchLibraries.release("2.7.1+cu126"));
  }

  @Test
  void readsTheVersionOfALibtorch() throws Exception {
    FakeLibrary.ofThisMachine(folder.resolve("libtorch/lib").resolve(LIBRARY));
    Files.writeString(folder.resolve("libtorch/build-version"), "2.10.0+cpu\n");

    assertEquals(Optional.of("2.10.0+cpu"), found().statedVersion());
    assertEquals("2.10.0", TorchLibraries.release("2.10.0+cpu"));
  }

  @Test
  void knowsNoVersionWhereNothingStatesOne() throws Exception {
    FakeLibrary.ofThisMachine(folder.resolve(LIBRARY));

    assertEquals(Optional.empty(), found().statedVersion());
  }

  /** What {@code aoti_torch_abi_version()} of torch 2.7.1 and 2.13.0 returned. */
  @Test
  void decodesTheVersionThatALoadedLibraryStates() {
    assertEquals("2.7.1", TorchLibraries.version(0x0207010000000000L));
    assertEquals("2.13.0", TorchLibraries.version(0x020d000000000000L));
  }

  @Test
  void refusesAFolderWithoutThem() {
    String message = assertThrows(InvalidInputException.class, this::found).getMessage();

    assertEquals(
        folder
            + " holds no libtorch_cpu.so, nor does lib or torch/lib or libtorch/lib: name the folder"
            + " of PyTorch's libraries",
        message);
  }

  @Test
  void refusesThoseOfAnotherProcessor() throws Exception {
    FakeLibrary.ofAnotherMachine(folder.resolve("lib").resolve(LIBRARY));

    String message = assertThrows(InvalidInputException.class, this::found).getMessage();

    assertTrue(message.contains("lib/libtorch_cpu.so is for "), message);
  }

  @Test
  void refusesASecondBindingThatDjlWouldTakeFirst() throws Exception {
    FakeLibrary.ofThisMachine(folder.resolve(LIBRARY));
    Path beside = FakeLibrary.ofThisMachine(folder.resolve("libdjl_torch.so"));
    Path mine = FakeLibrary.ofThisMachine(folder.resolve("mine/libdjl_torch.so"));
    NamedLibraries named = new NamedLibraries(folder, Optional.of(mine));

    String message =
        assertThrows(InvalidInputException.class, () -> new PyTorch().with(named)).getMessage();

    assertEquals("DJL would take %s, not %s: remove one of them".formatted(beside, mine), message);
  }

  private TorchLibraries found() {
    return TorchLibraries.in(new NamedLibraries(folder, Optional.empty()));
  }
}
