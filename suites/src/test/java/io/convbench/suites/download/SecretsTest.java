package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.FetchFixture.fileWithoutHash;
import static io.convbench.suites.download.ScriptedServer.ranged;
import static io.convbench.suites.download.ScriptedServer.status;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** User names, passwords and tokens of addresses: sent where they belong, and nowhere else. */
@Timeout(60)
class SecretsTest {

  /** The password is {@code pa:ss@w/örd}. */
  private static final String USER = "zoe:pa%3Ass%40w%2F%C3%B6rd@";

  /** Base64 of {@code zoe:pa:ss@w/örd} in UTF-8, by Python's base64.b64encode. */
  private static final String HEADER = "Basic em9lOnBhOnNzQHcvw7ZyZA==";

  private static final List<String> SECRETS = List.of("zoe", "pa:ss", "pa%3A", "em9l", "s3cr3t");

  @TempDir Path folder;

  private FetchFixture fetch;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
  }

  private void assertFetchedWithoutATrace() throws IOException {
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
    assertNoTrace("");
  }

  /** Nothing that was said, and no file but the download itself, holds a secret. */
  private void assertNoTrace(String message) throws IOException {
    List<String> seen = new ArrayList<>(fetch.lines);
    seen.addAll(fetch.sources);
    seen.add(message);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.toList()) {
        seen.add(path.getFileName().toString());
        seen.add(Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    for (String text : seen) {
      for (String secret : SECRETS) {
        assertFalse(text.contains(secret), text);
      }
    }
  }

  @Test
  void sendsUserAndPasswordAndShowsNeither() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address(USER, ""))));
      assertEquals(List.of(HEADER), server.authorizations);
      assertEquals(List.of(server.address().toString()), fetch.sources);
    }
    assertFetchedWithoutATrace();
  }

  @Test
  void sendsNothingWithoutAUser() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address())));
      assertEquals(List.of("-"), server.authorizations);
    }
  }

  @Test
  void sendsATokenAndShowsThatThereIsOne() throws Exception {
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address("", "?token=s3cr3t&x=%20"))));
      assertEquals(List.of("/file.h5?token=s3cr3t&x=%20"), server.paths);
      assertEquals(List.of(server.address() + "?..."), fetch.sources);
    }
    assertFetchedWithoutATrace();
  }

  @Test
  void goesOnWithAPartWithoutHavingKeptTheSecrets() throws Exception {
    try (ScriptedServer server = new ScriptedServer(fetch.truncated(40_000), status(403))) {
      String message =
          assertThrows(
                  FetchException.class,
                  () -> fetch.fetch(fileWithoutHash(server.address(USER, "?token=s3cr3t"))))
              .getMessage();
      assertTrue(message.contains(server.address() + "?...: answered 403"), message);
      assertNoTrace(message);
      assertEquals(
          server.address() + "?...\n\"v1\"\n",
          Files.readString(folder.resolve("file.h5.part.origin")));

      server.answers(ranged(BYTES, "\"v1\""));
      // Tokens of signed addresses are others each time.
      assertTrue(fetch.fetch(fileWithoutHash(server.address(USER, "?token=s3cr3t2"))));
      assertEquals("bytes=40000-", server.ranges.get(2));
      assertEquals("\"v1\"", server.versions.get(2));
    }
    assertFetchedWithoutATrace();
  }

  @Test
  void showsNoSecretOfAnAddressThatDoesNotAnswer() throws Exception {
    URI gone;
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      gone = server.address(USER, "?token=s3cr3t");
    }
    URI nowhere = URI.create("http://" + USER + "weights.invalid/file.h5?token=s3cr3t");
    String message =
        assertThrows(FetchException.class, () -> fetch.fetch(file(gone, nowhere))).getMessage();
    assertTrue(message.contains("host weights.invalid not found"), message);
    assertNoTrace(message);
  }

  @Test
  void sendsThePasswordAlongToAnotherPlaceOnTheSameServer() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(status(302, "Location", "/other?token=s3cr3t"), whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address(USER, ""))));
      assertEquals(List.of(HEADER, HEADER), server.authorizations);
      assertEquals(List.of("/file.h5", "/other?token=s3cr3t"), server.paths);
    }
    assertFetchedWithoutATrace();
  }

  @Test
  void sendsNoPasswordToAnotherServer() throws Exception {
    try (ScriptedServer storage = new ScriptedServer(whole(BYTES));
        ScriptedServer release =
            new ScriptedServer(
                status(302, "Location", storage.address("", "?token=s3cr3t").toString()))) {
      assertTrue(fetch.fetch(file(release.address(USER, ""))));
      assertEquals(List.of(HEADER), release.authorizations);
      assertEquals(List.of("-"), storage.authorizations);
      assertEquals(List.of("/file.h5?token=s3cr3t"), storage.paths);
    }
    assertFetchedWithoutATrace();
  }

  @Test
  void sendsThePasswordOfARedirectWhereItLeads() throws Exception {
    try (ScriptedServer storage = new ScriptedServer(whole(BYTES));
        ScriptedServer release =
            new ScriptedServer(status(302, "Location", storage.address(USER, "").toString()))) {
      assertTrue(fetch.fetch(file(release.address())));
      assertEquals(List.of("-"), release.authorizations);
      assertEquals(List.of(HEADER), storage.authorizations);
    }
    assertFetchedWithoutATrace();
  }

  @Test
  void refusesARedirectFromHttpsToHttp() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(SelfSigned.ofLoopback(folder.resolve("tls")));
    try (ScriptedServer open = new ScriptedServer(whole(BYTES));
        ScriptedServer secure =
            ScriptedServer.encrypted(
                SSLContext.getDefault(),
                status(302, "Location", open.address("", "?token=s3cr3t").toString()),
                whole(BYTES))) {
      String message =
          assertThrows(FetchException.class, () -> fetch.fetch(file(secure.address(USER, ""))))
              .getMessage();
      assertTrue(
          message.endsWith(
              "redirects from https to %s?..., where anybody on the way can change the file: not followed"
                  .formatted(open.address())),
          message);
      assertEquals(List.of(), open.ranges);
      Files.deleteIfExists(folder.resolve("tls"));
      assertNoTrace(message);

      assertTrue(fetch.fetch(file(secure.address())), "https itself is loaded from");
    } finally {
      SSLContext.setDefault(before);
    }
  }
}
