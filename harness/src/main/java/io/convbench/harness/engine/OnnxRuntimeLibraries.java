package io.convbench.harness.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.convbench.datasets.natives.SharedLibrary;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ONNX Runtime's libraries of the user's: those of an installed Python package, of ONNX Runtime's
 * own archive for C, or out of the jar of another version. A binding works with the version alone
 * that it was linked with: it needs that version of a symbol.
 *
 * @param library {@code libonnxruntime.so}, in Python's package with the version behind
 * @param binding {@code libonnxruntime4j_jni.so}; empty for that of the installation
 */
record OnnxRuntimeLibraries(Path library, Optional<Path> binding) {

  static final String BINDING = "libonnxruntime4j_jni.so";

  private static final Pattern LIBRARY = Pattern.compile("libonnxruntime\\.so(\\.\\d+)*");
  private static final List<String> LAYOUTS = List.of("", "lib", "capi", "onnxruntime/capi");

  /** What computes on other devices, as {@code libonnxruntime_providers_cuda.so}. */
  private static final String PROVIDERS = "libonnxruntime_providers_*.so";

  /** How ONNX Runtime's linker script names the version of its symbols. */
  private static final String SYMBOLS = "VERS_";

  /** The libraries that a user names. */
  static OnnxRuntimeLibraries in(NamedLibraries named) {
    for (String layout : LAYOUTS) {
      Path folder = named.folder().resolve(layout);
      Optional<Path> library = library(folder);
      if (library.isPresent()) {
        SharedLibrary.readForThisMachine(library.get());
        return new OnnxRuntimeLibraries(library.get(), named.bindingOr(folder.resolve(BINDING)));
      }
    }
    throw new InvalidInputException(
        "%s holds no libonnxruntime.so, nor does lib, capi or onnxruntime/capi in it: name the folder of ONNX Runtime's libraries"
            .formatted(named.folder()));
  }

  private static Optional<Path> library(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> LIBRARY.matcher(file.getFileName().toString()).matches())
          .sorted()
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  OwnLibraries own() {
    String version = version();
    return new OwnLibraries(
        library.getParent(),
        "ONNX Runtime " + version,
        binding
            .map(file -> "the binding " + file + linkedWith(file).map(" for "::concat).orElse(""))
            .orElse("the binding of the installation"),
        "take libonnxruntime4j_jni.so out of the jar com.microsoft.onnxruntime:onnxruntime:%s and pass it by --binding onnxruntime=FILE"
            .formatted(version));
  }

  private static Optional<String> linkedWith(Path binding) {
    return version(SharedLibrary.read(binding).neededVersions());
  }

  private String version() {
    return version(SharedLibrary.read(library).providedVersions()).orElse("of unknown version");
  }

  private static Optional<String> version(Set<String> symbols) {
    return symbols.stream()
        .filter(version -> version.startsWith(SYMBOLS))
        .map(version -> version.substring(SYMBOLS.length()))
        .findFirst();
  }

  /**
   * System properties by which ONNX Runtime for Java loads them. It looks for providers in the one
   * folder that it is told, and then for all else there too, by fixed names: where there are
   * providers it is told a folder of links.
   *
   * @param used binding
   * @param cache where that folder may be
   * @throws IOException when the binding was linked with another version
   */
  Map<String, String> properties(Path used, Path cache) throws IOException {
    Optional<String> linked = linkedWith(used);
    if (linked.isPresent() && !linked.get().equals(version())) {
      throw new IOException("the binding %s is for %s".formatted(used, linked.get()));
    }
    List<Path> providers = providers();
    if (!providers.isEmpty()) {
      return Map.of("onnxruntime.native.path", linked(used, providers, cache).toString());
    }
    return Map.of(
        "onnxruntime.native.onnxruntime.path",
        library.toString(),
        "onnxruntime.native.onnxruntime4j_jni.path",
        used.toString());
  }

  private List<Path> providers() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(library.getParent(), PROVIDERS)) {
      files.forEach(found::add);
    }
    return found;
  }

  private Path linked(Path used, List<Path> providers, Path cache) throws IOException {
    String all = library + "\n" + used + "\n" + providers;
    Path folder = cache.resolve("linked-" + HashAlgorithm.SHA256.hex(all.getBytes(UTF_8)));
    Files.createDirectories(folder);
    link(folder.resolve(System.mapLibraryName("onnxruntime")), library);
    link(folder.resolve(BINDING), used);
    for (Path provider : providers) {
      link(folder.resolve(provider.getFileName()), provider);
    }
    return folder;
  }

  private static void link(Path link, Path to) throws IOException {
    try {
      Files.createSymbolicLink(link, to.toAbsolutePath());
    } catch (FileAlreadyExistsException madeBefore) {
      // The folder's name says what its links point to.
    }
  }
}
