package io.convbench.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationNamesTest {

  private static final Machine EPYC = new Machine("AMD EPYC 9R14 96-Core Processor", 2, 24, "");
  private static final Machine XEON =
      new Machine("Intel(R) Xeon(R) Platinum 8488C CPU @ 2.40GHz", 8, 24, "");
  private static final Configuration ONE = on(EPYC);

  @Test
  void isTheEngineAloneWhereNothingElseDiffers() {
    assertEquals(List.of("pytorch"), names(ONE));
    assertEquals(
        "pytorch on cpu, batch 1, fp32, 2 threads", ConfigurationNames.of(List.of(ONE)).label(ONE));
    assertEquals("pytorch-cpu-b1-fp32-t2", ConfigurationNames.of(List.of(ONE)).slug(ONE));
  }

  @Test
  void namesWhatDepartsFromTheUsualEvenWhereAllDo() {
    Configuration bf16 =
        new Configuration("pytorch", "gpu:0", 1, "bf16", 2, "plain", "", EPYC, "2.7.1", "c7b094f");
    assertEquals(List.of("pytorch gpu:0 bf16 plain"), names(bf16));
  }

  @Test
  void namesBatchThreadsPrecisionDeviceAndFormWhereTheyDiffer() {
    Configuration other =
        new Configuration("pytorch", "gpu:0", 8, "fp16", 1, "plain", "", EPYC, "2.7.1", "c7b094f");
    assertEquals(
        List.of("pytorch cpu fp32 optimized b1 t2", "pytorch gpu:0 fp16 plain b8 t1"),
        names(ONE, other));
  }

  /** A cell that a run did not begin has no GPU in its row. */
  @Test
  void namesGpusOnlyWhereTwoAreKnown() {
    Configuration unknown = onGpu("");
    Configuration h200 = onGpu("NVIDIA H200");

    assertEquals(List.of("pytorch gpu:0", "pytorch gpu:0"), names(unknown, h200));
    assertEquals(
        List.of(
            "pytorch gpu:0 on an unknown GPU",
            "pytorch gpu:0 on NVIDIA H200",
            "pytorch gpu:0 on NVIDIA L4"),
        names(unknown, h200, onGpu("NVIDIA L4")));
  }

  private static Configuration onGpu(String gpu) {
    Machine machine = new Machine("AMD EPYC 9R14 96-Core Processor", 2, 24, gpu);
    return new Configuration(
        "pytorch", "gpu:0", 1, "fp32", 2, "optimized", "", machine, "2.7.1", "c7b094f");
  }

  /** Engines differ in what they do unasked, which their names need not say. */
  @Test
  void namesCudnnsAutotuneWhereAnEngineRanWithAndWithout() {
    Configuration off = autotuned("pytorch", "off");
    Configuration on = autotuned("pytorch", "on");
    Configuration other = autotuned("onnxruntime", "on");

    assertEquals(List.of("pytorch gpu:0", "onnxruntime gpu:0"), names(off, other));
    assertEquals(
        List.of("pytorch gpu:0 autotune off", "pytorch gpu:0 autotune on", "onnxruntime gpu:0"),
        names(off, on, other));
    assertEquals(off.anyEngine(), other.anyEngine());
  }

  private static Configuration autotuned(String engine, String autotune) {
    return new Configuration(
        engine, "gpu:0", 1, "fp32", 2, "optimized", autotune, EPYC, "2.7.1", "c7b094f");
  }

  @Test
  void namesOfAMachineWhatDiffers() {
    assertEquals(
        List.of(
            "pytorch on AMD EPYC 9R14, 2 cores", "pytorch on Intel Xeon Platinum 8488C, 8 cores"),
        names(ONE, on(XEON)));
    assertEquals(
        List.of("pytorch on 2 cores", "pytorch on 4 cores"),
        names(ONE, on(new Machine(EPYC.processor(), 4, 24, ""))));
    assertEquals(
        List.of("pytorch on 24 GiB", "pytorch on 0.5 GiB"),
        names(ONE, on(new Machine(EPYC.processor(), 2, 0.5, ""))));
    assertEquals(
        List.of(
            "pytorch on AMD EPYC 9R14, 2 cores", "pytorch on Intel Xeon Platinum 8488C, 8 cores"),
        names(ONE, on(new Machine(XEON.processor(), 8, 0, ""))),
        "memory that is unknown tells nothing more");
    assertEquals(
        List.of("pytorch on 24 GiB", "pytorch on unknown memory"),
        names(ONE, on(new Machine(EPYC.processor(), 2, 0, ""))));
    assertEquals(
        List.of("pytorch on AMD EPYC 9R14", "pytorch on an unknown processor"),
        names(ONE, on(new Machine("", 2, 24, ""))));
  }

  /** Both are an EPYC 9R14 without what makers add. */
  @Test
  void writesProcessorsInFullWhereShortNamesAreAlike() {
    Machine other = new Machine("AMD EPYC 9R14 64-Core Processor", 2, 24, "");
    assertEquals(
        List.of(
            "pytorch on AMD EPYC 9R14 96-Core Processor",
            "pytorch on AMD EPYC 9R14 64-Core Processor"),
        names(ONE, on(other)));
  }

  @Test
  void namesTheVersionOfAnEngineThatHasTwo() {
    Configuration old = version("pytorch", "DJL 0.36.0, PyTorch 2.7.1");
    Configuration recent = version("pytorch", "DJL 0.36.0, PyTorch 2.8.0");
    Configuration other = version("onnxruntime", "DJL 0.36.0, ONNX Runtime 1.23.2");
    assertEquals(
        List.of("pytorch with PyTorch 2.7.1", "pytorch with PyTorch 2.8.0", "onnxruntime"),
        names(old, recent, other));
  }

  @Test
  void namesTheCommitOfConvbench() {
    Configuration other =
        new Configuration("pytorch", "cpu", 1, "fp32", 2, "optimized", "", EPYC, "2.7.1", "");
    assertEquals(
        List.of("pytorch by convbench c7b094f", "pytorch by convbench of unknown commit"),
        names(ONE, other));
  }

  @Test
  void leavesOutWhatAGroupHasOpen() {
    ConfigurationNames names = ConfigurationNames.of(List.of(ONE, on(XEON)));
    assertEquals("cpu, batch 1, fp32, 2 threads", names.label(ONE.anyEngine().anyMachine()));
    assertEquals("pytorch on AMD EPYC 9R14, 2 cores", names.name(ONE.untimed()));
  }

  private static List<String> names(Configuration... shown) {
    ConfigurationNames names = ConfigurationNames.of(List.of(shown));
    return List.of(shown).stream().map(names::name).toList();
  }

  private static Configuration on(Machine machine) {
    return new Configuration(
        "pytorch", "cpu", 1, "fp32", 2, "optimized", "", machine, "2.7.1", "c7b094f");
  }

  private static Configuration version(String engine, String version) {
    return new Configuration(
        engine, "cpu", 1, "fp32", 2, "optimized", "", EPYC, version, "c7b094f");
  }
}
