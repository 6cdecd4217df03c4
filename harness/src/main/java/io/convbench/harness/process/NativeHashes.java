package io.convbench.harness.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.natives.NativeCache;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.hash.HashedFile;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.machine.LoadedLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * SHA-256 of the libraries that this process has loaded, an engine's among them. Engines have up to
 * a gigabyte of them, so that their hashes are kept in the folder for natives, by size and time.
 */
final class NativeHashes {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** To hash the largest library from a slow disk. */
  private static final Duration MOST_TIME = Duration.ofMinutes(2);

  /** What is loaded as a file that nobody may read. */
  private static final String UNREADABLE = "cannot be read";

  private final Optional<Path> natives;
  private final Map<Path, HashedFile> known = new HashMap<>();
  private boolean grown;

  /**
   * @param natives the folder in which libraries are unpacked and hashes are kept; empty for none
   */
  NativeHashes(Optional<Path> natives) {
    this.natives = natives;
  }

  /** Of this process, for which its parent waits. */
  static Map<String, String> ofThisProcess(Heartbeat heartbeat) {
    heartbeat.at(1, 1, MOST_TIME);
    return new NativeHashes(NativeCache.folder()).of(LoadedLibraries.ofThisProcess());
  }

  /**
   * Hashes by file: its path in the folder for natives, or else its name alone, as other folders
   * may name a user.
   */
  Map<String, String> of(List<Path> libraries) {
    Path file = natives.map(folder -> folder.resolve("hashes.json")).orElse(Path.of(""));
    read(file);
    Map<String, String> hashes = new TreeMap<>();
    libraries.forEach(library -> hashes.put(name(library), hash(library)));
    if (grown && natives.isPresent()) {
      write(file);
    }
    return hashes;
  }

  private String name(Path library) {
    return natives
        .filter(library::startsWith)
        .map(folder -> folder.relativize(library).toString())
        .orElse(library.getFileName().toString());
  }

  private String hash(Path library) {
    try {
      HashedFile old = known.get(library);
      if (old != null && old.unchanged()) {
        return old.sha256();
      }
      HashedFile hashed = HashedFile.of(library);
      known.put(library, hashed);
      grown = true;
      return hashed.sha256();
    } catch (IOException unreadable) {
      return UNREADABLE;
    }
  }

  private void read(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        List<HashedFile> kept =
            JSON.readValue(file.toFile(), new TypeReference<List<HashedFile>>() {});
        Stream.ofNullable(kept)
            .flatMap(List::stream)
            .filter(hashed -> hashed != null && hashed.file() != null && hashed.sha256() != null)
            .forEach(hashed -> known.put(hashed.file(), hashed));
      }
    } catch (IOException damaged) {
      // The libraries are hashed again.
      known.clear();
    }
  }

  private void write(Path file) {
    try {
      WholeFile.write(file, JSON.writeValueAsString(List.copyOf(known.values())) + "\n");
    } catch (IOException readOnly) {
      // The next process hashes them again.
      grown = false;
    }
  }
}
