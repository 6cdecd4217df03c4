package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisibleGpusTest {

  private static final Gpu FIRST = new Gpu(0, "GPU-a", "T4", "550", 1, 0, 7.5);
  private static final Gpu SECOND = new Gpu(1, "GPU-b", "A10G", "550", 1, 0, 8.6);

  @Test
  void hidesEveryGpuFromAChildOnTheProcessor() {
    assertEquals("-1", shown(VisibleGpus.NONE, Map.of()));
    assertEquals("-1", shown(VisibleGpus.NONE, Map.of("CUDA_VISIBLE_DEVICES", "0,1")));
  }

  @Test
  void showsAChildItsGpuAlone() {
    assertEquals("1", shown(VisibleGpus.only(1), Map.of()));
  }

  @Test
  void countsAmongTheGpusThatAreShownToItself() {
    assertEquals("3", shown(VisibleGpus.only(1), Map.of("CUDA_VISIBLE_DEVICES", "2, 3")));
    assertEquals("GPU-b", shown(VisibleGpus.only(0), Map.of("CUDA_VISIBLE_DEVICES", "GPU-b")));
    assertEquals("-1", shown(VisibleGpus.only(2), Map.of("CUDA_VISIBLE_DEVICES", "2,3")));
  }

  @Test
  void leavesAllAsTheyAreAndCountsThemByBus() {
    assertEquals(
        Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID"),
        VisibleGpus.ALL.environment(Map.of("CUDA_VISIBLE_DEVICES", "1")));
  }

  @Test
  void seesTheGpusInTheOrderOfTheVariable() {
    List<Gpu> all = List.of(FIRST, SECOND);

    assertEquals(all, VisibleGpus.seen(all, Map.of()));
    assertEquals(
        List.of(SECOND, FIRST), VisibleGpus.seen(all, Map.of("CUDA_VISIBLE_DEVICES", "GPU-b,0")));
    assertEquals(List.of(), VisibleGpus.seen(all, Map.of("CUDA_VISIBLE_DEVICES", "-1,0")));
    assertEquals(List.of(), VisibleGpus.seen(all, Map.of("CUDA_VISIBLE_DEVICES", "")));
  }

  private static String shown(VisibleGpus gpus, Map<String, String> current) {
    return gpus.environment(current).get("CUDA_VISIBLE_DEVICES");
  }
}
