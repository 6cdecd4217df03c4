package io.convbench.suites.weights;

import io.convbench.suites.weights.StateDict.ModuleTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One tensor of a safetensors file; its values stay there until they are read.
 *
 * @param name as it can be shown
 * @param type the file's word, e.g. {@code BF16}
 * @param shape row-major
 * @param begin its first byte in the file
 * @param end the byte behind its last
 */
record SafetensorsTensor(String name, String type, List<Long> shape, long begin, long end) {

  private static final int BUFFER_BYTES = 1 << 16;

  /** The types that weights are read from. */
  private static final Map<String, NumberType> READ =
      Map.of(
          "F64", NumberType.FLOAT64,
          "F32", NumberType.FLOAT32,
          "F16", NumberType.FLOAT16,
          "BF16", NumberType.BFLOAT16);

  /** Those that the format has besides, and all of them have a size. */
  private static final Map<String, Long> BITS =
      Map.ofEntries(
          Map.entry("F64", 64L),
          Map.entry("I64", 64L),
          Map.entry("U64", 64L),
          Map.entry("C64", 64L),
          Map.entry("F32", 32L),
          Map.entry("I32", 32L),
          Map.entry("U32", 32L),
          Map.entry("F16", 16L),
          Map.entry("BF16", 16L),
          Map.entry("I16", 16L),
          Map.entry("U16", 16L),
          Map.entry("F8_E5M2", 8L),
          Map.entry("F8_E4M3", 8L),
          Map.entry("F8_E8M0", 8L),
          Map.entry("I8", 8L),
          Map.entry("U8", 8L),
          Map.entry("BOOL", 8L),
          Map.entry("F6_E2M3", 6L),
          Map.entry("F6_E3M2", 6L),
          Map.entry("F4", 4L));

  SafetensorsTensor {
    shape = List.copyOf(shape);
  }

  /** How many bits a number of a type takes; empty where the format has no such type. */
  static OptionalLong bits(String type) {
    Long bits = BITS.get(type);
    return bits == null ? OptionalLong.empty() : OptionalLong.of(bits);
  }

  /** Whether weights are read from numbers of a type. */
  static boolean isRead(String type) {
    return READ.containsKey(type);
  }

  /** The refusal of a tensor whose numbers are of a type that weights are not read from. */
  static IOException unread(Path file, String name, String type) {
    return new IOException(
        "%s holds %s as %s, where F32, F16, BF16 or F64 is read: save it again as F32"
            .formatted(file, name, Wording.printable(type)));
  }

  /**
   * The values as float32 in Keras's order, rounded where the file has more bits; through a small
   * buffer, so that no second copy exists.
   *
   * @param module how the values lie
   * @throws IOException when they cannot be read or are of a type that weights are not read from
   */
  float[] read(FileChannel channel, Path file, ModuleTensor module) throws IOException {
    NumberType number = READ.get(type);
    if (number == null) {
      throw unread(file, name, type);
    }
    float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, (a, b) -> a * b))];
    KerasPlaces places = new KerasPlaces(module);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = begin; at < end; at += buffer.limit()) {
      fill(channel, file, buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at)), at);
      while (buffer.hasRemaining()) {
        double value = number.next(buffer);
        values[places.next()] = (float) value;
      }
    }
    return values;
  }

  private static void fill(FileChannel channel, Path file, ByteBuffer buffer, long position)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("%s became shorter while it was read".formatted(file));
      }
    }
    buffer.flip();
  }

  /** Where in Keras's order the values of PyTorch's order go, one after the other. */
  private static final class KerasPlaces {
    private final int[] extent;
    private final int[] stride;
    private final int[] index;
    private int place;

    KerasPlaces(ModuleTensor module) {
      extent = module.view().stream().mapToInt(Integer::intValue).toArray();
      stride = module.kerasStrides();
      index = new int[extent.length];
    }

    int next() {
      int at = place;
      for (int axis = extent.length - 1; axis >= 0; axis--) {
        place += stride[axis];
        if (++index[axis] < extent[axis]) {
          break;
        }
        place -= extent[axis] * stride[axis];
        index[axis] = 0;
      }
      return at;
    }
  }
}
