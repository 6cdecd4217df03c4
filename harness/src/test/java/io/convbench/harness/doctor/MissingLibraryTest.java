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

  /** PyPI's torch for CUDA 12 without the packages that it requires. */
  @Test
  void saysWhereLibrariesOfTheUsersLookForOthers() {
    assertEquals(
        Optional.of("install what holds libcudart.so.12, or add its folder to LD_LIBRARY_PATH"),
        MissingLibrary.adviceToOwn(
            "/torch/lib/libc10_cuda.so: libcudart.so.12: cannot open shared object file: No such"
                + " file or directory"));
    assertEquals(Optional.empty(), MissingLibrary.adviceToOwn("set_stride is not allowed"));
  }
}
