package io.convbench.datasets.image;

import io.convbench.datasets.natives.NativeCache;
import io.convbench.datasets.natives.Natives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/**
 * Loads OpenCV's native library once per process, on first use: out of the cache of natives, into
 * which the first process unpacks it, else by its package's own loader, which unpacks it again.
 */
final class OpenCv {

  private static final Map<String, String> OS_FOLDERS =
      Map.of("linux", "linux", "mac os x", "osx", "windows", "windows");

  private static final Map<String, String> PROCESSOR_FOLDERS =
      Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "ARMv8");

  private OpenCv() {}

  /**
   * Returns when the library is there; any number of threads may ask.
   *
   * @throws UncheckedIOException when it does not unpack and load
   */
  static void require() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw new UncheckedIOException(obstacle.get(), new IOException(Holder.FAILURE.orElseThrow()));
    }
  }

  /** Why the library is not there, in one line; empty when it is. */
  static Optional<String> obstacle() {
    return Holder.FAILURE.map(
        failure ->
            (failure instanceof LeftOutException
                    ? ""
                    : "cannot unpack and load OpenCV's library (XDG_CACHE_HOME=DIR sets the folder"
                        + " for caches): ")
                + failure.getMessage());
  }

  /** A package without it. */
  private static final class LeftOutException extends IOException {

    private static final long serialVersionUID = 1;

    private LeftOutException() {
      super(
          "OpenCV's library, which reads images, is not in this package: make it again without"
              + " --no-images");
    }
  }

  /** Decodes once the library is there, and says what it wrote of it, where that can be caught. */
  static DecoderMessages.Answer decode(Supplier<Mat> decoding) {
    Optional<DecoderMessages> messages = Holder.MESSAGES;
    return messages.isPresent()
        ? messages.get().during(decoding)
        : new DecoderMessages.Answer(decoding.get(), Optional.empty());
  }

  /** OpenCV's messages end with where in its sources they arose. */
  static String firstLine(CvException failure) {
    return failure.getMessage().lines().findFirst().orElse("unknown failure");
  }

  private static final class Holder {

    /** Before the library, which reads the environment as it is loaded. */
    private static final Optional<DecoderMessages> MESSAGES = DecoderMessages.caught();

    private static final Logger LOADERS_LOG = Logger.getLogger(nu.pattern.OpenCV.class.getName());

    private static final Optional<Throwable> FAILURE = load();

    private Holder() {}

    private static Optional<Throwable> load() {
      Optional<Throwable> failure = loadFromCache();
      if (failure.isPresent() && !loadElsewhere()) {
        return failure;
      }
      // Readers bring their own threads, one image each.
      Core.setNumThreads(1);
      return Optional.empty();
    }

    private static Optional<Throwable> loadFromCache() {
      Optional<Path> cache = NativeCache.folder();
      Optional<String> platform = platform();
      if (cache.isEmpty() || platform.isEmpty()) {
        return Optional.of(new IOException("there is no cache for it on this platform"));
      }
      try {
        loadFrom(cache.get(), platform.get());
        return Optional.empty();
      } catch (IOException | UnsatisfiedLinkError unusable) {
        return Optional.of(unusable);
      }
    }

    private static void loadFrom(Path cache, String platform) throws IOException {
      Natives natives = Natives.of(jar(), platform, cache.resolve("opencv"));
      if (natives.areLeftOut()) {
        throw new LeftOutException();
      }
      System.load(
          natives.unpacked().resolve(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME)).toString());
    }

    /** In the folder for temporary files, as far as there is one that loads libraries. */
    private static boolean loadElsewhere() {
      // It writes stack traces onto the terminal.
      LOADERS_LOG.setLevel(Level.OFF);
      try {
        nu.pattern.OpenCV.loadLocally();
        return true;
      } catch (RuntimeException | LinkageError unusable) {
        return false;
      }
    }

    private static Path jar() throws IOException {
      try {
        return Path.of(Core.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      } catch (URISyntaxException e) {
        throw new IOException("OpenCV's own location is not a path", e);
      }
    }

    /** The folder of this platform's library in the jar; empty for one that is rarer. */
    private static Optional<String> platform() {
      String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).replaceAll(" \\d.*", "");
      String processor = PROCESSOR_FOLDERS.get(System.getProperty("os.arch"));
      return Optional.ofNullable(OS_FOLDERS.get(os))
          .filter(known -> processor != null)
          .map(known -> "nu/pattern/opencv/%s/%s/".formatted(known, processor));
    }
  }
}
