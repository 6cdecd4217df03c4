package io.convbench.suites.architecture;

import io.convbench.suites.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layer lists that Keras 3.15.1 prints of its models ({@code keras/layers}). */
final class KerasLayers {

  private static final Set<String> NOT_IN_OUR_GRAPHS = Set.of("Dropout");

  private KerasLayers() {}

  /**
   * @param kind Keras's class
   * @param shape without the batch dimension, e.g. {@code 56x56x64}
   * @param tensors e.g. {@code kernel:1x1x64x64;bias:64}
   */
  record Row(String kind, String name, String shape, String tensors) {}

  /** In the order of {@code model.layers}, without dropout and the softmax of the logits. */
  static List<Row> of(String architecture) {
    try (Stream<String> lines =
        Files.lines(SharedData.require("keras/layers/" + architecture + ".tsv"))) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(KerasLayers::row)
          .filter(row -> !NOT_IN_OUR_GRAPHS.contains(row.kind()))
          .filter(row -> !(row.kind().equals("Activation") && row.name().equals("predictions")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] columns = line.split("\t", -1);
    String shape =
        Stream.of(columns[4].replaceAll("[() ]", "").split(","))
            .skip(1)
            .collect(Collectors.joining("x"));
    // ConvNeXt leaves the name of a layer scale's factors, its gamma, to Keras
    String tensors = columns[5].replaceAll("variable(_\\d+)?:", "gamma:");
    return new Row(columns[2], columns[3], shape, tensors);
  }
}
