package io.convbench.suites.download;

import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.file.WholeFile;
import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import java.io.IOException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brings weight files into a folder: from the first address that gives the right bytes, resumed
 * where an earlier attempt stopped, under their names only once they are whole and checked.
 */
public final class WeightFetcher {

  private final Delivery delivery;
  private final boolean offline;

  /**
   * @param offline never opens a connection
   * @param clock reads dates in Retry-After
   * @param random spreads the waits
   */
  public WeightFetcher(
      boolean offline, Timeouts timeouts, Clock clock, Sleeper sleeper, RandomGenerator random) {
    Transfer transfer = new Transfer(timeouts, clock);
    this.delivery = new Delivery(new Retries(transfer, timeouts, sleeper, random));
    this.offline = offline;
  }

  /**
   * Fetches a file, unless it is in the folder and right.
   *
   * @param folder made where it is missing
   * @return whether the file had to be downloaded
   * @throws FetchException when no address gives it; the message says why for each
   * @throws FetchUnavailableException when offline, or when the folder cannot take the file
   */
  public boolean fetch(WeightFile file, Path folder, FetchProgress progress)
      throws IOException, InterruptedException {
    Target target = new Target(file, folder.resolve(file.name()));
    try {
      if (target.isRight()) {
        return false;
      }
      if (offline) {
        throw new FetchUnavailableException(missing(target));
      }
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      return fetchAlone(target, progress);
    } catch (FetchException | FetchUnavailableException e) {
      throw e;
    } catch (IOException e) {
      throw new FetchUnavailableException(
          "cannot store %s (%s): free disk space or allow writing there, or choose another folder"
              .formatted(target, reason(e)),
          e);
    }
  }

  private boolean fetchAlone(Target target, FetchProgress progress)
      throws IOException, InterruptedException {
    LockedFile lock = lock(target, progress);
    try {
      if (target.isRight()) {
        return false; // somebody else was faster
      }
      moveAside(target, progress);
      fromAnyAddress(target, progress);
      return true;
    } finally {
      lock.close();
    }
  }

  /** One process or thread at a time fetches a file. */
  private static LockedFile lock(Target target, FetchProgress progress)
      throws IOException, InterruptedException {
    Path file = target.path().resolveSibling("." + target.path().getFileName() + ".lock");
    try {
      return LockedFile.waitFor(
          file,
          () ->
              progress.says("another convbench is fetching %s: waiting".formatted(target.path())));
    } catch (FileLockInterruptionException e) {
      throw interruption(e);
    }
  }

  private static InterruptedException interruption(FileLockInterruptionException e) {
    Thread.interrupted(); // the exception says it from here on
    InterruptedException interruption = new InterruptedException();
    interruption.initCause(e);
    return interruption;
  }

  private void fromAnyAddress(Target target, FetchProgress progress)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (WebAddress address : target.file().addresses()) {
      if (!failures.isEmpty()) {
        progress.says(failures.get(failures.size() - 1) + ": trying " + address.host());
      }
      try {
        delivery.from(address, target, progress);
        return;
      } catch (TransferException e) {
        failures.add("%s: %s".formatted(address, e.getMessage()));
      }
    }
    throw new FetchException(
        "%s could not be fetched: %s".formatted(target.file(), String.join("; ", failures)));
  }

  private static void moveAside(Target target, FetchProgress progress) throws IOException {
    if (Files.exists(target.path())) {
      String fault = target.fault();
      WholeFile.place(target.path(), target.keptAside());
      progress.says("%s has %s: kept as %s".formatted(target, fault, target.keptAside()));
    }
  }

  private static String missing(Target target) throws IOException {
    return Files.exists(target.path())
        ? "%s has %s, and offline it cannot be fetched again".formatted(target, target.fault())
        : "%s is missing, and offline it cannot be fetched: copy it there, or fetch it online"
            .formatted(target);
  }

  /** Java's own message is often no more than the file's name. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " cannot be made";
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is not a folder";
    }
    return e.getMessage();
  }
}
