package io.convbench.suites.download;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** A fetcher for which no time passes but that of stalls, and what it told. */
final class FetchFixture implements FetchProgress {

  /**
   * Bytes that are not a repetition of each other, but where HDF5's signature, version and length
   * are.
   */
  static final byte[] BYTES = bytes(1, 100_000);

  static final byte[] WRONG_BYTES = bytes(2, 100_000);

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  /** Longer than a busy machine needs for an answer. */
  private static final Duration NEVER_REACHED = Duration.ofSeconds(20);

  final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  final List<String> sources = Collections.synchronizedList(new ArrayList<>());
  final List<Long> starts = Collections.synchronizedList(new ArrayList<>());

  private final Path folder;
  private final Timeouts timeouts;
  private long reachedBytes;

  FetchFixture(Path folder) {
    this(folder, NEVER_REACHED);
  }

  /** A fetcher that bears with a silent server for so long. */
  FetchFixture(Path folder, Duration stall) {
    this.folder = folder;
    this.timeouts =
        new Timeouts(NEVER_REACHED, stall, 3, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    byte[] start = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0};
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).put(start).putLong(40, length);
    return bytes;
  }

  /** The fixture's file, with a published MD5, at these addresses. */
  static WeightFile file(URI... addresses) {
    var digest = HashAlgorithm.MD5.digest();
    digest.update(BYTES);
    return file(
        OptionalLong.empty(), Optional.of(FileHash.of(HashAlgorithm.MD5, digest)), addresses);
  }

  static WeightFile fileWithoutHash(URI... addresses) {
    return file(OptionalLong.empty(), Optional.empty(), addresses);
  }

  /** A file of which a length is known, right or wrong, and this hash, if any. */
  static WeightFile file(long knownBytes, Optional<FileHash> hash, URI... addresses) {
    return file(OptionalLong.of(knownBytes), hash, addresses);
  }

  private static WeightFile file(
      OptionalLong knownBytes, Optional<FileHash> hash, URI... addresses) {
    return new WeightFile(
        Architectures.named("MobileNet"),
        224,
        true,
        "file.h5",
        Stream.of(addresses).map(WebAddress::of).toList(),
        knownBytes,
        hash);
  }

  Path target() {
    return folder.resolve("file.h5");
  }

  boolean fetch(WeightFile file) throws IOException, InterruptedException {
    return fetcher(false).fetch(file, folder, this);
  }

  boolean fetchOffline(WeightFile file) throws IOException, InterruptedException {
    return fetcher(true).fetch(file, folder, this);
  }

  /** The fixture's file of version "v1", broken off after so many bytes have arrived. */
  ScriptedServer.Answer truncated(int sent) {
    return exchange -> {
      forgetReached();
      ScriptedServer.truncated(BYTES, sent, "\"v1\"", () -> awaitReached(sent)).give(exchange);
    };
  }

  private synchronized void forgetReached() {
    reachedBytes = 0;
  }

  private synchronized void awaitReached(long bytes) {
    try {
      while (reachedBytes < bytes) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WeightFetcher fetcher(boolean offline) {
    return new WeightFetcher(offline, timeouts, CLOCK, waits::add, new Random(7));
  }

  @Override
  public synchronized void transfers(
      WeightFile file, WebAddress address, long fromBytes, OptionalLong totalBytes) {
    reachedBytes = fromBytes;
    starts.add(fromBytes);
    sources.add(address.toString());
  }

  @Override
  public synchronized void reached(long bytes) {
    reachedBytes = bytes;
    notifyAll();
  }

  @Override
  public void says(String line) {
    lines.add(line);
  }
}
