package io.convbench.harness.gpu;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Why a GPU's clocks are lower than they could be, by NVML's bits and {@code nvidia-smi}'s names
 * ({@code clocks_event_reasons.*}, in older drivers {@code clocks_throttle_reasons.*}). That it is
 * idle is none of them.
 */
public enum ThrottleReason {
  /** Somebody set a lower clock. */
  APPLICATIONS_CLOCKS_SETTING(0x2),
  /** The power limit. */
  SW_POWER_CAP(0x4),
  /** Temperature or power; the clocks are halved or lower. */
  HW_SLOWDOWN(0x8),
  /** Another GPU of a group that shares one clock. */
  SYNC_BOOST(0x10),
  /** Temperature, as the driver sees it. */
  SW_THERMAL_SLOWDOWN(0x20),
  /** Temperature, as the hardware sees it. */
  HW_THERMAL_SLOWDOWN(0x40),
  /** The power supply asks for it. */
  HW_POWER_BRAKE_SLOWDOWN(0x80),
  /** A display asks for it. */
  DISPLAY_CLOCK_SETTING(0x100);

  private final long bit;

  ThrottleReason(long bit) {
    this.bit = bit;
  }

  /** The reasons of a mask; bits without a name are left out. */
  static Set<ThrottleReason> of(long mask) {
    Set<ThrottleReason> reasons = EnumSet.noneOf(ThrottleReason.class);
    for (ThrottleReason reason : values()) {
      if ((mask & reason.bit) != 0) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  /** The name, e.g. {@code sw_power_cap}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
