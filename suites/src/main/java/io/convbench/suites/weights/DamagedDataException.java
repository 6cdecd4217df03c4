package io.convbench.suites.weights;

/** Says that what an HDF5 file holds contradicts itself; the message says what was seen. */
final class DamagedDataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedDataException(String message) {
    super(message);
  }
}
