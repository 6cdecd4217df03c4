package io.convbench.harness.engine;

import java.io.IOException;

/** Says that a plugin execution provider has no device to compute on in this machine. */
public final class NoProviderDeviceException extends IOException {

  private static final long serialVersionUID = 1;

  NoProviderDeviceException(String message) {
    super(message);
  }
}
