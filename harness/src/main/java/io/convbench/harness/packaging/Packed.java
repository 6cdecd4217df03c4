package io.convbench.harness.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A package that was written.
 *
 * @param files of it, in order; joined, they are the archive
 * @param parts of it
 * @param bytes of the archive
 * @param sha256 of the archive, in hexadecimal
 * @param missing what the packed Java needs of a system and this one does not have
 */
public record Packed(
    List<Path> files, List<Part> parts, long bytes, String sha256, Set<String> missing) {

  public Packed {
    files = List.copyOf(files);
    parts = List.copyOf(parts);
    missing = Set.copyOf(missing);
  }
}
