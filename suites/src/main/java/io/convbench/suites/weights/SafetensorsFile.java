package io.convbench.suites.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.convbench.foundation.text.ParserWords;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An open safetensors file (huggingface/safetensors, format of 2022): the header's length in 8
 * bytes, little-endian; the header, JSON with each tensor's type, shape and place; and the values,
 * without gap or overlap. Only the header is read when it is opened.
 */
public final class SafetensorsFile implements Closeable {

  /** The format's own limit. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  /** More than any network here has: what is allocated is bounded by the header's own bytes. */
  private static final int MOST_DIMENSIONS = 16;

  /** Likewise: a header of the largest size could name two million empty ones. */
  private static final int MOST_TENSORS = 65_536;

  private static final String CONVERT = "convert the weights by safetensors' save_file";

  /** Where a length is expected. */
  private static final Pattern TEXT = Pattern.compile("[ -~\\s]{8}");

  /** The header's key for texts that are of no tensor. */
  static final String METADATA = "__metadata__";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final FileChannel channel;
  private final Map<String, SafetensorsTensor> tensors;
  private final Map<String, String> metadata;

  private SafetensorsFile(
      FileChannel channel, Map<String, SafetensorsTensor> tensors, Map<String, String> metadata) {
    this.channel = channel;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Map.copyOf(metadata);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws IOException when it is not such a file, is truncated, or its header contradicts itself
   */
  static SafetensorsFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      Header header = new Header(file, channel);
      return new SafetensorsFile(channel, header.tensors(), header.metadata);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether a file is of the format and as long as its header says. */
  public static boolean isWhole(Path file) {
    try (SafetensorsFile whole = open(file)) {
      return !whole.tensors.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether a file begins as such files do: with a header of a possible length, and JSON. HDF5 and
   * zip archives do not.
   */
  static boolean isLikely(Path file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(Long.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      while (start.hasRemaining()) {
        if (channel.read(start) < 0) {
          return false;
        }
      }
    }
    long headerBytes = start.getLong(0);
    return headerBytes > 0 && headerBytes <= MOST_HEADER_BYTES && start.get(Long.BYTES) == '{';
  }

  /** The tensors by name, in the order of the header. */
  Map<String, SafetensorsTensor> tensors() {
    return tensors;
  }

  /** What the file says of itself, texts by key; those that are no texts are left out. */
  Map<String, String> metadata() {
    return metadata;
  }

  /** Where values come from. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Dimensions as shapes are written, e.g. {@code 64x3x7x7}. */
  static String text(List<Long> shape) {
    return shape.isEmpty()
        ? "scalar"
        : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /** The reading of one header. */
  private static final class Header {

    private final Path file;
    private final FileChannel channel;
    private final long fileBytes;
    private final Map<String, String> metadata = new HashMap<>();
    private long dataStart;

    Header(Path file, FileChannel channel) throws IOException {
      this.file = file;
      this.channel = channel;
      this.fileBytes = Files.size(file);
    }

    Map<String, SafetensorsTensor> tensors() throws IOException {
      byte[] json = json();
      Map<String, SafetensorsTensor> tensors = new LinkedHashMap<>();
      // not createParser(byte[]), which would also take UTF-16 and UTF-32
      try (JsonParser parser = JSON.createParser(utf8(json))) {
        require(parser.nextToken() == JsonToken.START_OBJECT, "its header is not a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.equals(METADATA)) {
            readMetadata(parser);
          } else {
            require(
                tensors.size() < MOST_TENSORS,
                "its header names more than %s tensors",
                MOST_TENSORS);
            tensors.put(name, tensor(parser, name));
          }
        }
        require(parser.nextToken() == null, "its header goes on behind its JSON object");
      } catch (JsonProcessingException e) {
        throw refusal(
            "its header is not valid JSON: %s"
                .formatted(Wording.printable(ParserWords.of(e.getOriginalMessage()))));
      } catch (CharacterCodingException e) {
        throw refusal("its header is not UTF-8");
      }
      requireWhole(tensors);
      return tensors;
    }

    private static Reader utf8(byte[] json) {
      return new InputStreamReader(
          new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
    }

    private void readMetadata(JsonParser parser) throws IOException {
      require(parser.currentToken() == JsonToken.START_OBJECT, "its metadata is no object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          metadata.put(key, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }

    private byte[] json() throws IOException {
      if (fileBytes < Long.BYTES) {
        throw notSafetensors("it has %s bytes".formatted(fileBytes));
      }
      long headerBytes = read(0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
      if (headerBytes < 0 || headerBytes > Math.min(MOST_HEADER_BYTES, fileBytes - Long.BYTES)) {
        requireNoOtherKind();
      }
      if (headerBytes < 0 || headerBytes > fileBytes - Long.BYTES) {
        throw notSafetensors(
            "its first 8 bytes say a header of %s bytes, and the file has %s"
                .formatted(Long.toUnsignedString(headerBytes), fileBytes));
      }
      require(
          headerBytes <= MOST_HEADER_BYTES,
          "its header of %s bytes is beyond the format's limit of %s"
              .formatted(headerBytes, MOST_HEADER_BYTES));
      dataStart = Long.BYTES + headerBytes;
      byte[] json = new byte[(int) headerBytes];
      read(Long.BYTES, json.length).get(json);
      return json;
    }

    /** A file whose first bytes are no length: what else it is, or its text. */
    private void requireNoOtherKind() throws IOException {
      ByteBuffer start = read(0, (int) Math.min(FileStart.BYTES, fileBytes));
      String head = StandardCharsets.ISO_8859_1.decode(start).toString();
      Optional<FileStart> kind = FileStart.of(head);
      if (kind.isPresent() && kind.get() != FileStart.SAFETENSORS) {
        throw notSafetensors("it is " + kind.get().words(), kind.get().advice().orElse(CONVERT));
      }
      if (TEXT.matcher(head).lookingAt()) {
        throw notSafetensors(FileStart.quoted(head));
      }
    }

    private ByteBuffer read(long position, int bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(bytes);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          throw refusal("it ends while it is read");
        }
      }
      return buffer.flip();
    }

    private SafetensorsTensor tensor(JsonParser parser, String name) throws IOException {
      String shown = Wording.printable(name);
      require(parser.currentToken() == JsonToken.START_OBJECT, "tensor %s is no object", shown);
      String type = null;
      List<Long> shape = null;
      List<Long> offsets = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case "dtype" -> {
            require(
                parser.currentToken() == JsonToken.VALUE_STRING,
                "tensor %s has no text as dtype",
                shown);
            type = parser.getText();
          }
          case "shape" -> shape = numbers(parser, shown, key);
          case "data_offsets" -> offsets = numbers(parser, shown, key);
          default -> parser.skipChildren();
        }
      }
      require(
          type != null && shape != null && offsets != null && offsets.size() == 2,
          "tensor %s lacks its dtype, shape or two data_offsets",
          shown);
      return placed(shown, type, shape, offsets.get(0), offsets.get(1));
    }

    private List<Long> numbers(JsonParser parser, String name, String key) throws IOException {
      List<Long> numbers = new ArrayList<>();
      require(
          parser.currentToken() == JsonToken.START_ARRAY, "tensor %s has no list as %s", name, key);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        boolean whole =
            parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        require(
            whole && parser.getLongValue() >= 0 && numbers.size() < MOST_DIMENSIONS,
            "tensor %s has a %s that is no list of up to 16 sizes below 2^63",
            name,
            key);
        numbers.add(parser.getLongValue());
      }
      return List.copyOf(numbers);
    }

    private SafetensorsTensor placed(
        String name, String type, List<Long> shape, long begin, long end) throws IOException {
      OptionalLong typeBits = SafetensorsTensor.bits(type);
      if (typeBits.isEmpty()) {
        throw SafetensorsTensor.unread(file, name, type);
      }
      require(
          begin <= end && end <= Long.MAX_VALUE - dataStart,
          "tensor %s ends at byte %s, before it begins (%s), or beyond 2^63",
          name,
          end,
          begin);
      long bits;
      try {
        bits = shape.stream().reduce(typeBits.getAsLong(), Math::multiplyExact);
      } catch (ArithmeticException e) {
        throw refusal("tensor %s of %s has more than 2^63 bits".formatted(name, text(shape)));
      }
      boolean fits = bits % Byte.SIZE == 0 && bits / Byte.SIZE == end - begin;
      if (!fits && !SafetensorsTensor.isRead(type) && !name.endsWith(StateDict.STEPS)) {
        throw SafetensorsTensor.unread(file, name, type);
      }
      require(
          fits,
          "tensor %s of %s %s needs %s and has %s bytes",
          name,
          text(shape),
          type,
          bits % Byte.SIZE == 0 ? bits / Byte.SIZE + " bytes" : bits + " bits",
          end - begin);
      return new SafetensorsTensor(name, type, shape, dataStart + begin, dataStart + end);
    }

    /** Every byte behind the header belongs to one tensor. */
    private void requireWhole(Map<String, SafetensorsTensor> tensors) throws IOException {
      List<SafetensorsTensor> inOrder =
          tensors.values().stream()
              .sorted(
                  Comparator.comparingLong(SafetensorsTensor::begin)
                      .thenComparingLong(SafetensorsTensor::end))
              .toList();
      long end = dataStart;
      String before = "the header";
      for (SafetensorsTensor tensor : inOrder) {
        require(
            tensor.begin() >= end,
            "tensors %s and %s overlap: one ends at byte %s, the other begins at %s",
            before,
            tensor.name(),
            end,
            tensor.begin());
        require(
            tensor.begin() == end,
            "%s bytes between %s and tensor %s belong to no tensor",
            tensor.begin() - end,
            before,
            tensor.name());
        end = tensor.end();
        before = tensor.name();
      }
      require(
          end <= fileBytes,
          "it is truncated: its tensors end at byte %s, and it has %s",
          end,
          fileBytes);
      require(
          end == fileBytes, "%s bytes behind its last tensor belong to no tensor", fileBytes - end);
    }

    private void require(boolean holds, String text, Object... values) throws IOException {
      if (!holds) {
        throw refusal(String.format(Locale.ROOT, text, values));
      }
    }

    private IOException refusal(String text) {
      return new IOException(
          "%s is a damaged safetensors file: %s; fetch or convert it again".formatted(file, text));
    }

    private IOException notSafetensors(String text) {
      return notSafetensors(text, CONVERT);
    }

    private IOException notSafetensors(String text, String advice) {
      return new IOException("%s is not a safetensors file: %s; %s".formatted(file, text, advice));
    }
  }
}
