package io.convbench.harness.engine;

import io.convbench.foundation.file.WholeFolder;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The library by which DJL calls PyTorch ({@code libdjl_torch.so}), which is compiled for one
 * version of it. DJL looks for it beside PyTorch's libraries, then in its cache, then in its jar.
 *
 * @param file the binding; empty for that of the jar
 * @param release of PyTorch for which DJL is to take it
 * @param flavor of PyTorch likewise, e.g. {@code cpu} or {@code cu128}
 * @param djlVersion of the engine
 * @param beside whether DJL finds it beside PyTorch's libraries
 */
record TorchBinding(
    Optional<Path> file, String release, String flavor, String djlVersion, boolean beside) {

  private static final String NAME = "libdjl_torch.so";
  private static final String IN_JAR = "jnilib/";
  private static final int HASH_DIGITS = 16;

  /** Where DJL, and convbench for it, keep bindings that were compiled for this release. */
  private static final List<String> CACHES = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

  /**
   * @throws InvalidInputException when a binding is beside PyTorch's libraries, where DJL takes it
   *     before the named one
   */
  static void requireNoneBeside(TorchLibraries libraries, Path named) {
    Path beside = libraries.folder().resolve(NAME);
    if (Files.exists(beside) && !beside.equals(named)) {
      throw new InvalidInputException(
          "DJL would take %s, not %s: remove one of them".formatted(beside, named));
    }
  }

  private static Optional<Path> beside(TorchLibraries libraries, String djl) {
    return Stream.of(fileName(djl), NAME)
        .map(libraries.folder()::resolve)
        .filter(Files::exists)
        .findFirst();
  }

  /**
   * The binding for these libraries.
   *
   * @param named by the user
   * @param jars of the engine
   * @param cache of convbench's engines
   * @param environment of the user
   */
  static TorchBinding of(
      TorchLibraries libraries,
      Optional<Path> named,
      Path jars,
      Path cache,
      Map<String, String> environment)
      throws IOException {
    String djl = property(jar(jars, "pytorch-engine-"), "pytorch-engine.properties", "djl_version");
    Path jar = jar(jars, "pytorch-jni-");
    String jni = property(jar, IN_JAR + "pytorch.properties", "jni_version");
    String ofJar = jni.substring(0, jni.indexOf('-'));
    String release = libraries.statedVersion().map(TorchLibraries::release).orElse(ofJar);
    Optional<Path> beside = beside(libraries, djl);
    if (beside.isPresent()) {
      return new TorchBinding(beside, release, flavor(libraries, environment), djl, true);
    }
    Optional<Path> own = named;
    if (own.isEmpty() && !release.equals(ofJar)) {
      own = cached(libraries, release, djl, cache, environment);
    }
    return own.isPresent()
        ? new TorchBinding(own, release, flavor(libraries, environment), djl, false)
        : new TorchBinding(Optional.empty(), ofJar, flavor(libraries, jar), djl, false);
  }

  /** In words. */
  String description() {
    return file.map(path -> "the binding " + path)
        .orElse("DJL's binding for PyTorch %s".formatted(release));
  }

  /**
   * What to do when it does not work with PyTorch's libraries.
   *
   * @param compiledFor those, in words
   */
  String advice(String compiledFor) {
    return file.isPresent()
        ? "name a binding that is compiled for %s".formatted(compiledFor)
        : "name libraries of PyTorch %s, or a binding that is compiled for %s by --binding pytorch=FILE"
            .formatted(release, compiledFor);
  }

  /**
   * Makes it ready for DJL, which finds a binding of the user's by its folder's name alone: it is
   * copied into a folder of its content's hash, so that a file changed later is another binding.
   *
   * @return environment variables by which DJL takes it
   */
  Map<String, String> prepare(TorchLibraries libraries, Path cache) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PYTORCH_LIBRARY_PATH", libraries.folder().toString());
    variables.put("PYTORCH_VERSION", release);
    variables.put("PYTORCH_FLAVOR", flavor);
    if (file.isPresent() && !beside) {
      byte[] content = Files.readAllBytes(file.get());
      String hash = HashAlgorithm.SHA256.hex(content);
      Path engines = cache.resolve("bindings").resolve(hash.substring(0, HASH_DIGITS));
      Path folder = engines.resolve("pytorch").resolve(folderName(release, flavor));
      if (!Files.exists(folder.resolve(fileName(djlVersion)))) {
        Files.createDirectories(folder.getParent());
        WholeFolder.write(folder, Map.of(fileName(djlVersion), content));
      }
      variables.put("ENGINE_CACHE_DIR", engines.toString());
    }
    return variables;
  }

  private static String folderName(String release, String flavor) {
    return "%s-%s-linux-%s".formatted(release, flavor, processor());
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }

  private static String fileName(String djl) {
    return djl + "-" + NAME;
  }

  private static Optional<Path> cached(
      TorchLibraries libraries,
      String release,
      String djl,
      Path cache,
      Map<String, String> environment)
      throws IOException {
    Stream<Path> roots =
        Stream.concat(
            CACHES.stream().map(environment::get).filter(value -> value != null).map(Path::of),
            Stream.of(cache, Path.of(System.getProperty("user.home"), ".djl.ai")));
    String start = release + (libraries.useCuda() ? "-cu" : "-cpu");
    for (Path root : roots.toList()) {
      Path versions = root.resolve("pytorch");
      if (Files.isDirectory(versions)) {
        try (Stream<Path> folders = Files.list(versions)) {
          Optional<Path> found =
              folders
                  .filter(folder -> folder.getFileName().toString().startsWith(start))
                  .map(folder -> folder.resolve(fileName(djl)))
                  .filter(Files::isRegularFile)
                  .sorted()
                  .findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What a binding of the user's is asked for as: what the version says, e.g. {@code +cu130}. */
  private static String flavor(TorchLibraries libraries, Map<String, String> environment) {
    String asked = environment.getOrDefault("PYTORCH_FLAVOR", "");
    if (!asked.isEmpty()) {
      return asked;
    }
    String version = libraries.statedVersion().orElse("");
    String builtFor = version.substring(version.indexOf('+') + 1).toLowerCase(Locale.ROOT);
    return libraries.useCuda() ? builtFor.startsWith("cu") ? builtFor : "cu" : "cpu";
  }

  /** That of the jar's bindings which fits: its only one for CUDA, or that for processors. */
  private static String flavor(TorchLibraries libraries, Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      String folder = IN_JAR + "linux-" + processor() + "/cu";
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(folder) && name.endsWith(NAME))
          .map(name -> name.split("/")[2])
          .filter(name -> libraries.useCuda())
          .findFirst()
          .orElse("cpu");
    }
  }

  private static Path jar(Path jars, String start) throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow(
              () -> new IOException("%s holds no %s*.jar: build again".formatted(jars, start)));
    }
  }

  private static String property(Path jar, String entry, String key) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Properties properties = new Properties();
      try (InputStream in = zip.getInputStream(zip.getEntry(entry))) {
        properties.load(in);
      }
      return properties.getProperty(key);
    }
  }
}
