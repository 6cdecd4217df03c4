package io.convbench.suites.download;

import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import java.util.OptionalLong;

/** Tells a person how far a download is. */
public interface FetchProgress {

  /**
   * Bytes begin to come.
   *
   * @param fromBytes what was there already
   * @param totalBytes the file's size, where the server says it
   */
  void transfers(WeightFile file, WebAddress address, long fromBytes, OptionalLong totalBytes);

  /** So many bytes of the file are here. */
  void reached(long bytes);

  /** Something that a person may want to know: a retry, another mirror, a wrong hash. */
  void says(String line);
}
