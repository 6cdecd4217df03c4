package io.convbench.harness.run;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Folders of the user's cache directory, shared by all runs.
 *
 * @param root {@code $XDG_CACHE_HOME/convbench}, or {@code ~/.cache/convbench}
 * @param prepared where datasets are as crops: {@code $CONVBENCH_PREPARED}, or {@code prepared} in
 *     the root
 */
public record Caches(Path root, Path prepared) {

  private static final String HOME = "HOME";
  private static final String CACHES = "XDG_CACHE_HOME";
  private static final String PREPARED = "CONVBENCH_PREPARED";

  /**
   * The caches of the user who runs this JVM.
   *
   * @throws InvalidInputException when a variable names no absolute folder, or there is none to go
   *     by
   */
  public static Caches ofUser(Map<String, String> environment) {
    return of(environment, System.getProperty("user.home"));
  }

  /**
   * @param account home folder of the user's account, as Java gives it
   */
  static Caches of(Map<String, String> environment, String account) {
    Path root =
        folder(CACHES, environment)
            .orElseGet(() -> home(environment, account).resolve(".cache"))
            .resolve("convbench");
    return new Caches(
        root, folder(PREPARED, environment).orElseGet(() -> root.resolve("prepared")));
  }

  /**
   * The user's folder: {@code $HOME}; without it, that of the account, as for a service.
   *
   * @param account home folder of the user's account; Java calls it {@code ?} where a user's number
   *     has no account, as in a container, and some accounts have {@code /dev/null}
   * @throws InvalidInputException when there is neither, or {@code $HOME} is not an absolute path
   */
  public static Path home(Map<String, String> environment, String account) {
    return folder(HOME, environment)
        .or(() -> Optional.of(Path.of(account)).filter(Caches::maybeFolder))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "HOME is not set and this user's account has no folder: set HOME, or for caches"
                        + " only XDG_CACHE_HOME, to a folder that can be written"));
  }

  private static boolean maybeFolder(Path path) {
    return path.isAbsolute() && (Files.isDirectory(path) || Files.notExists(path));
  }

  /** A relative path would be another folder wherever convbench is started. */
  private static Optional<Path> folder(String variable, Map<String, String> environment) {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Path.of(value);
    if (!folder.isAbsolute()) {
      throw new InvalidInputException(
          "%s is '%s', which is not an absolute path: begin it with /".formatted(variable, value));
    }
    return Optional.of(folder);
  }

  /**
   * One of these folders, made unless it is there, by a link too.
   *
   * @throws IOException when it cannot be made; the message names it and the variable to set
   */
  public static Path made(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder %s (%s): set XDG_CACHE_HOME, or for prepared sets only"
                  .formatted(folder, FailureReason.of(e))
              + " CONVBENCH_PREPARED, to a folder that can be written",
          e);
    }
  }

  /** Where engines unpack their natives. */
  public Path engines() {
    return root.resolve("engines");
  }

  /** Where Keras's weight files are. */
  public Path weights() {
    return root.resolve("weights");
  }
}
