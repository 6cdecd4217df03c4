package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.input.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

  @ParameterizedTest
  @CsvSource({"90s,90,1m30s", "30m,1800,30m", "1h30m,5400,1h30m", "2h5s,7205,2h5s", "1m0s,60,1m"})
  void readsTimesAndWritesThemAsTheyAreRead(String text, long seconds, String written) {
    assertEquals(new Budget(Duration.ofSeconds(seconds)), Budget.parse(text));
    assertEquals(written, Budget.parse(text).toString());
    assertEquals(Budget.parse(text), Budget.parse(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "30 m", "-5m", "0m", "1.5h", "30m1h", "1d", "٣m", "9999999h"})
  void rejectsOtherTexts(String text) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> Budget.parse(text));
    assertEquals(
        "--budget %s: use a time above 0 such as 90s, 30m or 1h30m".formatted(text),
        refusal.getMessage());
  }

  @Test
  void rejectsNoTimeAtAll() {
    assertThrows(IllegalArgumentException.class, () -> new Budget(Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 s",
    "59,59 s",
    "60,1 min 0 s",
    "599,9 min 59 s",
    "600,10 min",
    "3599,59 min",
    "3900,1 h 05 min",
    "90000,25 h 00 min"
  })
  void saysTimesAsAPersonDoes(long seconds, String text) {
    assertEquals(text, TimeText.of(Duration.ofSeconds(seconds)));
  }
}
