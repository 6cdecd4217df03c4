package io.convbench.suites.download;

import static io.convbench.suites.download.FetchFixture.BYTES;
import static io.convbench.suites.download.FetchFixture.WRONG_BYTES;
import static io.convbench.suites.download.FetchFixture.file;
import static io.convbench.suites.download.FetchFixture.fileWithoutHash;
import static io.convbench.suites.download.ScriptedServer.ranged;
import static io.convbench.suites.download.ScriptedServer.rangedWhateverVersion;
import static io.convbench.suites.download.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Going on with what an earlier process, perhaps a killed one, left of a file. */
@Timeout(30)
class ResumeTest {

  @TempDir Path folder;

  private FetchFixture fetch;

  @BeforeEach
  void empty() {
    fetch = new FetchFixture(folder);
  }

  private void left(byte[] bytes, int length) throws Exception {
    Files.write(folder.resolve("file.h5.part"), Arrays.copyOf(bytes, length));
  }

  private void leftOf(URI address, String version) throws Exception {
    Files.writeString(folder.resolve("file.h5.part.origin"), address + "\n" + version + "\n");
  }

  private void assertFetched() throws Exception {
    assertArrayEquals(BYTES, Files.readAllBytes(fetch.target()));
  }

  @Test
  void asksForTheRestOfTheSameVersion() throws Exception {
    left(BYTES, 60_000);
    try (ScriptedServer server = new ScriptedServer(ranged(BYTES, "\"v1\""))) {
      leftOf(server.address(), "\"v1\"");
      assertTrue(fetch.fetch(file(server.address())));
      assertEquals(List.of("bytes=60000-"), server.ranges);
      assertEquals(List.of("\"v1\""), server.versions);
    }
    assertEquals(List.of(60_000L), fetch.starts);
    assertFetched();
  }

  @Test
  void startsAgainWhenTheServerHasAnotherVersion() throws Exception {
    left(WRONG_BYTES, 60_000);
    try (ScriptedServer server = new ScriptedServer(ranged(BYTES, "\"v2\""))) {
      leftOf(server.address(), "\"v1\"");
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertEquals(List.of(0L), fetch.starts);
    assertFetched();
  }

  @Test
  void startsAgainAtAServerThatIgnoresRanges() throws Exception {
    left(BYTES, 60_000);
    try (ScriptedServer server = new ScriptedServer(whole(BYTES))) {
      assertTrue(fetch.fetch(file(server.address())));
      assertEquals(List.of("bytes=60000-"), server.ranges);
    }
    assertEquals(List.of(0L), fetch.starts);
    assertFetched();
  }

  @Test
  void goesOnAtAMirrorBecauseTheHashWillTell() throws Exception {
    left(BYTES, 60_000);
    try (ScriptedServer mirror = new ScriptedServer(ranged(BYTES, "\"other\""))) {
      leftOf(URI.create("http://bucket/file.h5"), "\"v1\"");
      assertTrue(fetch.fetch(file(mirror.address())));
      assertEquals(List.of("bytes=60000-"), mirror.ranges);
    }
    assertFetched();
  }

  @Test
  void startsAgainWhenWhatWasLeftIsOfAnotherFile() throws Exception {
    left(WRONG_BYTES, 60_000);
    try (ScriptedServer mirror = new ScriptedServer(ranged(BYTES, "\"v1\""))) {
      assertTrue(fetch.fetch(file(mirror.address())));
      assertEquals(List.of("bytes=60000-", "-"), mirror.ranges);
    }
    assertFetched();
  }

  @Test
  void doesNotMixVersionsOfAFileWithoutHash() throws Exception {
    left(WRONG_BYTES, 60_000);
    try (ScriptedServer server = new ScriptedServer(ranged(BYTES, "\"v1\""))) {
      assertTrue(fetch.fetch(fileWithoutHash(server.address())));
      assertEquals(List.of("-"), server.ranges);
    }
    assertFetched();
  }

  @Test
  void doesNotTakeTheRestOfAnotherVersionFromAServerThatIgnoresIfRange() throws Exception {
    left(WRONG_BYTES, 60_000);
    try (ScriptedServer server = new ScriptedServer(rangedWhateverVersion(BYTES, "\"v2\""))) {
      leftOf(server.address(), "\"v1\"");
      assertTrue(fetch.fetch(fileWithoutHash(server.address())));
      assertEquals(List.of("bytes=60000-", "-"), server.ranges);
    }
    assertFetched();
  }

  @Test
  void asksForNothingMoreOfAFileThatIsComplete() throws Exception {
    left(BYTES, BYTES.length);
    try (ScriptedServer server = new ScriptedServer(ranged(BYTES, "\"v1\""))) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertEquals(List.of(), fetch.starts);
    assertFetched();
  }

  @Test
  void startsAgainWhenMoreIsThereThanTheFileHas() throws Exception {
    left(WRONG_BYTES, BYTES.length);
    Files.write(folder.resolve("file.h5.part"), new byte[BYTES.length + 1]);
    try (ScriptedServer server = new ScriptedServer(ranged(BYTES, "\"v1\""))) {
      assertTrue(fetch.fetch(file(server.address())));
    }
    assertFetched();
  }
}
