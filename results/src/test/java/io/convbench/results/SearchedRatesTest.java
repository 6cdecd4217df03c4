package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.SearchedRates.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchedRatesTest {

  private static final String HEADER =
      "offered_rate_per_s,achieved_rate_per_s,queries,query_p50_ms,query_p90_ms,query_p99_ms,"
          + "bound_kept\n";

  @TempDir private Path folder;

  @Test
  void comeBackAsTheyWere() throws IOException {
    SearchedRates rates =
        new SearchedRates(
            List.of(
                new Trial(
                    40.25,
                    18.5,
                    400,
                    OptionalDouble.of(12.125),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    false)));
    Path file = folder.resolve("rates/cell.csv");

    rates.write(file);

    assertEquals(HEADER + "40.25,18.5,400,12.125,,,false\n", Files.readString(file));
    assertEquals(rates, SearchedRates.read(file));
  }

  @Test
  void aFileWithoutTrialsIsNone() throws IOException {
    assertRefused(HEADER);
    assertRefused(HEADER + "fast,18.5,400,,,,true\n");
  }

  /** It may hold what an editor or another program put there. */
  @Test
  void namesADamagedNumberInOneShortLine() throws IOException {
    assertRefused(HEADER + "\"4\n0\u001b[31m%s\",18.5,400,,,,true\n".formatted("9".repeat(1000)));
  }

  private void assertRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cell.csv"), text);
    String message = assertThrows(IOException.class, () -> SearchedRates.read(file)).getMessage();
    assertTrue(message.contains("holds no trials of a search"), message);
    assertTrue(message.length() < 500 + file.toString().length(), message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }
}
