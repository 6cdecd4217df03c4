package io.convbench.harness.doctor;

import java.util.Optional;

/**
 * One thing that the doctor looked at.
 *
 * @param subject what was looked at
 * @param value what was seen
 * @param fix what to do about it; empty when all is well
 * @param blocking true when nothing can be measured until it is fixed
 */
public record Finding(String subject, String value, Optional<String> fix, boolean blocking) {

  static Finding well(String subject, String value) {
    return new Finding(subject, value, Optional.empty(), false);
  }

  static Finding problem(String subject, String value, String fix) {
    return new Finding(subject, value, Optional.of(fix), true);
  }

  /** Well, unless a condition holds that makes figures worse but not impossible. */
  static Finding unless(boolean problem, String subject, String value, String fix) {
    return problem ? new Finding(subject, value, Optional.of(fix), false) : well(subject, value);
  }
}
