package io.convbench.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The axis of accuracies has round numbers, whatever the accuracies are. */
class AccuracyTicksTest {

  private static final Pattern NUMBER = Pattern.compile(">(\\d+(?:\\.\\d+)?)</text>");

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void marksRoundNumbersWhereAllAccuraciesAreAlike(int count) {
    List<String> ticks =
        ticks(
            List.of(ball(1, 205 / 3.0), ball(2, 205 / 3.0), ball(3, 205 / 3.0)).subList(0, count));
    assertTrue(ticks.containsAll(List.of("67.4", "68", "68.4", "69")), ticks::toString);
    assertEquals(List.of(), ticks.stream().filter(tick -> tick.length() > 4).toList());
  }

  @Test
  void marksRoundNumbersWhereTwoAccuraciesAreAtEqualDistance() {
    List<String> ticks = ticks(List.of(ball(1, 61.23456), ball(2, 68.34567)));
    assertEquals(List.of(), ticks.stream().filter(tick -> tick.length() > 4).toList());
    assertTrue(ticks.contains("66"), ticks::toString);
  }

  private static Ball ball(double cost, double accuracy) {
    return new Ball("A" + cost, "A" + cost, "Family", cost, accuracy, 1e6, true, "");
  }

  private static List<String> ticks(List<Ball> balls) {
    String svg = new BallChart(balls).picture("title", "ms").untitledSvg("a", "b");
    return NUMBER.matcher(svg).results().map(one -> one.group(1)).toList();
  }
}
