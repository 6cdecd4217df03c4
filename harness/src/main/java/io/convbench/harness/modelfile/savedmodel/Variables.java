package io.convbench.harness.modelfile.savedmodel;

import io.convbench.suites.graph.WeightTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.VariableDef;

/**
 * A graph's weights as TensorFlow variables, with the operations that restore them from a
 * checkpoint and, since Python's loader asks for it, save them to one.
 */
final class Variables {

  private static final String FILE = "save/Const";
  private static final String NAMES = "save/names";
  private static final String SLICES = "save/slices";
  private static final String SAVE = "save/control_dependency";
  private static final String RESTORE = "save/restore_all";

  private final List<WeightTensor> tensors;
  private final Storage storage;

  Variables(List<WeightTensor> tensors, Storage storage) {
    this.tensors = List.copyOf(tensors);
    this.storage = storage;
  }

  /** Name of the operation that reads a tensor's variable. */
  static String value(WeightTensor tensor) {
    return tensor.name() + "/Read/ReadVariableOp";
  }

  /** All variables, their reading and their restoring. */
  List<NodeDefBuilder> operations() {
    List<NodeDefBuilder> operations = new ArrayList<>();
    for (WeightTensor tensor : tensors) {
      operations.add(variable(tensor));
      operations.add(
          new NodeDefBuilder(value(tensor), "ReadVariableOp", List.of(tensor.name()))
              .type("dtype", storage.type(tensor)));
    }
    if (tensors.isEmpty()) {
      return List.of();
    }
    operations.addAll(parameters());
    operations.addAll(saving());
    operations.addAll(restoring());
    return operations;
  }

  /** What saves, what restores, and where both take the file's name; nothing without weights. */
  SaverDef saver() {
    if (tensors.isEmpty()) {
      return SaverDef.getDefaultInstance();
    }
    return SaverDef.newBuilder()
        .setFilenameTensorName(FILE + ":0")
        .setSaveTensorName(SAVE + ":0")
        .setRestoreOpName(RESTORE)
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }

  /** The {@code VariableDef}s, by which Python finds the variables. */
  CollectionDef collection() {
    CollectionDef.BytesList.Builder definitions = CollectionDef.BytesList.newBuilder();
    for (int i = 0; i < tensors.size(); i++) {
      WeightTensor tensor = tensors.get(i);
      definitions.addValue(
          VariableDef.newBuilder()
              .setVariableName(tensor.name() + ":0")
              .setInitializerName(assignment(i))
              .setSnapshotName(value(tensor) + ":0")
              .setIsResource(true)
              .build()
              .toByteString());
    }
    return CollectionDef.newBuilder().setBytesList(definitions).build();
  }

  private NodeDefBuilder variable(WeightTensor tensor) {
    return new NodeDefBuilder(tensor.name(), "VarHandleOp", List.of())
        .type("dtype", storage.type(tensor))
        .shape("shape", tensor.shape().dimensions())
        .text("shared_name", tensor.name());
  }

  /** The file's name, and which tensors are meant, each as a whole. */
  private List<NodeDefBuilder> parameters() {
    NodeDefBuilder file =
        new NodeDefBuilder(FILE, "Placeholder", List.of())
            .type("dtype", DataType.DT_STRING)
            .shape("shape", List.of());
    return List.of(
        file,
        NodeDefBuilder.texts(NAMES, tensors.stream().map(WeightTensor::name).toList()),
        NodeDefBuilder.texts(SLICES, Collections.nCopies(tensors.size(), "")));
  }

  private List<NodeDefBuilder> saving() {
    List<String> inputs = new ArrayList<>(List.of(FILE, NAMES, SLICES));
    tensors.forEach(tensor -> inputs.add(value(tensor)));
    return List.of(
        new NodeDefBuilder("save/SaveV2", "SaveV2", inputs).types("dtypes", types()),
        new NodeDefBuilder(SAVE, "Identity", List.of(FILE, "^save/SaveV2"))
            .type("T", DataType.DT_STRING));
  }

  private List<NodeDefBuilder> restoring() {
    List<NodeDefBuilder> operations = new ArrayList<>();
    operations.add(
        new NodeDefBuilder("save/RestoreV2", "RestoreV2", List.of(FILE, NAMES, SLICES))
            .types("dtypes", types()));
    List<String> assignments = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      List<String> inputs = List.of(tensors.get(i).name(), "save/RestoreV2:" + i);
      operations.add(
          new NodeDefBuilder(assignment(i), "AssignVariableOp", inputs)
              .type("dtype", storage.type(tensors.get(i))));
      assignments.add("^" + assignment(i));
    }
    operations.add(new NodeDefBuilder(RESTORE, "NoOp", assignments));
    return operations;
  }

  private List<DataType> types() {
    return tensors.stream().map(storage::type).toList();
  }

  private static String assignment(int index) {
    return "save/Assign_" + index;
  }
}
