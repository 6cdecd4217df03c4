package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the build installs. */
class InstallationIT {

  private static final Path INSTALLATION = Path.of("target", "convbench");

  /** In the paths of jars' entries. */
  private static final Pattern OTHER_PLATFORM =
      Pattern.compile("(?i)osx|darwin|win|aarch64|arm|x86_32|\\.dSYM");

  private static final long ONE_MEGABYTE = 1_000_000;

  /** Those below a megabyte are not worth a line in the build. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
  void holdsNoLargeLibraryOfAnotherPlatform() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream()
            .filter(entry -> entry.getSize() > ONE_MEGABYTE)
            .map(ZipEntry::getName)
            .filter(name -> OTHER_PLATFORM.matcher(name).find())
            .forEach(name -> found.add(jar.getFileName() + ": " + name));
      }
    }
    assertEquals(List.of(), found);
  }

  /** XChart's writers of PDF and GIF. */
  @Test
  void holdsNoWriterThatNothingCalls() throws IOException {
    List<String> names = jars().stream().map(jar -> jar.getFileName().toString()).toList();
    assertEquals(
        List.of(),
        names.stream().filter(name -> name.matches("(pdfbox|fontbox|animated-gif).*")).toList());
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(INSTALLATION)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
