package io.convbench.harness.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingLibraryTest {

  /** As glibc's loader says it, and Java hands it on. */
  @Test
  void isNamedWithWhatHoldsIt() {
    assertEquals(
        Optional.of(
            "install what holds libstdc++.so.6 (Debian, Ubuntu: libstdc++6, libgcc-s1), or use a package made with --runtime, which has it"),
        MissingLibrary.advice(
            "onnxruntime does not start: /c/libonnxruntime.so: libstdc++.so.6: cannot open shared object file: No such file or directory"));
  }

  @Test
  void isNotSeenInOtherFailures() {
    assertEquals(Optional.empty(), MissingLibrary.advice("cannot unpack a.so: No space left"));
  }
}
