package io.convbench.suites.download;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WebAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** A file from one address: completed, checked, recorded, and only then put in its place. */
final class Delivery {

  private final Retries retries;

  Delivery(Retries retries) {
    this.retries = retries;
  }

  /**
   * Delivers the file.
   *
   * @throws TransferException when this address does not give it; wrong bytes are kept aside
   */
  void from(WebAddress address, Target target, FetchProgress progress)
      throws IOException, InterruptedException {
    Optional<ExpectedHash> expected = target.expected();
    try (PartFile part = PartFile.open(target.path())) {
      OptionalLong expectedBytes = target.expectedBytes();
      if (expectedBytes.isPresent()) {
        part.requireSpaceFor(expectedBytes.getAsLong());
      }
      Request request = new Request(target.file(), address, expectedBytes, expected.isPresent());
      boolean resumed = part.length() > 0;
      Optional<String> complaint = complete(request, target, part, expected, progress);
      if (complaint.isPresent() && resumed) {
        // what was there may have been of another version, or damaged by a crash
        progress.says("%s: wrong bytes after resuming: starting again".formatted(target.file()));
        part.restart();
        complaint = complete(request, target, part, expected, progress);
      }
      if (complaint.isPresent()) {
        part.moveTo(target.keptAside());
        throw TransferException.lasting(complaint.get());
      }
      part.moveTo(target.path());
    }
  }

  /** Fetches what is missing and records the hash; says what is wrong with the file, if it is. */
  private Optional<String> complete(
      Request request,
      Target target,
      PartFile part,
      Optional<ExpectedHash> expected,
      FetchProgress progress)
      throws IOException, InterruptedException {
    retries.run(request, part, progress);
    FileHash sha256 = part.hash(HashAlgorithm.SHA256);
    Optional<String> complaint =
        expected.isPresent()
            ? compare(expected.get(), sha256, target, part)
            : compareWithoutHash(target, part);
    if (complaint.isEmpty()) {
      RecordedHash.write(target.path(), sha256, part.length());
    }
    return complaint;
  }

  private static Optional<String> compare(
      ExpectedHash expected, FileHash sha256, Target target, PartFile part) throws IOException {
    FileHash hash = expected.hash();
    FileHash actual =
        hash.algorithm() == HashAlgorithm.SHA256 ? sha256 : part.hash(hash.algorithm());
    return actual.equals(hash) ? Optional.empty() : Optional.of(refusal(actual, expected, target));
  }

  /**
   * All that can be said where there is no hash: whether it is HDF5 or safetensors, whole, of the
   * known length.
   */
  private static Optional<String> compareWithoutHash(Target target, PartFile part)
      throws IOException {
    boolean safetensors = target.file().name().endsWith(".safetensors");
    if (safetensors && !part.isWholeSafetensors()) {
      return Optional.of(
          "is not a whole safetensors file, kept as %s".formatted(target.keptAside()));
    }
    if (!safetensors && !part.isHdf5()) {
      return Optional.of("is not an HDF5 file, kept as %s".formatted(target.keptAside()));
    }
    if (target.file().isOtherThan(part.length())) {
      return Optional.of(
          "has %s bytes where %s are known: kept as %s; if %s has replaced the file, pass it by --weights"
              .formatted(
                  part.length(),
                  target.file().knownBytes().getAsLong(),
                  target.keptAside(),
                  target.file().publisher()));
    }
    return !safetensors && part.isCutShort()
        ? Optional.of(
            "is truncated (%s bytes, fewer than its header says), kept as %s"
                .formatted(part.length(), target.keptAside()))
        : Optional.empty();
  }

  private static String refusal(FileHash actual, ExpectedHash expected, Target target) {
    String advice =
        expected.published()
            ? ""
            : "; if %s has replaced the file, delete %s"
                .formatted(target.file().publisher(), RecordedHash.beside(target.path()));
    return "has %s where %s is %s: kept as %s%s"
        .formatted(actual, expected.hash().hex(), expected.source(), target.keptAside(), advice);
  }
}
