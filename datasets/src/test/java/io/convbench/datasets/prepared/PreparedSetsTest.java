package io.convbench.datasets.prepared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedSetsTest {

  @TempDir private Path cache;

  @Test
  void seesUnfinishedSetsAndPassesOverAllElse() throws IOException {
    Path part = Files.createDirectory(cache.resolve("val-center8-0.part"));
    Files.write(part.resolve("crops.rgb"), new byte[192]);
    Files.writeString(part.resolve("index.jsonl"), "torn");
    Path photographs = Files.createDirectory(cache.resolve("photographs"));
    PreparedSets sets = new PreparedSets(cache);

    PreparedSet only = sets.list().get(0);

    assertEquals(1, sets.list().size());
    assertEquals("val-center8-0.part", only.id());
    assertEquals(Optional.empty(), only.images());
    assertEquals(196, only.bytes());
    assertThrows(IllegalArgumentException.class, () -> sets.delete("photographs"));
    sets.delete(only.id());
    assertFalse(Files.exists(part));
    assertTrue(Files.exists(photographs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "", "{\"format\":1,\"images\":-3}"})
  void doesNotKnowTheImagesOfASetWhoseManifestIsNone(String manifest) throws IOException {
    Path set = Files.createDirectory(cache.resolve("val-center8-0"));
    Files.write(set.resolve("crops.rgb"), new byte[192]);
    Files.writeString(set.resolve("manifest.json"), manifest);

    assertEquals(Optional.empty(), new PreparedSets(cache).list().get(0).images());
  }

  @Test
  void doesNotReadASetsManifestThatIsADevice() throws IOException {
    Path set = Files.createDirectory(cache.resolve("val-center8-0"));
    Files.write(set.resolve("crops.rgb"), new byte[192]);
    Files.createSymbolicLink(set.resolve("manifest.json"), Path.of("/dev/zero"));

    assertEquals(Optional.empty(), new PreparedSets(cache).list().get(0).images());
  }

  @Test
  void findsNothingInAFolderThatIsNotThere() throws IOException {
    assertEquals(List.of(), new PreparedSets(cache.resolve("none")).list());
  }
}
