package io.convbench.harness.modelfile.savedmodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.VersionDef;

/**
 * Writes a SavedModel: a folder with the graph in {@code saved_model.pb}, the weights in {@code
 * variables/} and what it says of its origin in {@code assets.extra/convbench.json}.
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
    Files.write(
        extra.resolve("convbench.json"),
        JSON.writeValueAsBytes(metadata.asMap(graph.input().output())));
    Path variables = Files.createDirectory(file.resolve("variables"));
    Storage storage = new Storage(graph, metadata.precision());
    if (!graph.tensors().isEmpty()) {
      TensorBundleWriter.write(graph.tensors(), storage, weights, variables);
    }
    Files.write(
        file.resolve("saved_model.pb"),
        savedModel(graph, storage, metadata.precision(), metadata.head().output()).toByteArray());
  }

  private static SavedModel savedModel(
      Graph graph, Storage storage, Precision precision, String output) {
    Variables variables = new Variables(graph.tensors(), storage);
    return SavedModel.newBuilder()
        .setSavedModelSchemaVersion(1)
        .addMetaGraphs(
            MetaGraphDef.newBuilder()
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                .setGraphDef(
                    graphDef(
                        variables.operations(),
                        GraphOperations.of(graph, precision, GraphOperations.last(graph, output))))
                .setSaverDef(variables.saver())
                .putCollectionDef("variables", variables.collection())
                .putSignatureDef("serving_default", signature(graph, output)))
        .build();
  }

  private static GraphDef graphDef(List<NodeDefBuilder> variables, List<NodeDefBuilder> layers) {
    GraphDef.Builder graphDef = GraphDef.newBuilder();
    variables.forEach(operation -> graphDef.addNode(operation.build()));
    layers.forEach(operation -> graphDef.addNode(operation.build()));
    return graphDef.setVersions(VersionDef.newBuilder().setProducer(GRAPH_VERSION)).build();
  }

  private static SignatureDef signature(Graph graph, String output) {
    return SignatureDef.newBuilder()
        .putInputs("images", tensor(GraphOperations.IMAGES, graph.input()))
        .putOutputs(output, tensor(GraphOperations.last(graph, output), graph.output()))
        .setMethodName("tensorflow/serving/predict")
        .build();
  }

  private static TensorInfo tensor(String operation, Node node) {
    return TensorInfo.newBuilder()
        .setName(operation + ":0")
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(NodeDefBuilder.shape(GraphOperations.batchOf(node.output())))
        .build();
  }
}
