package io.convbench.harness.engine;

import io.convbench.foundation.file.OwnedFolder;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.hash.HashAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TensorFlow's libraries of the user's: those of an installed Python package, or any folder of
 * them.
 *
 * @param folder that holds {@code libtensorflow_cc.so.2}
 * @param binding {@code libjnitensorflow.so}; empty for that of the installation
 */
record TensorFlowLibraries(Path folder, Optional<Path> binding) {

  private static final String LIBRARY = "libtensorflow_cc.so.2";
  private static final String FRAMEWORK = "libtensorflow_framework.so.2";
  private static final String BINDING = "libjnitensorflow.so";

  private static final List<String> LAYOUTS = List.of("", "lib", "tensorflow");
  private static final int HASH_DIGITS = 16;

  /** Unpacks the installation's libraries, of which the binding is one. */
  interface Unpacking {

    /** Their folder. */
    Path unpacked() throws IOException;
  }

  /** The libraries that a user names. */
  static TensorFlowLibraries in(NamedLibraries named) {
    Path folder = named.holding("TensorFlow", LIBRARY, LAYOUTS);
    return new TensorFlowLibraries(folder, named.bindingOr(folder.resolve(BINDING)));
  }

  OwnLibraries own() {
    return new OwnLibraries(
        folder,
        "TensorFlow",
        binding.map(file -> "the binding " + file).orElse("the binding of TensorFlow for Java"),
        "name libraries of TensorFlow 2.16, or a binding that is compiled for these by"
            + " --binding tensorflow=FILE");
  }

  /**
   * A folder of links to all three libraries, as JavaCPP finds them in one folder only.
   *
   * @param own gives the installation's, if its binding is needed
   * @param cache in which the folder gets its place
   */
  Path linked(Unpacking own, Path cache) throws IOException {
    Map<String, Path> links = new LinkedHashMap<>();
    links.put(LIBRARY, folder.resolve(LIBRARY));
    links.put(FRAMEWORK, folder.resolve(FRAMEWORK));
    links.put(BINDING, binding.isPresent() ? binding.get() : own.unpacked().resolve(BINDING));
    String name = HashAlgorithm.SHA256.hex(links.values().toString());
    Path place = Files.createDirectories(cache).resolve(name.substring(0, HASH_DIGITS));
    if (!Files.exists(place)) {
      try (OwnedFolder part = OwnedFolder.create(cache, "part-")) {
        Path whole = Files.createDirectory(part.path().resolve("libraries"));
        for (Map.Entry<String, Path> link : links.entrySet()) {
          Files.createSymbolicLink(whole.resolve(link.getKey()), link.getValue());
        }
        WholeFile.place(whole, place);
      }
    }
    return place;
  }
}
