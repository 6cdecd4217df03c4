package io.convbench.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KerasTable;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {

  private static final Rectangle2D PLOT = new Rectangle2D.Double(50, 40, 880, 590);

  /** The published points: logarithm of MACs against top-1, balls as large as in the chart. */
  @Test
  void keepsThePublishedNamesApart() {
    List<LabelPlacement.Disc> discs = new ArrayList<>();
    for (KerasTable.Line line : KerasTable.LINES) {
      double x = 50 + 880 * (Math.log10(line.millionMacs()) - 2.35) / (4.5 - 2.35);
      double y = 630 - 590 * (line.top1() - 69) / (84 - 69);
      double radius = 34 * Math.sqrt(line.parameters() / 143_667_240.0);
      discs.add(new LabelPlacement.Disc(x, y, radius, 8.4 * line.name().length(), 14));
    }
    List<LabelPlacement.Place> places = LabelPlacement.place(discs, PLOT, List.of());
    assertApart(places);
    for (LabelPlacement.Place place : places) {
      assertTrue(PLOT.contains(place.box()), "outside the plot: " + place);
    }
  }

  @Test
  void keepsApartTheNamesOfDiscsAtOnePoint() {
    List<LabelPlacement.Disc> discs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      discs.add(new LabelPlacement.Disc(400, 300, 5, 90, 14));
    }
    assertApart(LabelPlacement.place(discs, PLOT, List.of()));
  }

  @Test
  void staysInsideAtEveryCorner() {
    List<LabelPlacement.Disc> discs =
        List.of(
            new LabelPlacement.Disc(50, 40, 4, 90, 14),
            new LabelPlacement.Disc(930, 40, 4, 90, 14),
            new LabelPlacement.Disc(50, 630, 4, 90, 14),
            new LabelPlacement.Disc(930, 630, 4, 90, 14));
    for (LabelPlacement.Place place : LabelPlacement.place(discs, PLOT, List.of())) {
      assertTrue(PLOT.contains(place.box()), "outside the plot: " + place);
    }
  }

  @Test
  void putsALoneNameToTheRight() {
    LabelPlacement.Place place =
        LabelPlacement.place(
                List.of(new LabelPlacement.Disc(400, 300, 10, 90, 14)), PLOT, List.of())
            .get(0);
    assertEquals(412, place.box().getMinX(), 1e-9);
    assertEquals(300, place.box().getCenterY(), 1e-9);
    assertEquals(null, place.leader());
  }

  private static void assertApart(List<LabelPlacement.Place> places) {
    for (int i = 0; i < places.size(); i++) {
      for (int j = i + 1; j < places.size(); j++) {
        assertFalse(
            places.get(i).box().intersects(places.get(j).box()),
            "labels %s and %s overlap".formatted(i, j));
      }
    }
  }
}
