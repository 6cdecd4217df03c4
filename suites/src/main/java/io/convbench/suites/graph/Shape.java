package io.convbench.suites.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one tensor without its batch dimension: {@code (height, width, channels)} for a
 * feature map, {@code (features)} for a vector, Keras's own order for weights.
 */
public record Shape(List<Integer> dimensions) {

  /**
   * @throws IllegalArgumentException when a dimension is below 1
   */
  public Shape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.stream().anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException("a dimension below 1 in shape " + dimensions);
    }
  }

  /** The shape with these dimensions, outermost first. */
  public static Shape of(int... dimensions) {
    List<Integer> list = new ArrayList<>();
    for (int d : dimensions) {
      list.add(d);
    }
    return new Shape(list);
  }

  /** Number of dimensions. */
  public int rank() {
    return dimensions.size();
  }

  /** The dimension at this axis, 0 being the outermost. */
  public int dimension(int axis) {
    return dimensions.get(axis);
  }

  /** Rows of a feature map. */
  public int height() {
    return featureMapDimension(0);
  }

  /** Columns of a feature map. */
  public int width() {
    return featureMapDimension(1);
  }

  /** The last dimension: channels of a feature map, length of a vector. */
  public int channels() {
    return dimensions.get(dimensions.size() - 1);
  }

  /** Number of elements. */
  public long elements() {
    return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Dimensions joined by {@code x}, e.g. {@code 3x3x64x128}. */
  @Override
  public String toString() {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private int featureMapDimension(int axis) {
    if (rank() != 3) {
      throw new IllegalStateException("not a feature map (height, width, channels): " + this);
    }
    return dimensions.get(axis);
  }
}
