package io.convbench.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoundingTest {

  @Test
  void keepsThreeSignificantDigitsButAllBeforeThePoint() {
    assertEquals("0.301", Rounding.significant(0.30077));
    assertEquals("13.4", Rounding.significant(13.402));
    assertEquals("13.0", Rounding.significant(13));
    assertEquals("138", Rounding.significant(138.357));
    assertEquals("1049", Rounding.significant(1048.576));
    assertEquals("1000", Rounding.significant(999.6));
    assertEquals("0", Rounding.significant(0));
    assertEquals("-2.50", Rounding.significant(-2.5));
  }

  @Test
  void writesAxisMarksWithoutBinaryNoise() {
    assertEquals("0.3", Rounding.plain(0.1 + 0.2));
    assertEquals("70.25", Rounding.plain(70.25));
    assertEquals("1200", Rounding.plain(1200));
    assertEquals("0", Rounding.plain(0));
  }

  @Test
  void writesSmallErrorsWithAPowerOfTen() {
    assertEquals("3.7e-5", Rounding.scientific(3.702e-5));
    assertEquals("1.0e-10", Rounding.scientific(1e-10));
    assertEquals("2.0e+0", Rounding.scientific(2));
  }

  @Test
  void writesDifferencesWithTheirSign() {
    assertEquals("+3.2", Rounding.signed(3.16, 1));
    assertEquals("−3.2", Rounding.signed(-3.16, 1));
    assertEquals("0.0", Rounding.signed(-0.04, 1));
  }

  @Test
  void writesProbabilities() {
    assertEquals("0.0321", Rounding.probability(0.03214));
    assertEquals("0.0010", Rounding.probability(0.001));
    assertEquals("4e-06", Rounding.probability(4.1e-6));
  }

  @Test
  void writesFractionsInPercent() {
    assertEquals("71.3", Rounding.percent(0.71336));
  }

  @Test
  void countsMebibytes() {
    assertEquals(1.5, Rounding.mebibytes(1_572_864));
  }
}
