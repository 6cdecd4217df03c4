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
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/**
 * Loads OpenCV's native library once per process, on first use: out of the cache of natives, into
 * which the first process unpacks it, else by its package's own loader, which unpacks it anew.
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
    try {
      Holder.load();
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String reason =
          "OpenCV's library does not unpack and load (%s): free disk space where caches lie, or name another folder for them by XDG_CACHE_HOME=DIR"
              .formatted(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
      throw new UncheckedIOException(reason, new IOException(e));
    }
  }

  /** Decodes once the library is there, and says what it wrote of it, where that can be caught. */
  static DecoderMessages.Answer decode(Supplier<Mat> decoding) {
    Optional<DecoderMessages> messages = Holder.MESSAGES;
    return messages.isPresent()
        ? messages.get().during(decoding)
        : new DecoderMessages.Answer(decoding.get(), Optional.empty());
  }

  /** OpenCV's messages go on with where in its sources they arose. */
  static String firstLine(CvException failure) {
    return failure.getMessage().lines().findFirst().orElse("unknown failure");
  }

  private static final class Holder {

    /** Before the library, which reads the environment as it is loaded. */
    private static final Optional<DecoderMessages> MESSAGES = DecoderMessages.caught();

    static {
      loadLibrary();
      // Readers bring their own threads, one image each.
      Core.setNumThreads(1);
    }

    private Holder() {}

    static void load() {}

    private static void loadLibrary() {
      Optional<Path> cache = NativeCache.folder();
      Optional<String> platform = platform();
      if (cache.isEmpty() || platform.isEmpty()) {
        nu.pattern.OpenCV.loadLocally();
        return;
      }
      try {
        loadFrom(cache.get(), platform.get());
      } catch (IOException | UnsatisfiedLinkError unusable) {
        loadElsewhere(unusable);
      }
    }

    private static void loadFrom(Path cache, String platform) throws IOException {
      Path folder = Natives.of(jar(), platform, cache.resolve("opencv")).unpacked();
      System.load(folder.resolve(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME)).toString());
    }

    private static void loadElsewhere(Throwable unusable) {
      try {
        nu.pattern.OpenCV.loadLocally();
      } catch (RuntimeException | UnsatisfiedLinkError e) {
        throw new UnsatisfiedLinkError(
            "%s; %s".formatted(unusable.getMessage(), String.valueOf(e.getMessage())));
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
