package io.convbench.harness.measurement;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.CalibrationNetwork;
import io.convbench.suites.architecture.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Requests to child JVMs as JSON files, in which architecture, engine, device, protocol and
 * measurement stand by their names, and rows as in a journal. A child reads names here and nowhere
 * else.
 */
public final class RequestJson {

  @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
  private interface ByClass {}

  /** What has a name. */
  private interface Named<T> {
    T of(String name) throws IOException;
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(
              new Jdk8Module(),
              byName(Architecture.class, Architecture::name, RequestJson::architecture),
              byName(Engine.class, Engine::id, Engines::named),
              byName(ComputeDevice.class, ComputeDevice::toString, ComputeDevice::named),
              byName(Protocol.class, Protocol::name, Protocols::parse),
              byName(Measurement.class, Measurement::id, Measurements::named),
              byName(Row.class, RowJson::write, RowJson::read))
          .addMixIn(Head.class, ByClass.class)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private RequestJson() {}

  /**
   * Writes a request.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(Record request, Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(request));
  }

  /**
   * Reads a request written by {@link #write}.
   *
   * @throws IOException when the file is not such a request
   */
  public static <T extends Record> T read(Path file, Class<T> type) throws IOException {
    return JSON.readValue(file.toFile(), type);
  }

  /** One of the catalogue, or what the machine is calibrated with. */
  private static Architecture architecture(String name) {
    return CalibrationNetwork.named(name).orElseGet(() -> Architectures.named(name));
  }

  private static <T> SimpleModule byName(Class<T> type, Function<T, String> name, Named<T> named) {
    return new SimpleModule(type.getName())
        .addSerializer(
            type,
            new JsonSerializer<T>() {
              @Override
              public void serialize(T value, JsonGenerator out, SerializerProvider provider)
                  throws IOException {
                out.writeString(name.apply(value));
              }
            })
        .addDeserializer(
            type,
            new JsonDeserializer<T>() {
              @Override
              public T deserialize(JsonParser in, DeserializationContext context)
                  throws IOException {
                return named.of(in.getText());
              }
            });
  }
}
