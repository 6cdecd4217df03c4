package io.convbench.harness.modelfile.savedmodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a SavedModel: a folder with the graph in {@code saved_model.pb}, the weights in {@code
 * variables/} and what it says of its origin in {@code assets.extra/convbench.json}. Field numbers
 * here are those of TensorFlow's {@code saved_model.proto}, {@code meta_graph.proto}, {@code
 * graph.proto} and {@code versions.proto}.
 */
public final class SavedModelWriter implements ModelFileWriter {

  /** Version of the operations' definitions: that of TensorFlow 2.12, which later ones read. */
  private static final int GRAPH_VERSION = 1394;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String format() {
    return "savedmodel";
  }

  @Override
  public String extension() {
    return ".savedmodel";
  }

  @Override
  public void write(Graph graph, Weights weights, ModelMetadata metadata, Path file)
      throws IOException {
    Path extra = Files.createDirectories(file.resolve("assets.extra"));
    Files.write(extra.resolve("convbench.json"), JSON.writeValueAsBytes(metadata.asMap()));
    Path variables = Files.createDirectory(file.resolve("variables"));
    Storage storage = new Storage(graph, metadata.precision());
    TensorBundleWriter.write(graph.tensors(), storage, weights, variables);
    Files.write(
        file.resolve("saved_model.pb"),
        savedModel(graph, storage, metadata.precision(), metadata.head().output()).bytes());
  }

  private static ProtoWriter savedModel(
      Graph graph, Storage storage, Precision precision, String output) {
    Variables variables = new Variables(graph.tensors(), storage);
    ProtoWriter metaGraph =
        new ProtoWriter()
            .message(1, new ProtoWriter().text(4, "serve"))
            .message(
                2, graphDef(variables.operations(), GraphOperations.of(graph, precision, output)))
            .message(3, variables.saver())
            .entry(4, "variables", variables.collection())
            .entry(5, "serving_default", signature(graph, output));
    return new ProtoWriter().integer(1, 1).message(2, metaGraph);
  }

  private static ProtoWriter graphDef(List<NodeDefBuilder> variables, List<NodeDefBuilder> layers) {
    ProtoWriter graphDef = new ProtoWriter();
    variables.forEach(operation -> graphDef.message(1, operation.message()));
    layers.forEach(operation -> graphDef.message(1, operation.message()));
    return graphDef.message(4, new ProtoWriter().integer(1, GRAPH_VERSION));
  }

  private static ProtoWriter signature(Graph graph, String output) {
    return new ProtoWriter()
        .entry(
            1,
            "images",
            tensor(GraphOperations.IMAGES, GraphOperations.batchOf(graph.input().output())))
        .entry(2, output, tensor(output, GraphOperations.batchOf(graph.output().output())))
        .text(3, "tensorflow/serving/predict");
  }

  private static ProtoWriter tensor(String operation, List<Integer> shape) {
    return new ProtoWriter()
        .text(1, operation + ":0")
        .integer(2, NodeDefBuilder.FLOAT)
        .message(3, NodeDefBuilder.shape(shape));
  }
}
