package io.convbench.harness.modelfile.torchscript;

import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes TorchScript archives in the layout of {@code torch.jit.save} (format version 3 of
 * PyTorch's {@code caffe2/serialize}): {@code data.pkl} (the module's attributes), {@code
 * code/__torch__.py}, {@code constants.pkl}, {@code version}, {@code byteorder}, {@code data/<n>}
 * (raw values) and one file under {@code extra/} a metadata key.
 */
public final class TorchScriptWriter implements ModelFileWriter {

  private static final String MODULE = "Convbench";

  @Override
  public String format() {
    return "torchscript";
  }

  @Override
  public String extension() {
    return ".pt";
  }

  @Override
  public void write(Graph graph, Weights weights, ModelMetadata metadata, Path file)
      throws IOException {
    write(graph, weights, metadata, ModuleUse.INFERENCE, file);
  }

  /**
   * Writes a module for a use, as {@link #write(Graph, Weights, ModelMetadata, Path)} does.
   *
   * @param use of it; what a training learns are parameters, under {@link #parameterName}
   */
  public void write(Graph graph, Weights weights, ModelMetadata metadata, ModuleUse use, Path file)
      throws IOException {
    Precision precision = metadata.precision();
    ForwardCode forward = new ForwardCode(graph, precision, use);
    List<Attribute> attributes = forward.attributes();
    try (StoredZip zip = new StoredZip(file, "convbench/")) {
      zip.add("data.pkl", pickle(attributes, StorageType.of(precision)));
      zip.add("code/__torch__.py", code(forward, use));
      zip.add("constants.pkl", new Pickle().emptyTuple().stop());
      zip.add("version", text("3\n"));
      zip.add("byteorder", text("little"));
      for (Map.Entry<String, String> entry : metadata.asMap(graph.input().output()).entrySet()) {
        zip.add("extra/" + entry.getKey(), text(entry.getValue()));
      }
      for (int i = 0; i < attributes.size(); i++) {
        Attribute attribute = attributes.get(i);
        float[] values = attribute.values().read(weights);
        zip.add(
            "data/" + i, out -> attribute.order().write(values, attribute.keras(), precision, out));
      }
    }
  }

  /** What a module calls a weight. */
  public static String parameterName(WeightTensor tensor) {
    return tensor.name().replaceAll("\\W", "_");
  }

  private static byte[] code(ForwardCode forward, ModuleUse use) {
    List<Attribute> attributes = forward.attributes();
    StringBuilder code = new StringBuilder();
    code.append("class ").append(MODULE).append("(Module):\n");
    Predicate<Attribute> isParameter =
        attribute -> attribute.source().filter(use::learns).isPresent();
    code.append("  __parameters__ = [").append(names(attributes, isParameter)).append("]\n");
    code.append("  __buffers__ = [").append(names(attributes, isParameter.negate())).append("]\n");
    attributes.forEach(a -> code.append("  ").append(a.name()).append(" : Tensor\n"));
    code.append("  training : bool\n");
    code.append("  def forward(self: __torch__.").append(MODULE).append(",\n");
    code.append("    images: Tensor) -> Tensor:\n");
    forward.lines().forEach(line -> code.append("    ").append(line).append('\n'));
    return text(code.toString());
  }

  private static String names(List<Attribute> attributes, Predicate<Attribute> which) {
    return attributes.stream()
        .filter(which)
        .map(attribute -> "\"" + attribute.name() + "\", ")
        .collect(Collectors.joining());
  }

  /** The module object: its class and the attributes' values, tensors by persistent id. */
  private static byte[] pickle(List<Attribute> attributes, StorageType type) {
    Pickle pickle = new Pickle();
    pickle.global("__torch__", MODULE).emptyTuple().newObject().emptyDict().mark();
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      pickle.text(attribute.name()).global("torch._utils", "_rebuild_tensor_v2").mark();
      pickle.mark().text("storage").global("torch", type.storage()).text(String.valueOf(i));
      pickle.text("cpu").integer(Math.toIntExact(attribute.elements())).tuple().persistentId();
      pickle.integer(0);
      integers(pickle, attribute.shape());
      integers(pickle, attribute.strides());
      pickle.falseValue().global("collections", "OrderedDict").emptyTuple().reduce();
      pickle.tuple().reduce();
    }
    pickle.text("training").falseValue().setItems();
    return pickle.build().stop();
  }

  private static void integers(Pickle pickle, List<Integer> values) {
    pickle.mark();
    values.forEach(pickle::integer);
    pickle.tuple();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
