package io.convbench.datasets.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bytes of a JPEG that belong to no segment and no code. libjpeg skips them with a warning;
 * decoders are given the file without them.
 */
final class ExtraneousBytes {

  private static final byte[] END_MARKER = {(byte) 0xFF, (byte) JpegSegments.EOI};

  /** From the first up to and without the last. */
  private record Range(int from, int to) {}

  private final List<Range> ranges = new ArrayList<>();
  private boolean endMissing;

  /** Adds the bytes from one place up to another, in the file's order; none if these are one. */
  void add(int from, int to) {
    if (to > from) {
      ranges.add(new Range(from, to));
    }
  }

  /** Whether they go on to this place. */
  boolean reach(int place) {
    return !ranges.isEmpty() && ranges.get(ranges.size() - 1).to() == place;
  }

  /** The file has no end marker behind its last bytes. */
  void endIsMissing() {
    endMissing = true;
  }

  /** Says what was skipped; empty when nothing was. */
  Optional<String> warning() {
    int count = ranges.stream().mapToInt(range -> range.to() - range.from()).sum();
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%s extraneous bytes in the JPEG, the first at byte %s%s"
            .formatted(count, ranges.get(0).from(), endMissing ? ", and no end marker" : ""));
  }

  /** The file without these bytes, and with an end marker. */
  byte[] removedFrom(byte[] file) {
    if (ranges.isEmpty()) {
      return file;
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream(file.length);
    int from = 0;
    for (Range range : ranges) {
      rest.write(file, from, range.from() - from);
      from = range.to();
    }
    rest.write(file, from, file.length - from);
    if (endMissing) {
      rest.writeBytes(END_MARKER);
    }
    return rest.toByteArray();
  }
}
