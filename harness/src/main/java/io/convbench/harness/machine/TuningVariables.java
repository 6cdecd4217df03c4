package io.convbench.harness.machine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Environment variables that change how fast engines compute, told without a secret: only names on
 * a list, and of their values those that {@link Vocabulary} lets pass. Terraform's variables, which
 * may hold tokens, begin with TF_, too.
 */
final class TuningVariables {

  private static final String PRELOADED = "LD_PRELOAD";

  /**
   * Of the OpenMP specification, libgomp, LLVM's OpenMP, oneMKL, oneDNN, OpenBLAS, TensorFlow, ONNX
   * Runtime, NVIDIA's libraries and glibc. Those that convbench sets itself for an engine are not
   * on it, as the shell's value has no effect.
   */
  private static final Set<String> NAMES =
      Vocabulary.words(
          """
          OMP_NUM_THREADS OMP_THREAD_LIMIT OMP_DYNAMIC OMP_NESTED OMP_MAX_ACTIVE_LEVELS
          OMP_SCHEDULE OMP_PROC_BIND OMP_PLACES OMP_WAIT_POLICY OMP_STACKSIZE OMP_CANCELLATION
          OMP_DISPLAY_ENV OMP_DISPLAY_AFFINITY
          GOMP_CPU_AFFINITY GOMP_SPINCOUNT GOMP_STACKSIZE
          KMP_AFFINITY KMP_HW_SUBSET KMP_BLOCKTIME KMP_LIBRARY KMP_SETTINGS KMP_TPAUSE
          KMP_ALL_THREADS KMP_DYNAMIC_MODE KMP_STACKSIZE KMP_DUPLICATE_LIB_OK
          KMP_INIT_AT_FORK KMP_FORKJOIN_BARRIER_PATTERN
          MKL_NUM_THREADS MKL_DOMAIN_NUM_THREADS MKL_DYNAMIC MKL_ENABLE_INSTRUCTIONS MKL_CBWR
          MKL_DEBUG_CPU_TYPE MKL_THREADING_LAYER MKL_INTERFACE_LAYER MKL_VERBOSE
          DNNL_MAX_CPU_ISA DNNL_CPU_ISA_HINTS DNNL_DEFAULT_FPMATH_MODE DNNL_VERBOSE
          DNNL_PRIMITIVE_CACHE_CAPACITY ONEDNN_MAX_CPU_ISA ONEDNN_CPU_ISA_HINTS
          ONEDNN_DEFAULT_FPMATH_MODE ONEDNN_VERBOSE ONEDNN_PRIMITIVE_CACHE_CAPACITY
          OPENBLAS_NUM_THREADS OPENBLAS_CORETYPE OPENBLAS_MAIN_FREE GOTO_NUM_THREADS
          TF_NUM_INTRAOP_THREADS TF_NUM_INTEROP_THREADS TF_XLA_FLAGS TF_DISABLE_MKL
          TF_CUDNN_USE_AUTOTUNE TF_CUDNN_DETERMINISTIC TF_DETERMINISTIC_OPS TF_GPU_THREAD_MODE
          TF_GPU_THREAD_COUNT TF_GPU_ALLOCATOR TF_USE_CUDNN_BATCHNORM_SPATIAL_PERSISTENT
          TF_SET_ONEDNN_FPMATH_MODE TF_ONEDNN_USE_SYSTEM_ALLOCATOR
          ORT_ENABLE_CPU_FP16_TRAINING_GEMM ORT_DISABLE_STRAIGHTLINE_OPTIMIZATION
          ORT_CUDA_GEMM_OPTIONS ORT_DISABLE_FUSED_ATTENTION
          NVIDIA_TF32_OVERRIDE CUBLAS_WORKSPACE_CONFIG CUDA_LAUNCH_BLOCKING CUDA_MODULE_LOADING
          CUDA_DEVICE_ORDER MALLOC_ARENA_MAX MALLOC_MMAP_MAX_ MALLOC_MMAP_THRESHOLD_
          MALLOC_TOP_PAD_ MALLOC_TRIM_THRESHOLD_ GLIBC_TUNABLES LD_PRELOAD
          """);

  private static final Vocabulary VALUES =
      Vocabulary.of(
          """
          true false on off yes no auto none disabled enabled default
          close spread master primary cores threads sockets numa_domains ll_caches
          active passive static dynamic guided trapezoidal monotonic nonmonotonic
          granularity fine core thread tile die node group socket compact scatter balanced explicit
          proclist verbose noverbose respect norespect reset noreset warnings nowarnings logical
          physical infinite serial throughput turnaround multiple sequential intel gnu tbb pgi
          lp64 ilp64 gf mkl_domain_all mkl_domain_blas mkl_domain_fft mkl_domain_vml
          compatible sse2 sse4_1 sse4_2 sse41 avx avx2 avx2_vnni avx2_vnni_2 avx512 avx512_core
          avx512_core_vnni avx512_core_bf16 avx512_core_fp16 avx512_core_amx avx512_core_amx_fp16
          avx10_1_512 avx10_1_512_amx avx10_1_512_amx_fp16 avx512_mic avx512_mic_e1 avx512_e1
          avx512_e4 strict all prefer_ymm no_hints strict_fp32 bf16 f16 tf32 any fp32
          prescott nehalem sandybridge haswell zen skylakex cooperlake sapphirerapids barcelona
          bulldozer piledriver steamroller excavator armv8 neoversen1 neoversev1 neoversen2
          tf_xla_auto_jit tf_xla_cpu_global_jit fusible gpu_private gpu_shared global
          cuda_malloc_async eager lazy fastest_first pci_bus_id
          glibc malloc arena_max hugetlb tcache_count trim_threshold mmap_threshold top_pad
          hyper tree linear dist b k m g t s c
          """);

  private static final Pattern PREFIX =
      Pattern.compile("(OMP|GOMP|KMP|MKL|DNNL|ONEDNN|OPENBLAS|TF|ORT)_[A-Za-z0-9_]*");

  private static final Pattern LIBRARY =
      Pattern.compile(
          "lib(tcmalloc|jemalloc|mimalloc|gomp|iomp5|omp|[a-z]{0,3}mkl)[a-z0-9_.-]{0,24}");

  private TuningVariables() {}

  /**
   * Those on the list that are set, with values that are safe to keep.
   *
   * @param environment all variables
   */
  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> recorded = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (NAMES.contains(name)) {
            recorded.put(name, name.equals(PRELOADED) ? libraries(value) : VALUES.recorded(value));
          }
        });
    return recorded;
  }

  /** How many others have the prefix of a library's variables. */
  static int unlisted(Map<String, String> environment) {
    return (int)
        environment.keySet().stream()
            .filter(name -> PREFIX.matcher(name).matches() && !NAMES.contains(name))
            .count();
  }

  /** File names of well-known libraries, without the folders, which may name a user. */
  private static String libraries(String value) {
    return Stream.of(value.split("[ :]+"))
        .filter(file -> !file.isEmpty())
        .map(TuningVariables::library)
        .collect(Collectors.joining(" "));
  }

  private static String library(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return LIBRARY.matcher(name).matches() ? name : Vocabulary.NOT_RECORDED;
  }
}
