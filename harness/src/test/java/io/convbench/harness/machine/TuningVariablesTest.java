package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningVariablesTest {

  /** As the manuals of these libraries write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OMP_NUM_THREADS | 8,2",
        "OMP_PROC_BIND | spread,close",
        "OMP_PLACES | {0:4},{4:4}",
        "OMP_SCHEDULE | dynamic,64",
        "OMP_STACKSIZE | 512M",
        "GOMP_CPU_AFFINITY | 0-3 8-15:2",
        "KMP_AFFINITY | granularity=fine,compact,1,0",
        "KMP_BLOCKTIME | infinite",
        "MKL_CBWR | AVX512,STRICT",
        "MKL_DOMAIN_NUM_THREADS | MKL_DOMAIN_ALL=1, MKL_DOMAIN_BLAS=4",
        "DNNL_MAX_CPU_ISA | AVX512_CORE_VNNI",
        "ONEDNN_DEFAULT_FPMATH_MODE | BF16",
        "OPENBLAS_CORETYPE | Haswell",
        "TF_XLA_FLAGS | --tf_xla_auto_jit=2 --tf_xla_cpu_global_jit",
        "TF_GPU_ALLOCATOR | cuda_malloc_async",
        "NVIDIA_TF32_OVERRIDE | 0",
        "CUBLAS_WORKSPACE_CONFIG | :4096:8",
        "GLIBC_TUNABLES | glibc.malloc.arena_max=1"
      })
  void keepsWhatTunesALibrary(String name, String value) {
    assertEquals(Map.of(name, value), TuningVariables.of(Map.of(name, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OMP_NUM_THREADS | hunter2",
        "OMP_NUM_THREADS | 4 AKIAIOSFODNN7EXAMPLE",
        "OMP_NUM_THREADS | 4111111111111111",
        "OMP_PLACES | /home/ada/places",
        "KMP_AFFINITY | compact@ada",
        "MKL_VERBOSE | ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "TF_XLA_FLAGS | --tf_xla_dump_to=/home/ada",
        "GLIBC_TUNABLES | https://ada:secret@example.org"
      })
  void namesAVariableButNotAValueThatItsLibraryWouldNotUnderstand(String name, String value) {
    assertEquals(Map.of(name, "(not recorded)"), TuningVariables.of(Map.of(name, value)));
  }

  @Test
  void keepsNoValueLongerThanAnyoneWrites() {
    assertEquals(
        Map.of("GOMP_CPU_AFFINITY", "(not recorded)"),
        TuningVariables.of(Map.of("GOMP_CPU_AFFINITY", "0 ".repeat(101))));
  }

  /** Terraform's, TensorFlow's addresses of a cluster, and tokens with unlucky names. */
  @Test
  void onlyCountsVariablesThatAreNotKnownToTune() {
    Map<String, String> environment =
        Map.of(
            "TF_CONFIG", "{\"cluster\": {\"worker\": [\"10.0.0.1:2222\"]}}",
            "TF_VAR_password", "hunter2",
            "TF_TOKEN_app_terraform_io", "abc",
            "ORT_API_KEY", "1",
            "OMP_SECRET", "1",
            "AWS_SECRET_ACCESS_KEY", "1",
            "PATH", "/bin");

    assertEquals(Map.of(), TuningVariables.of(environment));
    assertEquals(5, TuningVariables.unlisted(environment));
    assertEquals(0, TuningVariables.unlisted(Map.of("OMP_NUM_THREADS", "1")));
  }

  @Test
  void keepsOnlyFileNamesOfKnownLibrariesThatArePreloaded() {
    assertEquals(
        Map.of("LD_PRELOAD", "libtcmalloc.so.4 libiomp5.so (not recorded)"),
        TuningVariables.of(
            Map.of(
                "LD_PRELOAD",
                "/home/ada/lib/libtcmalloc.so.4:/opt/libiomp5.so /home/ada/libada.so")));
  }
}
