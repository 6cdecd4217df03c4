package io.convbench.harness.packaging;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.io.file.PathUtils;

/**
 * A Java with the modules that convbench needs, linked from the JDK that runs this, with fonts for
 * charts, and with the libraries of this system that other systems may lack.
 */
public final class JavaRuntime {

  /** What jdeps finds in the jars; behind it, what is found by name at run time. */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.net.http",
          "java.scripting",
          "java.sql",
          "java.xml",
          "jdk.management",
          "jdk.unsupported",
          // Methanol names it, which fetches files.
          "jdk.httpserver",
          // Certificates of servers with weights, and archives as file systems.
          "jdk.crypto.ec",
          "jdk.zipfs");

  /** For screens and loudspeakers, with libraries of the system behind them. */
  private static final List<String> UNUSED =
      List.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

  /** Where systems have the locale in which Java reads every name. */
  private static final List<Path> UTF8_LOCALE =
      List.of(Path.of("/usr/lib/locale/C.utf8"), Path.of("/usr/lib/locale/C.UTF-8"));

  /** From this version on a JDK may link without the files of its modules. */
  private static final int LINKS_ITSELF = 24;

  private JavaRuntime() {}

  /** Why the JDK that runs this cannot link one; empty when it can. */
  public static Optional<String> obstacle() {
    Path home = Path.of(System.getProperty("java.home"));
    boolean linkable =
        Files.isDirectory(home.resolve("jmods")) || Runtime.version().feature() >= LINKS_ITSELF;
    return Files.isExecutable(tool()) && linkable
        ? Optional.empty()
        : Optional.of(
            ("%s has no modules to make a runtime of (jmods): set JAVA_HOME to a whole JDK, on Debian"
                    + " and Ubuntu that of openjdk-17-jdk-headless, on Fedora with java-17-openjdk-jmods")
                .formatted(home));
  }

  /**
   * Links one.
   *
   * @param folder which must not exist; in a package, {@code fonts} is beside it, here what jlink
   *     says
   * @return what it needs of a system and this one lacks
   */
  static Set<String> link(Path folder) throws IOException {
    jlink(folder);
    for (String unused : UNUSED) {
      Files.deleteIfExists(folder.resolve("lib").resolve(unused));
    }
    Path lib = folder.resolve("lib");
    for (String font : List.of("fonts", "fonts/fontconfig.properties")) {
      Path link = lib.resolve(Path.of(font).getFileName());
      Files.createSymbolicLink(link, Path.of("..", "..").resolve(font));
    }
    SystemLibraries libraries = SystemLibraries.neededBy(folder);
    for (Map.Entry<String, Path> library : libraries.found().entrySet()) {
      Path own = folder.resolve("system").resolve(library.getKey());
      Files.copy(library.getValue(), Files.createDirectories(own).resolve(library.getKey()));
    }
    Set<String> missing = new TreeSet<>(libraries.missing());
    Optional<Path> locale = UTF8_LOCALE.stream().filter(Files::isDirectory).findFirst();
    if (locale.isPresent()) {
      PathUtils.copyDirectory(
          locale.get(), Files.createDirectories(folder.resolve("locale").resolve("C.UTF-8")));
    } else {
      missing.add("the locale C.UTF-8");
    }
    return missing;
  }

  /**
   * Not compressed, which the archive is: smaller so by a fifth, and it starts faster. In a process
   * of its own, which ends when this thread is interrupted.
   */
  private static void jlink(Path folder) throws IOException {
    Path output = folder.resolveSibling("jlink.txt");
    Process process =
        new ProcessBuilder(
                tool().toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "jlink cannot make a runtime in %s (%s): free disk space there, or name another folder by TMPDIR"
                .formatted(folder, Files.readString(output).strip().replace('\n', ' ')));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path tool() {
    return Path.of(System.getProperty("java.home"), "bin", "jlink");
  }
}
