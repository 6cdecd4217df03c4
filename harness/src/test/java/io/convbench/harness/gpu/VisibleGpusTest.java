package io.convbench.harness.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisibleGpusTest {

  private static final Gpu FIRST = SampleGpus.gpu(0, "GPU-a1", "T4", 7.5);
  private static final Gpu SECOND = SampleGpus.gpu(1, "GPU-b2", "A10G", 8.6);

  private static final MigInstance SMALL = new MigInstance("1g.10gb", "MIG-1");
  private static final MigInstance LARGE = new MigInstance("3g.40gb", "MIG-2");
  private static final Map<String, List<MigInstance>> INSTANCES =
      Map.of("GPU-a1", List.of(SMALL, LARGE));

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

    assertEquals(all, VisibleGpus.seen(all, Map.of(), Map.of()));
    assertEquals(List.of(SECOND, FIRST), seen("GPU-b2,0", Map.of()));
    assertEquals(List.of(), seen("-1,0", Map.of()));
    assertEquals(List.of(), seen("", Map.of()));
  }

  /** As CUDA, which takes as much of a UUID as tells GPUs apart. */
  @Test
  void knowsGpusByTheBeginningOfTheirUuid() {
    assertEquals(List.of(SECOND), seen("GPU-b", Map.of()));
  }

  @Test
  void seesTheInstanceThatIsNamed() {
    assertEquals(List.of(FIRST.of(LARGE)), seen("MIG-2", INSTANCES));
    assertEquals("T4 MIG 3g.40gb", FIRST.of(LARGE).model());
    assertEquals(List.of(), seen("MIG-3", INSTANCES));
  }

  /** A process sees one instance at most, and then no other GPU. */
  @Test
  void seesTheFirstInstanceOfADividedGpuAndNothingElse() {
    assertEquals(
        List.of(FIRST.of(SMALL)), VisibleGpus.seen(List.of(FIRST, SECOND), INSTANCES, Map.of()));
    assertEquals(List.of(FIRST.of(SMALL)), seen("0", INSTANCES));
    assertEquals(List.of(FIRST.of(LARGE)), seen("MIG-2,MIG-1", INSTANCES));
    assertEquals(List.of(SECOND), seen("1", INSTANCES));
  }

  private static List<Gpu> seen(String variable, Map<String, List<MigInstance>> instances) {
    return VisibleGpus.seen(
        List.of(FIRST, SECOND), instances, Map.of("CUDA_VISIBLE_DEVICES", variable));
  }

  private static String shown(VisibleGpus gpus, Map<String, String> current) {
    return gpus.environment(current).get("CUDA_VISIBLE_DEVICES");
  }
}
