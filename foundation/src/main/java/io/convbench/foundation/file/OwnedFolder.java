package io.convbench.foundation.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A folder for temporary files that belongs to one process for as long as that lives: it holds a
 * lock in it, which Linux lets go of however the process ends. What a killed one leaves can be told
 * by that, and cleared, from what another is using.
 */
public final class OwnedFolder implements Closeable {

  private static final String LOCK = ".owner";

  /** The lock comes right after the folder. */
  private static final Duration LONGEST_WITHOUT_LOCK = Duration.ofHours(1);

  private static final Set<PosixFilePermission> FOR_ITS_USER =
      PosixFilePermissions.fromString("rwx------");

  private static final int ATTEMPTS = 5;

  private final Path path;
  private final FileChannel lock;

  private OwnedFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one.
   *
   * @param parent the folder that is to hold it
   * @param prefix of its name; this process's id and a random number follow
   * @throws IOException when it cannot be made or written to
   */
  public static OwnedFolder create(Path parent, String prefix) throws IOException {
    for (int attempt = 1; true; attempt++) {
      Path path = make(parent, prefix);
      try {
        return new OwnedFolder(path, lock(path));
      } catch (NoSuchFileException cleared) {
        // Another process has taken it for abandoned between its making and its lock.
        if (attempt == ATTEMPTS) {
          throw cleared;
        }
      } catch (IOException e) {
        Files.deleteIfExists(path.resolve(LOCK));
        Files.deleteIfExists(path);
        throw e;
      }
    }
  }

  /** Not by createTempDirectory, which remembers for good where the first temporary file went. */
  private static Path make(Path parent, String prefix) throws IOException {
    long number = new Random().nextLong();
    Path path = parent.resolve(prefix + ownId() + "-" + Long.toUnsignedString(number));
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOR_ITS_USER))
        : Files.createDirectory(path);
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (LockedFile.tryLock(channel) && Files.exists(file)) {
        return channel;
      }
    } catch (IOException unsupported) {
      // A file system without locks: nobody will get one, and nobody will clear this folder.
      return channel;
    }
    channel.close();
    throw new NoSuchFileException(file.toString());
  }

  /**
   * Deletes the folders of processes that are gone. What cannot be deleted, or not be told, stays.
   *
   * @param parent the folder that holds them; need not exist
   * @param prefix of their names
   * @param before told each folder before it is deleted
   */
  public static void clearAbandoned(Path parent, String prefix, Consumer<Path> before) {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(parent, path -> named(path, prefix))) {
      for (Path folder : folders) {
        clearIfAbandoned(folder, before);
      }
    } catch (IOException unreadable) {
      // Nothing that this process needs: it goes on beside what others have left.
    }
  }

  /** Never one of this process: to close its file a second time would let go of its lock. */
  private static boolean named(Path path, String prefix) {
    String name = path.getFileName().toString();
    return name.startsWith(prefix)
        && !name.startsWith(prefix + ownId() + "-")
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void clearIfAbandoned(Path folder, Consumer<Path> before) {
    Path file = folder.resolve(LOCK);
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      if (!ofThisUser(folder)) {
        return;
      }
      try (FileChannel channel = FileChannel.open(file, options)) {
        if (LockedFile.tryLock(channel)) {
          before.accept(folder);
          delete(folder);
        }
      } catch (NoSuchFileException unlocked) {
        Instant made = Files.getLastModifiedTime(folder).toInstant();
        if (made.isBefore(Instant.now().minus(LONGEST_WITHOUT_LOCK))) {
          delete(folder);
        }
      }
    } catch (IOException inUse) {
      // It is another's, or another clears it.
    }
  }

  /** Others may have made a folder of this name in a place where everybody may. */
  private static boolean ofThisUser(Path folder) throws IOException {
    Path self = Path.of("/proc/self");
    return !Files.exists(self)
        || Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getAttribute(self, "unix:uid"));
  }

  private static long ownId() {
    return ProcessHandle.current().pid();
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it with all that is in it; again does nothing. */
  @Override
  public void close() throws IOException {
    try (lock) {
      delete(path);
    }
  }

  /** The lock last, so that an interrupted deletion can be told from a folder in use. */
  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(folder.resolve(LOCK))) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (visited.equals(folder)) {
              Files.deleteIfExists(folder.resolve(LOCK));
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
