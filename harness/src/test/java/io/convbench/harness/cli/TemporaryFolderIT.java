package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose folder for temporary files takes none, or loads no library. */
class TemporaryFolderIT {

  @TempDir private Path temp;

  /** All natives go into the cache, which other engines' are in. */
  @Test
  void isNotNeededToDecode() throws Exception {
    Path images = Files.createDirectories(temp.resolve("images").resolve("n01440764"));
    ImageIO.write(
        new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB),
        "png",
        images.resolve("a.png").toFile());
    Path err = temp.resolve("err");

    int exitCode =
        OwnJvm.convbench(
                List.of("-Djava.io.tmpdir=" + temp.resolve("missing")),
                "dataset",
                "verify",
                images.getParent().toString())
            .redirectError(err.toFile())
            .redirectOutput(temp.resolve("out").toFile())
            .start()
            .waitFor();

    assertEquals("", Files.readString(err));
    assertEquals(0, exitCode);
  }

  /** Neither there nor in the cache, which is beneath a file here. */
  @Test
  void isNamedWithTheCacheWhereOpenCvDoesNotUnpack() throws Exception {
    Path image = temp.resolve("a.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    Path err = temp.resolve("err");
    ProcessBuilder convbench =
        OwnJvm.convbench(
            List.of("-Djava.io.tmpdir=" + temp.resolve("missing")),
            "predict",
            image.toString(),
            "--arch=MobileNetV2",
            "--weights=keras");
    convbench.environment().put("XDG_CACHE_HOME", image.toString());

    int exitCode = convbench.redirectError(err.toFile()).start().waitFor();

    String said = Files.readString(err);
    assertTrue(
        said.startsWith(
            "convbench: cannot unpack and load OpenCV's library (XDG_CACHE_HOME=DIR sets the"
                + " folder for caches): "),
        said);
    assertTrue(said.contains(image.toString()), said);
    assertEquals(1, said.lines().count(), said);
    assertEquals(2, exitCode);
  }

  /** With it mounted noexec every engine starts, and all else that has a library of its own. */
  @Tag("conformance")
  @Test
  void mayLoadNoLibrary() throws Exception {
    Path noExec = Files.createDirectory(temp.resolve("noexec"));
    if (mounted(noExec, List.of("true")) != 0) {
      System.err.println("skipped: only root may mount a folder noexec, in a namespace of its own");
      Assumptions.abort("cannot mount a folder noexec");
    }

    mounted(noExec, OwnJvm.convbench(List.of("-Djava.io.tmpdir=" + noExec), "doctor").command());

    String said = Files.readString(temp.resolve("log"));
    for (Engine engine : Engines.all()) {
      assertTrue(
          said.contains(engine.id() + " self-test")
              && !said.contains("! " + engine.id() + " self-test"),
          said);
    }
  }

  /** The exit code of a command for which a folder is mounted noexec; what it says is in a log. */
  private int mounted(Path noExec, List<String> command) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o noexec tmpfs \"$0\" && exec \"$@\"",
                noExec.toString()));
    all.addAll(command);
    try {
      return new ProcessBuilder(all)
          .redirectErrorStream(true)
          .redirectOutput(temp.resolve("log").toFile())
          .start()
          .waitFor();
    } catch (IOException noUnshare) {
      return -1;
    }
  }
}
