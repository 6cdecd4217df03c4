package io.convbench.datasets.prepared;

import java.io.IOException;

/** Says that a disk has too little free space for what is to be written. */
public final class DiskFullException extends IOException {

  private static final long serialVersionUID = 1;

  public DiskFullException(String message) {
    super(message);
  }
}
