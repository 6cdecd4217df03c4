package io.convbench.harness.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtHardwareDevice.OrtHardwareDeviceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The devices that a plugin execution provider offers in this JVM, which loads it when needed. */
final class ProviderDevices {

  private ProviderDevices() {}

  /** Name and version of the provider, e.g. {@code openvino 1.8.1}. */
  static String version(ExecutionProvider provider) throws IOException {
    String version =
        all(provider).get(0).getEpMetadata().getOrDefault("version", "of unknown version");
    return "%s %s".formatted(provider.name(), version);
  }

  /**
   * Those of a kind of device.
   *
   * @throws NoProviderDeviceException when the provider has none of that kind here
   * @throws IOException when its library is none of a provider
   */
  static List<OrtEpDevice> of(ExecutionProvider provider, ComputeDevice device) throws IOException {
    OrtHardwareDeviceType type =
        device.isGpu() ? OrtHardwareDeviceType.GPU : OrtHardwareDeviceType.CPU;
    List<OrtEpDevice> devices = all(provider);
    List<OrtEpDevice> fitting =
        devices.stream().filter(each -> each.getDevice().getType() == type).toList();
    if (fitting.isEmpty()) {
      throw new NoProviderDeviceException(
          "%s offers no %s on this machine, only %s"
              .formatted(provider.name(), type, described(devices)));
    }
    return fitting;
  }

  private static List<OrtEpDevice> all(ExecutionProvider provider) throws IOException {
    try {
      return registered(provider);
    } catch (OrtException e) {
      throw new IOException(
          "%s is not a library of execution providers that this ONNX Runtime loads: %s"
              .formatted(provider.library(), e.getMessage()));
    }
  }

  private static List<OrtEpDevice> registered(ExecutionProvider provider)
      throws OrtException, NoProviderDeviceException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    List<OrtEpDevice> before = environment.getEpDevices();
    List<OrtEpDevice> devices = named(provider, before);
    if (devices.isEmpty()) {
      environment.registerExecutionProviderLibrary(provider.name(), provider.library().toString());
      devices = named(provider, environment.getEpDevices());
    }
    requireSome(provider, devices, others(before, environment.getEpDevices()));
    return devices;
  }

  private static void requireSome(
      ExecutionProvider provider, List<OrtEpDevice> devices, List<String> others)
      throws NoProviderDeviceException {
    if (devices.isEmpty() && others.isEmpty()) {
      throw new NoProviderDeviceException(
          "%s loads, but offers no provider for a device of this machine"
              .formatted(provider.library()));
    }
    if (devices.isEmpty()) {
      throw new NoProviderDeviceException(
          "%s offers %s, not %s"
              .formatted(provider.library(), String.join(", ", others), provider.name()));
    }
  }

  private static List<OrtEpDevice> named(ExecutionProvider provider, List<OrtEpDevice> all) {
    return all.stream()
        .filter(device -> ExecutionProvider.shortName(device.getEpName()).equals(provider.name()))
        .toList();
  }

  /** Names that are there since the library was registered. */
  private static List<String> others(List<OrtEpDevice> before, List<OrtEpDevice> after) {
    List<String> names =
        new ArrayList<>(after.stream().map(OrtEpDevice::getEpName).distinct().toList());
    names.removeAll(before.stream().map(OrtEpDevice::getEpName).toList());
    return names;
  }

  private static String described(List<OrtEpDevice> devices) {
    return devices.stream()
        .map(device -> device.getDevice().getType().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
