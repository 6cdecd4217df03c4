package io.convbench.foundation.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A shared library of which nothing is there but what says for which processor it is and which
 * versions of symbols it has and needs (System V ABI, gABI 4.1). Nothing loads it.
 */
public final class FakeLibrary {

  public static final int X86_64 = 62;
  public static final int AARCH64 = 183;

  private static final int HEADER = 64;
  private static final int SECTION = 64;
  private static final int NAMES = 1;
  private static final int VERSIONS_PROVIDED = 0x6ffffffd;
  private static final int VERSIONS_NEEDED = 0x6ffffffe;

  private FakeLibrary() {}

  /** One for the machine that the test runs on. */
  public static Path ofThisMachine(Path file) throws IOException {
    return write(file, thisMachine(), List.of(), List.of());
  }

  /** One for another machine. */
  public static Path ofAnotherMachine(Path file) throws IOException {
    return write(file, thisMachine() == X86_64 ? AARCH64 : X86_64, List.of(), List.of());
  }

  /** The number of this machine's processor in ELF. */
  public static int thisMachine() {
    return System.getProperty("os.arch").equals("aarch64") ? AARCH64 : X86_64;
  }

  /**
   * Writes one.
   *
   * @param provided versions that it defines, each a definition
   * @param needed versions that it needs of one other library
   */
  public static Path write(Path file, int machine, List<String> provided, List<String> needed)
      throws IOException {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    ByteBuffer definitions = little(28 * provided.size());
    for (int i = 0; i < provided.size(); i++) {
      int name = add(names, provided.get(i));
      definitions.putShort((short) 1).putShort((short) 0).putShort((short) (i + 1));
      definitions.putShort((short) 1).putInt(0).putInt(20);
      definitions.putInt(i + 1 < provided.size() ? 28 : 0);
      definitions.putInt(name).putInt(0);
    }
    ByteBuffer needs = little(needed.isEmpty() ? 0 : 16 + 16 * needed.size());
    if (!needed.isEmpty()) {
      needs.putShort((short) 1).putShort((short) needed.size());
      needs.putInt(add(names, "libother.so.1")).putInt(16).putInt(0);
      for (int i = 0; i < needed.size(); i++) {
        needs.putInt(0).putShort((short) 0).putShort((short) (2 + i));
        needs.putInt(add(names, needed.get(i))).putInt(i + 1 < needed.size() ? 16 : 0);
      }
    }
    int place = HEADER + 4 * SECTION;
    ByteBuffer bytes = little(place + names.size() + definitions.capacity() + needs.capacity());
    bytes.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    bytes.putShort(16, (short) 3).putShort(18, (short) machine).putLong(40, HEADER);
    bytes.putShort(58, (short) SECTION).putShort(60, (short) 4);
    // The first section is none.
    section(bytes, NAMES, 3, place, names.size(), 0, 0);
    section(
        bytes,
        2,
        VERSIONS_PROVIDED,
        place + names.size(),
        definitions.capacity(),
        NAMES,
        provided.size());
    section(
        bytes,
        3,
        VERSIONS_NEEDED,
        place + names.size() + definitions.capacity(),
        needs.capacity(),
        NAMES,
        needed.isEmpty() ? 0 : 1);
    bytes.position(place);
    bytes.put(names.toByteArray()).put(definitions.array()).put(needs.array());
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, bytes.array());
  }

  private static void section(
      ByteBuffer bytes, int index, int type, long place, long size, int link, int entries) {
    int at = HEADER + index * SECTION;
    bytes.putInt(at + 4, type).putLong(at + 24, place).putLong(at + 32, size);
    bytes.putInt(at + 40, link).putInt(at + 44, entries);
  }

  private static int add(ByteArrayOutputStream names, String name) {
    int place = names.size();
    names.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    names.write(0);
    return place;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
