package io.convbench.harness.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Libraries of this system beyond glibc that a Java and the engines need, and that a machine with
 * nothing but glibc lacks.
 *
 * @param found file by the name under which it is looked for
 * @param missing names that this system lacks itself
 */
record SystemLibraries(Map<String, Path> found, Set<String> missing) {

  /** Engines and OpenCV need these, whether Java does or not. */
  private static final String OF_ENGINES = "libstdc++.so.6 libgcc_s.so.1";

  private static final Pattern GLIBC =
      Pattern.compile(
          "ld-linux.*|lib(c|m|mvec|dl|rt|pthread|util|resolv|anl|nsl|thread_db|nss_\\w+)\\.so.*");

  /** {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x...)}. */
  private static final Pattern LINE = Pattern.compile("\\s*(\\S+) => (?:(/.*) \\(0x|not found).*");

  SystemLibraries {
    found = Map.copyOf(found);
    missing = Set.copyOf(missing);
  }

  /**
   * Asks the system's own loader.
   *
   * @param runtime a Java
   * @throws IOException when it cannot be asked
   */
  static SystemLibraries neededBy(Path runtime) throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    try (Stream<Path> files = Files.walk(runtime)) {
      files
          .filter(file -> file.toString().endsWith(".so") || file.endsWith(Path.of("bin", "java")))
          .sorted()
          .forEach(file -> command.add(file.toString()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // Relative, because a list is split at colons.
    builder.directory(runtime.toFile());
    builder.environment().put("LD_LIBRARY_PATH", "lib:lib/server");
    builder.environment().put("LD_PRELOAD", OF_ENGINES);
    try {
      Process ldd = builder.start();
      ldd.getOutputStream().close();
      String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      ldd.waitFor();
      return of(said, runtime);
    } catch (IOException e) {
      throw new IOException("cannot ask for the libraries that Java needs: install ldd", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * @param said by ldd of files of the runtime
   */
  static SystemLibraries of(String said, Path runtime) {
    Map<String, Path> found = new TreeMap<>();
    Set<String> missing = new TreeSet<>();
    for (String line : said.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && !GLIBC.matcher(matcher.group(1)).matches()) {
        if (matcher.group(2) == null) {
          missing.add(matcher.group(1));
        } else if (!matcher.group(2).startsWith(runtime.toString())) {
          found.put(matcher.group(1), Path.of(matcher.group(2)));
        }
      }
    }
    return new SystemLibraries(found, missing);
  }
}
