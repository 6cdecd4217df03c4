package io.convbench.harness.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where convbench's jars are: {@code lib/} for all JVMs and {@code engines/<id>/} for the children
 * of one engine; beside them {@code bin/convbench}, which starts it, and, in a package, {@code
 * runtime/} for a Java of its own.
 *
 * @param home the folder that holds them
 */
public record Installation(Path home) {

  /** As {@code sha256sum} writes the hash of its standard input. */
  private static final Pattern SHA256 = Pattern.compile("([0-9a-f]{64})  -");

  /**
   * The installation that this class was loaded from.
   *
   * @throws IOException when it was not loaded from an installation's jar
   */
  public static Installation current() throws IOException {
    try {
      Path jar =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path home = jar.toRealPath().getParent().getParent();
      if (!Files.isDirectory(home.resolve("engines"))) {
        throw new IOException(
            home + " holds no engines: build with 'mvn -DskipTests package' and run ./convbench");
      }
      return new Installation(home);
    } catch (URISyntaxException e) {
      throw new IOException("convbench's own location is not a path", e);
    }
  }

  /**
   * The same installation by a name that a class path can hold, which is split at colons.
   *
   * @param folder in which a link is where it takes one
   */
  Installation onClassPath(Path folder) throws IOException {
    return home.toString().contains(File.pathSeparator)
        ? new Installation(Files.createSymbolicLink(folder.resolve("installation"), home))
        : this;
  }

  /** Hash of the sources that the launcher built it from; empty where something else built it. */
  public Optional<String> sourcesSha256() {
    try (Stream<String> lines = Files.lines(home.resolve("built"))) {
      return lines
          .map(SHA256::matcher)
          .filter(Matcher::matches)
          .map(hash -> hash.group(1))
          .findFirst();
    } catch (IOException | UncheckedIOException unknown) {
      return Optional.empty();
    }
  }

  /** The class path of a JVM without an engine. */
  public String classPath() {
    return home.resolve("lib") + "/*";
  }

  /**
   * The class path of a JVM with this engine, and no other. Natives for JVMs that see no GPU come
   * last: DJL takes the first that run on a machine, and those run on every one.
   */
  public String classPath(String engine) {
    return String.join(
        File.pathSeparator,
        classPath(),
        jars(engine) + "/*",
        jars(engine).resolve("without-gpu") + "/*");
  }

  /**
   * A file that is there when an engine's own libraries were left out of the package that this is,
   * and only its jars are in it.
   */
  public Path leftOut(String engine) {
    return jars(engine).resolve("libraries-left-out");
  }

  /** The Java that is packed with it; empty where it runs on the machine's. */
  public Optional<Path> runtime() {
    Path runtime = home.resolve("runtime");
    return Files.isDirectory(runtime) ? Optional.of(runtime) : Optional.empty();
  }

  /** The folder of one engine's jars. */
  public Path jars(String engine) {
    return home.resolve("engines").resolve(engine);
  }
}
