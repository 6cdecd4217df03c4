package io.convbench.foundation.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFolderTest {

  @TempDir private Path parent;

  @Test
  void isDeletedWithAllThatIsInItWhenItIsClosed() throws IOException {
    OwnedFolder folder = OwnedFolder.create(parent, "x-");
    Files.writeString(Files.createDirectory(folder.path().resolve("sub")).resolve("file"), "x");

    folder.close();
    folder.close();

    assertFalse(Files.exists(folder.path()), folder.path() + " is there");
  }

  @Test
  void isClearedWhenItsProcessIsGone() throws IOException {
    Path left = AbandonedFolder.in(parent, "x-");
    List<Path> told = new ArrayList<>();

    OwnedFolder.clearAbandoned(parent, "x-", told::add);

    assertEquals(List.of(left), told);
    assertFalse(Files.exists(left), left + " is there");
  }

  @Test
  void staysWhileItsProcessLives() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Path folder = Path.of(owner.inputReader().readLine());

      OwnedFolder.clearAbandoned(parent, "x-", cleared -> {});
      assertTrue(Files.exists(folder), folder + " is gone");

      owner.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      OwnedFolder.clearAbandoned(parent, "x-", cleared -> {});
      assertFalse(Files.exists(folder), folder + " is there");
    } finally {
      owner.destroyForcibly();
    }
  }

  /** Another process, which owns a folder until it is killed. */
  static final class Owner {

    private Owner() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println(OwnedFolder.create(Path.of(arguments[0]), "x-").path());
      Thread.sleep(600_000);
    }
  }

  @Test
  void staysOneOfThisProcess() throws IOException {
    try (OwnedFolder folder = OwnedFolder.create(parent, "x-")) {
      OwnedFolder.clearAbandoned(parent, "x-", cleared -> {});

      assertTrue(Files.exists(folder.path()), folder.path() + " is gone");
    }
  }

  @Test
  void isNotClearedBeforeItCouldHaveItsLock() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("x-0-1"));

    OwnedFolder.clearAbandoned(parent, "x-", cleared -> {});
    assertTrue(Files.exists(folder), "a new folder is gone");

    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    OwnedFolder.clearAbandoned(parent, "x-", cleared -> {});
    assertFalse(Files.exists(folder), "an old folder is there");
  }

  @Test
  void leavesFoldersOfOtherNamesAndWhatLinksLeadTo() throws IOException {
    Path other = AbandonedFolder.in(parent.resolve("elsewhere"), "y-");
    Path linked = AbandonedFolder.in(parent.resolve("elsewhere"), "x-");
    Files.createSymbolicLink(parent.resolve("x-0-5"), linked);
    Path left = AbandonedFolder.in(parent, "x-");
    Files.createSymbolicLink(left.resolve("link"), other);

    OwnedFolder.clearAbandoned(parent, "x-", cleared -> {});

    assertFalse(Files.exists(left), left + " is there");
    assertTrue(Files.exists(other.resolve("sub").resolve("file")), "followed a link");
    assertTrue(Files.exists(linked.resolve("sub").resolve("file")), "followed a link");
  }

  @Test
  void clearsNothingWhereThereIsNoFolder() {
    OwnedFolder.clearAbandoned(parent.resolve("none"), "x-", cleared -> {});
  }
}
