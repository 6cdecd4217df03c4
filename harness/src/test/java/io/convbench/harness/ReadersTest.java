package io.convbench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The lists of readers in {@code docs/reliability.md}. */
class ReadersTest {

  private static final Pattern NAME = Pattern.compile("`(?:[a-z.]+/)*([A-Z]\\w+)`");

  private static final Set<String> OPENING =
      Set.of(
          "newInputStream",
          "newBufferedReader",
          "newByteChannel",
          "readString",
          "readAllLines",
          "readAllBytes",
          "lines",
          "open",
          "readValue",
          "readTree",
          "<init>");

  private static final Set<Class<?>> OPENERS =
      Set.of(
          Files.class,
          FileChannel.class,
          FileInputStream.class,
          RandomAccessFile.class,
          ZipFile.class,
          ObjectMapper.class,
          ObjectReader.class);

  @Test
  void everyClassThatOpensAFileIsListed() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "reliability.md"));
    Set<String> listed =
        NAME.matcher(page).results().map(name -> name.group(1)).collect(Collectors.toSet());

    Set<String> unlisted = new TreeSet<>();
    for (JavaClass one : HouseTest.CLASSES) {
      String name = one.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
      if (one.getCodeUnitAccessesFromSelf().stream().anyMatch(ReadersTest::opens)
          && !listed.contains(name)) {
        unlisted.add(name);
      }
    }

    assertEquals(Set.of(), unlisted, "list them in docs/reliability.md, and fuzz what is foreign");
  }

  private static boolean opens(JavaCodeUnitAccess<?> access) {
    return OPENING.contains(access.getName())
        && OPENERS.stream().anyMatch(owner -> access.getTargetOwner().isEquivalentTo(owner))
        // A mapper that is made reads nothing.
        && !(access.getName().equals("<init>")
            && access.getTargetOwner().isAssignableTo(ObjectMapper.class));
  }
}
