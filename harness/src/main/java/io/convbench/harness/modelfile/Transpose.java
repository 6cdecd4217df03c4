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
    int rank = axes.size();
    int[] extent = new int[rank];
    int[] step = new int[rank];
    for (int i = 0; i < rank; i++) {
      extent[i] = shape.dimension(axes.get(i));
      step[i] = stride(shape, axes.get(i));
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int[] position = new int[rank];
    int inner = rank - 1;
    for (long done = 0; done < values.length; done += extent[inner]) {
      int start = 0;
      for (int i = 0; i < inner; i++) {
        start += position[i] * step[i];
      }
      for (int i = 0, at = start; i < extent[inner]; i++, at += step[inner]) {
        if (!buffer.hasRemaining()) {
          drain(buffer, out);
        }
        precision.put(values[at], buffer);
      }
      advance(position, extent, inner - 1);
    }
    drain(buffer, out);
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

  private static void drain(ByteBuffer buffer, OutputStream out) throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
