package io.convbench.harness.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A library of the system that another one needs and that is not there, by the loader's words. */
final class MissingLibrary {

  private static final Pattern WORDS =
      Pattern.compile("([\\w.+-]+\\.so[.\\d]*): cannot open shared object file");

  private MissingLibrary() {}

  /**
   * What to do about it where libraries of the user's need it, as {@code libcudart.so.12}; empty
   * when the failure is another.
   *
   * @param failure in the loader's words
   */
  static Optional<String> adviceToOwn(String failure) {
    return named(failure)
        .map("install what holds %s, or add its folder to LD_LIBRARY_PATH"::formatted);
  }

  /**
   * What to do about it; empty when the failure is another.
   *
   * @param failure in the loader's words
   */
  static Optional<String> advice(String failure) {
    return named(failure)
        .map(
            "install what holds %s (Debian, Ubuntu: libstdc++6, libgcc-s1), or use a package made with --runtime, which has it"
                ::formatted);
  }

  private static Optional<String> named(String failure) {
    Matcher matcher = WORDS.matcher(failure);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
