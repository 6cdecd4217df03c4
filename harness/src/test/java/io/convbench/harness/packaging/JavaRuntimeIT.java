package io.convbench.harness.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packed Java holds, compared with what the installed jars need. */
class JavaRuntimeIT {

  private static final Path INSTALLATION = Path.of("target", "convbench");

  /** Jars that say themselves what they need are believed; jdeps reads the classes of others. */
  @Test
  void hasEveryModuleThatAJarNeeds() throws IOException {
    Set<String> needed = new TreeSet<>();
    List<String> jdeps =
        new ArrayList<>(
            List.of("--multi-release", "17", "--ignore-missing-deps", "--print-module-deps"));
    for (Path jar : jars()) {
      ModuleDescriptor said =
          ModuleFinder.of(jar).findAll().stream()
              .map(ModuleReference::descriptor)
              .findFirst()
              .orElseThrow();
      if (said.isAutomatic()) {
        jdeps.add(jar.toString());
      } else {
        said.requires().stream()
            .filter(each -> !each.modifiers().contains(Requires.Modifier.STATIC))
            .map(Requires::name)
            .filter(name -> name.startsWith("java.") || name.startsWith("jdk."))
            .forEach(needed::add);
      }
    }
    needed.addAll(List.of(run(jdeps).split(",")));

    needed.removeAll(runtime());

    assertEquals(Set.of(), needed);
  }

  @Test
  void isNotLinkedByAThreadThatIsInterrupted(@TempDir Path temp) {
    Path folder = temp.resolve("runtime");

    Thread.currentThread().interrupt();
    try {
      assertThrows(InterruptedIOException.class, () -> JavaRuntime.link(folder));
    } finally {
      assertTrue(Thread.interrupted());
    }

    assertFalse(Files.exists(folder.resolve("bin/java")));
  }

  /** Those that are named, and those that they read. */
  private static Set<String> runtime() {
    Set<String> all = new TreeSet<>();
    List<String> open = new ArrayList<>(JavaRuntime.MODULES);
    while (!open.isEmpty()) {
      String name = open.remove(0);
      if (all.add(name)) {
        ModuleFinder.ofSystem().find(name).orElseThrow().descriptor().requires().stream()
            .map(Requires::name)
            .forEach(open::add);
      }
    }
    return all;
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(INSTALLATION)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          // They hold libraries alone, and names that are no modules'.
          .filter(file -> !file.toString().contains("native") && !file.toString().contains("-jni-"))
          .toList();
    }
  }

  private static String run(List<String> arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int failed =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    assertEquals(0, failed, said::toString);
    return said.toString().strip();
  }
}
