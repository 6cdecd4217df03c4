package io.convbench.reports.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KerasTable;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final KerasTable.Line NET = KerasTable.line("MobileNetV2");

  @Test
  void joinsTheCellsOfAnArchitectureThoughTheirBatchesDiffer() {
    Findings findings =
        Findings.of(
            List.of(
                KerasTable.cost(NET),
                KerasTable.conformance(NET, "pytorch"),
                KerasTable.latency(NET, "pytorch", 1),
                KerasTable.memory(NET, "pytorch", 1),
                KerasTable.accuracy(NET, "pytorch", 0.7, 0.66, 0.74)));
    assertEquals(1, findings.candidates().size());
    Candidate candidate = findings.candidates().get(0);
    assertEquals("pytorch on cpu, batch 1, fp32, 2 threads", candidate.configuration().label());
    for (Column column :
        List.of(
            Column.MACS,
            Column.CONFORMANCE_ERROR,
            Column.LATENCY_P50_MS,
            Column.MODEL_RSS_BYTES,
            Column.TOP1)) {
      assertTrue(candidate.has(column), column.header());
    }
  }

  @Test
  void keepsBatchesAndEnginesApart() {
    List<Row> rows = new ArrayList<>(KerasTable.run("pytorch", 1));
    rows.addAll(KerasTable.run("pytorch", 8));
    rows.addAll(KerasTable.run("onnxruntime", 1));
    Findings findings = Findings.of(rows);
    assertEquals(
        List.of("pytorch-cpu-b1-fp32-t2", "pytorch-cpu-b8-fp32-t2", "onnxruntime-cpu-b1-fp32-t2"),
        findings.configurations().stream().map(Configuration::slug).toList());
    assertEquals(3 * 18, findings.candidates().size());
    assertEquals(18, findings.architectures().size());
  }

  @Test
  void doesNotTakeAnotherEnginesAccuracy() {
    Findings findings =
        Findings.of(
            List.of(
                KerasTable.latency(NET, "pytorch", 1),
                KerasTable.latency(NET, "onnxruntime", 1),
                KerasTable.accuracy(NET, "onnxruntime", 0.7, 0.66, 0.74)));
    assertFalse(findings.candidates().get(0).top1().orElseThrow().measured());
    assertTrue(findings.candidates().get(1).top1().orElseThrow().measured());
    assertTrue(findings.architectures().get(0).top1().orElseThrow().measured());
  }

  @Test
  void showsArchitecturesOfWhichOnlyTheCostIsKnown() {
    Findings findings =
        Findings.of(
            List.of(
                KerasTable.cost(KerasTable.line("VGG16")), KerasTable.latency(NET, "pytorch", 1)));
    assertEquals(2, findings.candidates().size());
    assertEquals("VGG16", findings.candidates().get(1).architecture());
  }

  @Test
  void countsTheLastRowOfACellThatComesTwice() {
    Row first = KerasTable.latency(NET, "pytorch", 1);
    Findings findings = Findings.of(List.of(first, first.with(Column.LATENCY_P50_MS, 5.0)));
    assertEquals(1, findings.repeated());
    assertEquals(5.0, findings.candidates().get(0).number(Column.LATENCY_P50_MS).getAsDouble());
  }

  @Test
  void ignoresValuesOfFailedCellsButTheErrorThatFailedThem() {
    Row latency =
        KerasTable.latency(NET, "pytorch", 1).with(Status.FAILED, "the process was killed");
    Row conformance =
        KerasTable.conformance(NET, "pytorch").with(Status.FAILED, "error 0.5 is above 1e-03");
    Candidate candidate = Findings.of(List.of(latency, conformance)).candidates().get(0);
    assertFalse(candidate.has(Column.LATENCY_P50_MS));
    assertTrue(candidate.has(Column.CONFORMANCE_ERROR));
    assertEquals(0.71336, candidate.number(Column.PUBLISHED_TOP1).getAsDouble(), 1e-12);
  }
}
