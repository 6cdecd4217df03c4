package io.convbench.harness.modelfile;

import io.convbench.suites.graph.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a tensor's values little-endian with its axes in another order, through a small buffer, so
 * that no second copy of the tensor exists.
 *
 * @param axes source axes, outermost of the written order first; e.g. (3, 0, 1, 2) writes a kernel
 *     (rows, columns, in, out) as (out, rows, columns, in)
 */
public record Transpose(List<Integer> axes) {

  private static final int BUFFER_BYTES = 1 << 18;

  /**
   * Indices of the outermost written axis that are gathered together. In a kernel they are
   * neighbours, 64 bytes of which a processor reads at a time.
   */
  private static final int SLICES = 16;

  public Transpose {
    axes = List.copyOf(axes);
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, axes.size()).boxed().toList())) {
      throw new IllegalArgumentException("not a permutation: " + axes);
    }
  }

  /** Axes in this order. */
  public static Transpose of(Integer... axes) {
    return new Transpose(List.of(axes));
  }

  /** The values as they are. */
  public static Transpose identity(int rank) {
    return new Transpose(IntStream.range(0, rank).boxed().toList());
  }

  /**
   * Writes all values, each rounded to the precision.
   *
   * @param values row-major in {@code shape}
   * @throws IOException when the stream cannot take them
   */
  public void write(float[] values, Shape shape, Precision precision, OutputStream out)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (equals(identity(axes.size()))) {
      put(values, values.length, precision, buffer, out);
      return;
    }
    int rank = axes.size();
    int[] extent = new int[rank];
    int[] step = new int[rank];
    for (int i = 0; i < rank; i++) {
      extent[i] = shape.dimension(axes.get(i));
      step[i] = stride(shape, axes.get(i));
    }
    int slice = values.length / extent[0];
    float[] gathered = new float[Math.min(SLICES, extent[0]) * slice];
    for (int first = 0; first < extent[0]; first += SLICES) {
      int slices = Math.min(SLICES, extent[0] - first);
      gather(values, first * step[0], extent, step, gathered, slices);
      put(gathered, slices * slice, precision, buffer, out);
    }
  }

  /** Some slices, one behind the other, of which neighbours in the source are read together. */
  private static void gather(
      float[] values, int start, int[] extent, int[] step, float[] gathered, int slices) {
    int inner = extent.length - 1;
    int slice = values.length / extent[0];
    int[] position = new int[extent.length];
    for (int done = 0; done < slice; done += extent[inner]) {
      int row = start;
      for (int i = 1; i < inner; i++) {
        row += position[i] * step[i];
      }
      for (int i = 0; i < extent[inner]; i++) {
        int at = row + i * step[inner];
        for (int k = 0, to = done + i; k < slices; k++, at += step[0], to += slice) {
          gathered[to] = values[at];
        }
      }
      advance(position, extent, inner - 1);
    }
  }

  private static void advance(int[] position, int[] extent, int axis) {
    for (int i = axis; i >= 0 && ++position[i] == extent[i]; i--) {
      position[i] = 0;
    }
  }

  private static int stride(Shape shape, int axis) {
    int stride = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      stride *= shape.dimension(i);
    }
    return stride;
  }

  private static void put(
      float[] values, int count, Precision precision, ByteBuffer buffer, OutputStream out)
      throws IOException {
    int most = BUFFER_BYTES / precision.bytes();
    for (int from = 0; from < count; from += most) {
      precision.put(values, from, Math.min(most, count - from), buffer.clear());
      out.write(buffer.array(), 0, buffer.position());
    }
  }
}
