package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.convbench.suites.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WeightsCommandTest {

  /** Enough of a weight file for a download: the signature of HDF5 and a header of zeros. */
  private static final byte[] BYTES =
      ("\u0089HDF\r\n\u001a\n" + "\0".repeat(40)).getBytes(StandardCharsets.ISO_8859_1);

  private static final String MOBILENET = "mobilenet_2_5_224_tf.h5";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final List<String> queries = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  /** Holds the file of MobileNet 0.25, of which no hash or size is known, and no other. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            queries.add(exchange.getRequestURI().getQuery());
            boolean there = exchange.getRequestURI().getPath().equals("/" + MOBILENET);
            exchange.sendResponseHeaders(there ? 200 : 404, there ? BYTES.length : -1);
            if (there) {
              exchange.getResponseBody().write(BYTES);
            }
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int weights(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "weights";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLine command = Convbench.commandLine();
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true)).execute(all);
  }

  private int fetch(String... names) {
    String[] all = new String[names.length + 5];
    all[0] = "fetch";
    System.arraycopy(names, 0, all, 1, names.length);
    all[names.length + 1] = "--out";
    all[names.length + 2] = folder.toString();
    all[names.length + 3] = "--from";
    all[names.length + 4] = "http://127.0.0.1:" + server.getAddress().getPort();
    return weights(all);
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void fetchesIntoAFolderAndNotTwice() throws IOException {
    assertEquals(0, fetch("mobilenet_0.25"), err::toString);
    assertEquals(0, fetch("MobileNet_0.25,MobileNet_0.25"), err::toString);
    Path file = folder.resolve(MOBILENET);
    assertArrayEquals(BYTES, Files.readAllBytes(file));
    assertEquals(List.of(file + " fetched", file + " was there already"), lines());
  }

  @Test
  void sendsAPasswordAndATokenAndShowsNeither() throws IOException {
    String host = "127.0.0.1:" + server.getAddress().getPort();
    int exitCode =
        weights(
            "fetch",
            "MobileNet_0.25",
            "VGG16",
            "--out",
            folder.toString(),
            "--from",
            "http://zoe:hunter2@" + host + "/?token=s3cr3t");
    assertEquals(1, exitCode, err::toString);
    assertEquals(List.of("Basic em9lOmh1bnRlcjI=", "Basic em9lOmh1bnRlcjI="), authorizations);
    assertEquals(List.of("token=s3cr3t", "token=s3cr3t"), queries);
    assertEquals(
        "http://" + host + "/?...: the password is sent unencrypted: use https if you can",
        err.toString().lines().findFirst().orElseThrow());
    assertTrue(err.toString().contains("from http://" + host + "/" + MOBILENET + "?..."));
    String said = out.toString() + err;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        said += Files.readString(file, StandardCharsets.ISO_8859_1);
      }
    }
    for (String secret : List.of("zoe", "hunter2", "s3cr3t", "em9l")) {
      assertFalse(said.contains(secret), said);
    }
  }

  @Test
  void fetchesTheOthersAfterAFailure() {
    assertEquals(1, fetch("VGG16", "MobileNet_0.25"));
    assertTrue(Files.exists(folder.resolve(MOBILENET)));
    assertTrue(
        err.toString()
            .startsWith("convbench: vgg16_weights_tf_dim_ordering_tf_kernels.h5 could not"),
        err::toString);
    assertTrue(err.toString().contains("answered 404"), err::toString);
  }

  @Test
  void offlineNamesWhatIsMissing() {
    assertEquals(3, fetch("MobileNet_0.25", "VGG16", "--offline"));
    assertEquals(2, err.toString().lines().filter(line -> line.contains("is missing")).count());
    assertTrue(Files.notExists(folder.resolve(MOBILENET)));
  }

  @Test
  void aFailureOutweighsAFolderThatCannotBeWritten() throws IOException {
    // the name of the second file is taken by a folder
    Files.createDirectories(folder.resolve(MOBILENET).resolve("not empty"));
    Files.createDirectories(folder.resolve(MOBILENET + ".wrong-hash").resolve("not empty"));
    assertEquals(3, fetch("MobileNet_0.25"), err::toString);
    assertEquals(1, fetch("VGG16", "MobileNet_0.25"), err::toString);
  }

  @Test
  void listsPublishedHashesAndWhatIsHere() {
    assertEquals(0, fetch("MobileNet_0.25"), err::toString);
    assertEquals(0, weights("list", "--out", folder.toString()));
    assertTrue(
        lines().stream()
            .anyMatch(
                line ->
                    line.matches(
                        "VGG16 +527.8 +logs +no +vgg16_weights_tf_dim_ordering_tf_kernels.h5"
                            + " +MD5 64373286793e3c8b2b4e3219cbf3544b")),
        out::toString);
    assertTrue(
        lines().stream()
            .anyMatch(
                line ->
                    line.matches("MobileNet_0.25 +0.0 +file +yes .* SHA-256 .* none published\\)")),
        out::toString);
  }

  @Test
  void saysWhereASizeComesFrom() throws IOException {
    assertEquals(0, fetch("MobileNet_0.25"), err::toString);
    Files.delete(folder.resolve(MOBILENET));
    assertEquals(0, weights("list", "--all", "--out", folder.toString()));
    assertTrue(
        lines().stream().anyMatch(line -> line.matches("ResNet152 +232 +docs +no .*")),
        out::toString);
    assertTrue(
        lines().stream().anyMatch(line -> line.matches("ResNet152 +223.8 +logs +no .*")),
        out::toString);
    assertTrue(
        lines().stream()
            .anyMatch(line -> line.matches("MobileNet_0.25 +0.0 +record +no +" + MOBILENET + ".*")),
        out::toString);
    assertTrue(
        lines().stream().anyMatch(line -> line.matches("MobileNetV2_1.4 +no .*")), out::toString);
  }

  /** Keras counts 475,544 and 6,156,712 parameters: 1.81 and 23.49 MiB. */
  @Test
  void showsALowerBoundWhereNoSizeIsKnown() {
    assertEquals(0, weights("list", "--addresses", "--out", folder.toString()));
    assertTrue(
        lines().stream()
            .anyMatch(
                line -> line.matches("MobileNet_0.25 +>1.8 +params +no +" + MOBILENET + ".*")),
        out::toString);
    int widest =
        lines()
            .indexOf(
                lines().stream()
                    .filter(line -> line.startsWith("MobileNetV2_1.4 "))
                    .findFirst()
                    .orElseThrow());
    assertTrue(lines().get(widest).matches("MobileNetV2_1.4 +>23.4 +params +no .*"), out::toString);
    assertTrue(lines().get(widest + 1).startsWith("  https://"), lines().get(widest + 1));
  }

  @Test
  void listsTheOthersBesideADamagedRecord() throws IOException {
    Path record = Files.writeString(folder.resolve(MOBILENET + ".sha256"), "garbage");
    assertEquals(0, weights("list", "--out", folder.toString()), err::toString);
    assertTrue(
        lines().stream()
            .anyMatch(
                line ->
                    line.startsWith("MobileNet_0.25 ")
                        && line.endsWith(
                            "(no hash published); %s holds no SHA-256: delete it and the weights"
                                    .formatted(record)
                                + " beside it, and fetch them again")),
        out::toString);
    assertTrue(lines().stream().anyMatch(line -> line.startsWith("Xception ")), out::toString);
  }

  @Test
  void listsWhatHasComeInPart() throws IOException {
    Path part = folder.resolve("vgg16_weights_tf_dim_ordering_tf_kernels.h5.part");
    Files.createFile(part);
    assertEquals(0, weights("list", "--out", folder.toString()));
    assertTrue(lines().stream().anyMatch(line -> line.matches("VGG16 .* no .*")), out::toString);

    Files.writeString(part, "some bytes");
    assertEquals(0, weights("list", "--out", folder.toString()));
    assertTrue(
        lines().stream().anyMatch(line -> line.matches("VGG16 .* partly .*")), out::toString);
  }

  @Test
  void listsAddressesWithMirrorsInTheirOrder() {
    assertEquals(0, weights("list", "--addresses", "--out", folder.toString()));
    String file = "vgg16_weights_tf_dim_ordering_tf_kernels.h5";
    int bucket =
        lines()
            .indexOf(
                "  https://storage.googleapis.com/tensorflow/keras-applications/vgg16/" + file);
    assertTrue(lines().get(bucket - 2).startsWith("VGG16 "), out::toString);
    assertEquals("  553467096 bytes", lines().get(bucket - 1));
    assertEquals(
        "  https://github.com/fchollet/deep-learning-models/releases/download/v0.1/" + file,
        lines().get(bucket + 1));
  }

  @Test
  void verifiesStructureValuesAndHash() throws IOException {
    Path real = SharedData.require("weights/mobilenet_v1_0.25_224.h5");
    Path file = Files.copy(real, folder.resolve("mobilenet_2_5_224_tf.h5"));
    assertEquals(0, weights("verify", file.toString(), "--arch", "mobilenet_0.25"), err::toString);
    // counts of Keras's model
    assertTrue(lines().contains("layers        55"), out::toString);
    assertTrue(lines().contains("tensors       137"), out::toString);
    assertTrue(lines().contains("parameters    475,544"), out::toString);

    Files.writeString(
        folder.resolve("mobilenet_2_5_224_tf.h5.sha256"), "0".repeat(64) + "  " + file + "\n");
    assertEquals(1, weights("verify", file.toString(), "--arch", "mobilenet_0.25"));
    assertTrue(
        lines().get(lines().size() - 1).startsWith("official      no: first downloaded with"));
  }

  @Test
  void tellsAFileOfAnotherSizeThanKerass() throws IOException {
    String name = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5";
    Path converted = SharedData.require("weights/" + name);
    assertEquals(1, weights("verify", converted.toString(), "--arch", "MobileNetV2"));
    assertEquals(
        "official      no: Keras's file of this name has 14536120 bytes",
        lines().get(lines().size() - 1));
  }

  @Test
  void tellsAnotherFileOfAnOfficialName() throws IOException {
    Path real = SharedData.require("weights/mobilenet_v1_0.25_224.h5");
    Path file = Files.copy(real, folder.resolve("my-own.h5"));
    assertEquals(0, weights("verify", file.toString(), "--arch", "MobileNet_0.25"));
    assertEquals("official      no: neither by hash nor by name", lines().get(lines().size() - 1));
  }
}
