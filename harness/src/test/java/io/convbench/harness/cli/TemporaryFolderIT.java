package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose folder for temporary files takes none. */
class TemporaryFolderIT {

  @TempDir private Path temp;

  @Test
  void isNamedWhereOpenCvDoesNotUnpack() throws Exception {
    Path image = temp.resolve("a.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    Path missing = temp.resolve("missing");
    Path err = temp.resolve("err");

    int exitCode =
        OwnJvm.convbench(
                List.of("-Djava.io.tmpdir=" + missing),
                "predict",
                image.toString(),
                "--arch=MobileNetV2",
                "--weights=keras")
            .redirectError(err.toFile())
            .start()
            .waitFor();

    assertEquals(
        "convbench: OpenCV's library does not unpack and load: make room in %s, or name another folder by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR\n"
            .formatted(missing),
        Files.readString(err));
    assertEquals(2, exitCode);
  }
}
