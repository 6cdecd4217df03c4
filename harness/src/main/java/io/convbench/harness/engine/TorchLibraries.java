package io.convbench.harness.engine;

import io.convbench.datasets.natives.LoadedLibrary;
import io.convbench.foundation.input.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PyTorch's libraries: those of an installed Python package, of an unpacked libtorch, or out of
 * DJL's jar.
 *
 * @param folder that holds {@code libtorch_cpu.so}
 */
record TorchLibraries(Path folder) {

  /** All of PyTorch that needs no GPU. */
  static final String LIBRARY = "libtorch_cpu.so";

  /** A folder of libraries; a libtorch; a Python package; a Python environment's packages. */
  private static final List<String> LAYOUTS = List.of("", "lib", "torch/lib", "libtorch/lib");

  /** The devices by which processes reach NVIDIA's driver, the second under Windows. */
  private static final List<Path> DRIVERS = List.of(Path.of("/dev/nvidiactl"), Path.of("/dev/dxg"));

  /** Its upper three bytes are the version: {@code torch/csrc/stable/c/shim.h}'s ABI version. */
  private static final String VERSION_FUNCTION = "aoti_torch_abi_version";

  private static final Pattern PYTHON_VERSION = Pattern.compile("(?m)^__version__ = '([^'\\s]+)'");

  /** {@code 2.7.1}, and after a plus what it was built for. */
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)\\S*?(\\+\\S+)?");

  /**
   * The libraries that a user names.
   *
   * @throws InvalidInputException when there are none, or they are for another machine, or in a
   *     folder that DJL takes for two
   */
  static TorchLibraries in(NamedLibraries named) {
    Path folder = named.holding("PyTorch", LIBRARY, LAYOUTS);
    if (folder.toString().contains(File.pathSeparator)) {
      throw new InvalidInputException(
          "%s has a colon in its name, at which DJL splits it: rename it, or name a link to it"
              .formatted(folder));
    }
    return new TorchLibraries(folder);
  }

  /**
   * Those that this JVM has loaded; by the name of the folder that it was told, where the file is
   * the same, since what states a version is beside that.
   *
   * @param library as the system names it, without links
   */
  static TorchLibraries loadedFrom(Path library) throws IOException {
    String told = System.getenv("PYTORCH_LIBRARY_PATH");
    if (told != null) {
      Path named = Path.of(told).resolve(LIBRARY);
      if (Files.exists(named) && Files.isSameFile(named, library)) {
        return new TorchLibraries(named.getParent());
      }
    }
    return new TorchLibraries(library.getParent());
  }

  /**
   * True when DJL is to load what computes on NVIDIA's GPUs, which loads only where the driver is.
   */
  boolean useCuda() {
    return Files.exists(folder.resolve("libtorch_cuda.so"))
        && DRIVERS.stream().anyMatch(Files::exists);
  }

  /**
   * The version that the folder states, e.g. {@code 2.7.1+cu126}; empty when it states none, as
   * that out of DJL's jar does not.
   */
  Optional<String> statedVersion() {
    Path ofPackage = folder.resolveSibling("version.py");
    Path ofLibtorch = folder.resolveSibling("build-version");
    return read(ofPackage)
        .map(PYTHON_VERSION::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .or(() -> read(ofLibtorch).map(String::strip))
        .filter(version -> VERSION.matcher(version).matches());
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** A version without what it was built for: {@code 2.7.1} of {@code 2.7.1+cu126}. */
  static String release(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() ? matcher.group(1) : version;
  }

  /**
   * The version that the loaded library states, with what the folder says that it was built for;
   * the folder's where the library has no such function, as those before 2.6.
   *
   * @throws IOException when neither states one, or they differ
   */
  String loadedVersion() throws IOException {
    Optional<String> stated = statedVersion();
    OptionalLong abi = LoadedLibrary.ask(folder.resolve(LIBRARY), VERSION_FUNCTION);
    if (abi.isEmpty()) {
      return stated.orElseThrow(() -> new IOException(folder + " does not say its version"));
    }
    String loaded = version(abi.getAsLong());
    if (stated.isPresent() && !release(stated.get()).equals(loaded)) {
      throw new IOException(
          "%s says it is PyTorch %s, but its library says %s: unpack it again"
              .formatted(folder, stated.get(), loaded));
    }
    return stated.orElse(loaded);
  }

  /** The version in an ABI version: a byte each for major, minor and patch, from the top. */
  static String version(long abi) {
    return "%s.%s.%s".formatted(abi >>> 56, abi >>> 48 & 0xff, abi >>> 40 & 0xff);
  }
}
