package io.convbench.suites.weights;

import io.convbench.foundation.fuzz.Fuzz;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights come from anywhere. */
class Hdf5FuzzTest {

  private static final long LIMIT_BYTES = 1 << 20;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("weights.h5");
  }

  @Test
  void layouts() throws Exception {
    Fuzz.of("HDF5 weights", legacy(), keras3(), resource("mixed_types.h5"))
        .read(file, input -> readAll());
  }

  /** Every kind of number and storage that HDF5 allows, as h5py writes it. */
  @Test
  void storage() throws Exception {
    Fuzz.of("HDF5 storage", unpacked("odd_datasets.h5.gz"), unpacked("odd_old_datasets.h5.gz"))
        .allocating(64 << 20, 200)
        .read(file, input -> readDatasets());
  }

  @Test
  void archive() throws Exception {
    Fuzz.of("Keras archive", zipped(keras3(), ZipEntry.DEFLATED))
        .with("model.weights.h5")
        .read(file, input -> readAll());
  }

  private void readAll() throws IOException {
    try (KerasFile opened = KerasFile.open(file, LIMIT_BYTES)) {
      for (SavedLayer layer : opened.layersInOrderOf(TinyModel.graph())) {
        for (SavedTensor tensor : layer.tensors()) {
          tensor.read();
        }
      }
    }
  }

  private void readDatasets() throws IOException {
    Hdf5Access.reading(
        file,
        () -> {
          try (HdfFile hdf5 = Hdf5Access.open(file)) {
            for (Node node : hdf5.getChildren().values()) {
              if (node instanceof Group group && node.getName().equals("read")) {
                readDatasets(group);
              }
            }
          }
          return Optional.empty();
        });
  }

  private void readDatasets(Group group) throws IOException {
    for (Node node : group.getChildren().values()) {
      if (node instanceof Dataset dataset) {
        SavedTensor.of(node.getName(), dataset, file).read();
      }
    }
  }

  private byte[] legacy() throws IOException {
    return Files.readAllBytes(new TinyModel().writeLegacy(folder.resolve("legacy.h5")));
  }

  private byte[] keras3() throws IOException {
    return Files.readAllBytes(new TinyModel().writeKeras3(folder.resolve("keras3.h5"), "layers"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Hdf5FuzzTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] unpacked(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Hdf5FuzzTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  private static byte[] zipped(byte[] hdf5, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(method);
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(hdf5);
    }
    return bytes.toByteArray();
  }
}
