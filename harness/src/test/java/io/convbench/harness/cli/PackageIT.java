package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package, unpacked where names are awkward; {@code docs/package/check.sh} tries one with a Java
 * of its own.
 */
class PackageIT {

  @TempDir private Path temp;

  @Test
  void runsWhereItIsUnpackedAndSaysWhatWasLeftOut() throws Exception {
    String packed =
        end(
            0,
            OwnJvm.convbench(
                List.of(),
                "package",
                temp.resolve("a b:.tar.gz").toString(),
                "--engine=none",
                "--no-images",
                "--volume-size=20M"));
    String unpack = "cat './a b:.tar.gz'.* | tar xzf -";
    assertTrue(packed.contains("To join and unpack it: " + unpack), packed);
    Path folder = Files.createDirectory(temp.resolve("a b:ü"));
    end(
        0,
        new ProcessBuilder("sh", "-c", unpack + " -C \"$0\"", folder + "")
            .directory(temp.toFile()));
    Path launcher = folder.resolve("convbench/bin/convbench");

    RunFolder run = new RunFolder(temp.resolve("run"));
    end(
        0,
        new ProcessBuilder(
            launcher.toString(),
            "run",
            "--arch=MobileNet_0.25",
            "--engine=onnxruntime",
            "--measure=cost,latency",
            "--out=" + run.path()));

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(Status.OK, rows.get(0).status().orElseThrow());
    Row latency = rows.get(1);
    assertEquals(Status.UNAVAILABLE, latency.status().orElseThrow());
    assertEquals(FailureKind.MISSING, latency.failureKind().orElseThrow());
    assertTrue(
        latency.text(Column.REASON).orElse("").contains("--engine onnxruntime"), rows::toString);

    String predicted =
        end(2, new ProcessBuilder(launcher.toString(), "dataset", "verify", image().toString()));
    assertTrue(
        predicted.contains("OpenCV's library, which reads images, is not in this package"),
        predicted);
  }

  private Path image() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("images/n01440764"));
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    assertTrue(ImageIO.write(image, "png", folder.resolve("a.png").toFile()));
    return folder.getParent();
  }

  private static String end(int exitCode, ProcessBuilder builder) throws Exception {
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Ended.with(exitCode, builder);
  }
}
