package io.convbench.datasets.natives;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the file of a shared library says of itself before it is loaded (ELF: System V ABI, gABI
 * 4.1, and the GNU extension for versions of symbols).
 *
 * @param file its path
 * @param machine the processor that it is for, as Linux calls it, e.g. {@code x86_64}
 * @param providedVersions names of the symbol versions that it defines, e.g. {@code VERS_1.29.0}
 * @param neededVersions those that it needs of other libraries
 */
public record SharedLibrary(
    Path file, String machine, Set<String> providedVersions, Set<String> neededVersions) {

  private static final int MAGIC = 0x7f454c46;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int HEADER_BYTES = 64;
  private static final int SECTION_BYTES = 64;

  /** Of what is needed; of what is provided 20. */
  private static final int LEAST_ENTRY_BYTES = 16;

  private static final int VERSIONS_PROVIDED = 0x6ffffffd;
  private static final int VERSIONS_NEEDED = 0x6ffffffe;

  private static final long MOST_BYTES_OF_A_NAME = 256;

  /** Sections of versions are some kilobytes. */
  private static final long MOST_BYTES_OF_A_SECTION = 64L << 20;

  private static final Map<Integer, String> MACHINES =
      Map.of(3, "x86", 21, "ppc64le", 40, "arm", 62, "x86_64", 183, "aarch64", 243, "riscv64");

  public SharedLibrary {
    providedVersions = Set.copyOf(providedVersions);
    neededVersions = Set.copyOf(neededVersions);
  }

  /**
   * Reads a library that the user named.
   *
   * @throws InvalidInputException when it cannot be read or is not a library for 64-bit Linux
   */
  public static SharedLibrary read(Path file) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return read(file, channel);
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot read the library %s (%s)".formatted(file, FailureReason.of(e)), e);
    } catch (IndexOutOfBoundsException e) {
      throw new InvalidInputException(
          "cannot read the library %s (its table of versions is damaged)".formatted(file), e);
    }
  }

  /**
   * The same, of this machine's processor.
   *
   * @throws InvalidInputException when it is for another
   */
  public static SharedLibrary readForThisMachine(Path file) {
    SharedLibrary library = read(file);
    String here = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    if (!library.machine.equals(here)) {
      throw new InvalidInputException(
          "%s is for %s, this machine is %s: name libraries for %s"
              .formatted(file, library.machine, here, here));
    }
    return library;
  }

  private static SharedLibrary read(Path file, SeekableByteChannel channel) throws IOException {
    ByteBuffer header = bytes(channel, 0, Math.min(HEADER_BYTES, channel.size()));
    if (header.remaining() < HEADER_BYTES
        || header.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC
        || header.get(4) != CLASS_64
        || header.get(5) != LITTLE_ENDIAN) {
      throw new InvalidInputException(
          "%s is not a shared library for 64-bit Linux (ELF): name another file".formatted(file));
    }
    header.order(ByteOrder.LITTLE_ENDIAN);
    int machine = Short.toUnsignedInt(header.getShort(18));
    Set<String> provided = new LinkedHashSet<>();
    Set<String> needed = new LinkedHashSet<>();
    long sections = header.getLong(40);
    int count = Short.toUnsignedInt(header.getShort(60));
    for (int i = 0; i < count; i++) {
      ByteBuffer section = section(channel, sections, i);
      int type = section.getInt(4);
      if (type == VERSIONS_PROVIDED || type == VERSIONS_NEEDED) {
        Names names =
            new Names(channel, section(channel, sections, section.getInt(40)).getLong(24));
        ByteBuffer versions = content(channel, section);
        if (type == VERSIONS_PROVIDED) {
          addProvided(versions, section.getInt(44), names, provided);
        } else {
          addNeeded(versions, section.getInt(44), names, needed);
        }
      }
    }
    return new SharedLibrary(
        file, MACHINES.getOrDefault(machine, "processor " + machine), provided, needed);
  }

  /** Of each definition the first name, which is its own; others are of what it is based on. */
  private static void addProvided(ByteBuffer versions, int count, Names names, Set<String> found)
      throws IOException {
    int place = 0;
    for (int i = 0; i < count; i++) {
      int name = place + versions.getInt(place + 12);
      found.add(names.at(versions.getInt(name)));
      place += next(versions, place + 16, i + 1 < count);
    }
  }

  private static void addNeeded(ByteBuffer versions, int count, Names names, Set<String> found)
      throws IOException {
    int place = 0;
    for (int i = 0; i < count; i++) {
      int ofLibrary = Short.toUnsignedInt(versions.getShort(place + 2));
      int name = place + versions.getInt(place + 8);
      for (int j = 0; j < ofLibrary; j++) {
        found.add(names.at(versions.getInt(name + 8)));
        name += next(versions, name + 12, j + 1 < ofLibrary);
      }
      place += next(versions, place + 12, i + 1 < count);
    }
  }

  /** How far on the next entry is: behind this one, so that no damaged table is read for ever. */
  private static int next(ByteBuffer versions, int place, boolean more) {
    int step = versions.getInt(place);
    if (more && step < LEAST_ENTRY_BYTES) {
      throw new IndexOutOfBoundsException("an entry %s bytes behind another".formatted(step));
    }
    return step;
  }

  /** The names of all symbols, in some libraries more than a gigabyte, of which few are read. */
  private record Names(SeekableByteChannel channel, long place) {

    private String at(int offset) throws IOException {
      long start = place + Integer.toUnsignedLong(offset);
      long end = Math.min(start + MOST_BYTES_OF_A_NAME, channel.size());
      String text =
          StandardCharsets.ISO_8859_1.decode(bytes(channel, start, end - start)).toString();
      return text.substring(0, text.indexOf(0));
    }
  }

  private static ByteBuffer section(SeekableByteChannel channel, long sections, int index)
      throws IOException {
    return bytes(channel, sections + (long) index * SECTION_BYTES, SECTION_BYTES);
  }

  private static ByteBuffer content(SeekableByteChannel channel, ByteBuffer section)
      throws IOException {
    return bytes(channel, section.getLong(24), section.getLong(32));
  }

  private static ByteBuffer bytes(SeekableByteChannel channel, long place, long count)
      throws IOException {
    if (place < 0 || count < 0 || count > Math.min(MOST_BYTES_OF_A_SECTION, channel.size())) {
      throw new IOException("its sections are damaged");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(place);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("it is truncated");
      }
    }
    return bytes.flip();
  }
}
