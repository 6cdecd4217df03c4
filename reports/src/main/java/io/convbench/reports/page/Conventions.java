package io.convbench.reports.page;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the words and figures of a report mean, and which weights and images they are of. */
final class Conventions {

  /** What an architecture is called. */
  static final String NAME = "its name in Keras, torchvision or timm";

  private Conventions() {}

  static List<Fact> of(History findings) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Cells and configurations",
            "A cell is one measurement of one architecture in one configuration. A configuration"
                + " is named by its engine and by what differs among those of this page, as"
                + " pytorch bf16"
                + " b8 t2 on AMD EPYC, 2 cores: precision, batch 8, 2 threads, machine; then"
                + " versions."
                + " cpu, fp32 and optimized models are named where others are beside them."
                + " Figures of different machines, versions of an engine or commits of convbench"
                + " are"
                + " never joined."));
    facts.add(
        new Fact(
            "MACs and FLOPs",
            "A MAC is one multiplication with its addition. MACs are those of convolutions and"
                + " dense"
                + " layers for one image at the architecture's input size; FLOPs = 2 × MACs. Batch"
                + " norms, activations, pooling and additions are not counted. 1 GMAC = 10⁹"
                + " MACs."));
    facts.add(
        new Fact(
            "Activations",
            "Output elements of convolutions and dense layers for one image (Act. M, millions)."
                + " Peak"
                + " activations: the largest sum of float32 outputs that are alive at once when the"
                + " graph runs in its order, in bytes."));
    facts.add(
        new Fact(
            "Latency",
            "Wall time of one forward pass of the whole batch, by JMH in SampleTime mode in a"
                + " process"
                + " of its own, after a warm-up; every pass is a sample, and p50 (the median),"
                + " p90 and"
                + " p99 are percentiles of these. A pass begins with the input tensor and ends"
                + " when the"
                + " logits have been read. Decoding, resizing and preprocessing of images are"
                + " not in"
                + " it."));
    if (!findings.scenarios().isEmpty()) {
      facts.add(
          new Fact(
              "Scenarios",
              "Named as in MLPerf Inference, whose rules they follow but for the numbers of queries"
                  + " and durations, so they are no MLPerf results. Offline: images per second of a"
                  + " queue. Multi-stream: queries of 8 images, one after the other. Server: queries"
                  + " of one image arrive as a Poisson process and wait in one queue; their time"
                  + " counts from the scheduled arrival. Streams are sessions at the same time, among"
                  + " which the threads are divided. Rows of different scenarios are never joined."));
    }
    facts.add(
        new Fact(
            "Memory",
            "Resident set of a process of its own that loads the model and runs a few passes:"
                + " its peak"
                + " (total), and what the peak adds over the same process with the bare engine"
                + " loaded (model). Weights and activations beside it come from the graph."
                + " 1 MiB = 1,048,576 bytes."));
    facts.add(
        new Fact(
            "Accuracy",
            "Top-k: the true class is among the k highest logits. Intervals are Wilson 95 %"
                + " intervals"
                + " (E. B. Wilson, 1927): they cover the choice of images, not of weights or crop."
                + ownClasses(findings)
                + real(findings)));
    facts.add(
        new Fact(
            "Conformance error (Conf. error)",
            Column.CONFORMANCE_ERROR.description()
                + ", with the same seeded weights and images. "
                + new Reference(findings).sentence()
                + " Up to the limit"
                + " (conformance_limit) it"
                + " counts as the same function: 0.001 in fp32; in other precisions each network has"
                + " its own limit, from how far rounding alone moves the reference's logits, and lower"
                + " where an engine that ignores the image would pass."));
    facts.add(new Fact("Published figures", published(findings)));
    facts.add(
        new Fact(
            "Pareto front",
            "An architecture is on the front when no other costs no more, is at least as"
                + " accurate, and"
                + " is better in one of the two. Where accuracies were measured, the front has"
                + " only those:"
                + " measured and published ones cannot be compared."));
    facts.add(new Fact("Model form", form(findings)));
    add(facts, "Weights", findings, Column.WEIGHTS);
    add(facts, "Images", findings, Column.DATASET);
    add(facts, "Crop protocol", findings, Column.PROTOCOL);
    return facts;
  }

  private static String published(History findings) {
    String sources = distinct(findings, Column.PUBLISHED_SOURCE);
    return "Published accuracies were never measured here; they are drawn hollow. Those marked * belong"
        + " to another input size than the one that ran."
        + (sources.isEmpty() ? "" : " Source: " + sources + ".");
  }

  private static String ownClasses(History findings) {
    String counts = numbers(findings, Column.OWN_CLASSES);
    return counts.isEmpty()
        ? ""
        : " The images are of %s of the 1000 classes. Top-k is over all 1000; own classes: the"
                .formatted(counts)
            + " highest logit among the dataset's own only, an easier question.";
  }

  private static String real(History findings) {
    String counts = numbers(findings, Column.REAL_IMAGES);
    return counts.isEmpty()
        ? ""
        : " ReaL: the first class is among the labels that people found fit (Beyer et al., 2020),"
            + " over the %s images that have any.".formatted(counts);
  }

  private static String numbers(History findings, Column column) {
    return findings.cells().stream()
        .filter(row -> row.integer(column).isPresent())
        .map(row -> String.valueOf(row.integer(column).getAsLong()))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String form(History findings) {
    String forms = distinct(findings, Column.MODEL_FORM);
    return (forms.isEmpty() ? "No model ran." : "This run: " + forms + ".")
        + " Plain: batch norms stay layers of their own; optimized: they are folded into the"
        + " convolutions before them, which computes the same function with less work.";
  }

  private static void add(List<Fact> facts, String name, History findings, Column column) {
    String values = distinct(findings, column);
    if (!values.isEmpty()) {
      facts.add(new Fact(name, values + "."));
    }
  }

  private static String distinct(History findings, Column column) {
    return findings.cells().stream()
        .filter(Row::ok)
        .flatMap(row -> row.text(column).stream())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
