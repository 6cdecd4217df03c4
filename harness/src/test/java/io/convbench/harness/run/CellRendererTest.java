package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellRendererTest {

  private static final String CELL =
      "InceptionResNetV2 conformance, onnxruntime on gpu:0, batch 2, fp16";

  private final Locale before = Locale.getDefault();

  /** As convbench does before any command runs: the library writes times as the locale does. */
  @BeforeEach
  void settle() {
    Locale.setDefault(Locale.ROOT);
  }

  @AfterEach
  void unsettle() {
    Locale.setDefault(before);
  }

  @Test
  void fitsTheTerminalAndKeepsABar() {
    for (int columns : new int[] {59, 79, 109, 300}) {
      String line = drawn(columns);
      assertTrue(line.length() <= columns, columns + ": " + line);
      assertTrue(line.startsWith("run  50% [=="), line);
      assertTrue(line.contains("] 7/14 (0:00:0"), line);
      assertTrue(line.contains(" / 0:01:30)"), line);
    }
  }

  @Test
  void namesTheCellWhereThereIsSpace() {
    assertTrue(drawn(300).endsWith(") " + CELL), drawn(300));
    assertTrue(drawn(109).endsWith(") " + CELL.substring(0, 49)), drawn(109));
    assertEquals(-1, drawn(59).indexOf("Inception"), drawn(59));
  }

  private static String drawn(int columns) {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    CellRenderer renderer =
        new CellRenderer(() -> "7/14", () -> CELL, () -> Optional.of(Duration.ofSeconds(90)));
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("run")
            .setInitialMax(100)
            .setRenderer(renderer)
            .setConsumer(new DelegatingProgressBarConsumer(lines::add, columns))
            .build()) {
      bar.stepTo(50);
    }
    return lines.get(lines.size() - 1);
  }
}
