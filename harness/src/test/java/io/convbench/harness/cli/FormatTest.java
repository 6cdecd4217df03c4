package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.harness.doctor.Finding;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code --format json} prints, by the schemas of docs/schema. */
class FormatTest {

  @TempDir private Path folder;

  @Test
  void listsArchitectures() throws IOException {
    JsonNode list = PublishedSchema.assertValid("list", print("list", "--format", "json"));

    assertEquals(Architectures.names().size(), list.get("architectures").size());
    JsonNode vgg = named("VGG16", "architecture", list.get("architectures"));
    assertEquals(138_357_544, vgg.get("parameters").asLong(), "VGG16's published count");
  }

  @Test
  void listsWeightFiles() throws IOException {
    Path here = Files.createDirectories(folder.resolve("weights"));
    Files.writeString(here.resolve("mobilenet_2_5_224_tf.h5"), "12345");

    JsonNode list =
        PublishedSchema.assertValid(
            "weights",
            print("weights", "list", "--all", "--format=JSON", "--out", here.toString()));

    JsonNode mobilenet = named("mobilenet_2_5_224_tf.h5", "file", list.get("files"));
    assertEquals(5, mobilenet.get("bytes").asInt());
    assertEquals("yes", mobilenet.get("here").asText());
  }

  @Test
  void scoresPredictions() throws IOException {
    Path truth = file("truth.csv", "file,class_index", "1.JPEG,1", "2.JPEG,2");
    Path one = file("one.csv", "file,top1", "1.JPEG,1", "2.JPEG,1");
    Path other = file("other.csv", "file,top1", "1.JPEG,1", "2.JPEG,2");

    JsonNode score =
        PublishedSchema.assertValid(
            "score",
            print(
                "score",
                one.toString(),
                other.toString(),
                "--truth",
                truth.toString(),
                "--format",
                "json"));

    // Wilson for 1 of 2 and z = 1.96: 0.5 -+ 0.40547.
    assertEquals(0.09453, score.at("/scores/0/top1/ci95_low").asDouble(), 1e-5);
    assertTrue(score.at("/scores/0/top5").isNull());
    assertEquals(1, score.at("/paired_tests/0/only_second_right").asInt());
  }

  @Test
  void tellsWhatTheDoctorFound() throws IOException {
    List<Finding> findings =
        List.of(
            new Finding("Java", "17.0.15", Optional.empty(), false),
            new Finding("fonts", "none", Optional.of("install \"fontconfig\""), true));

    JsonNode doctor =
        PublishedSchema.assertValid("doctor", DoctorCommand.json(findings).toString());

    assertEquals("install \"fontconfig\"", doctor.at("/findings/1/fix").asText());
    assertTrue(doctor.at("/findings/0/fix").isNull());
  }

  /** Softmax of a logit of 10 beside 999 of 0: e^10 / (e^10 + 999) = 0.95661. */
  @Test
  void predictsClasses() throws IOException {
    float[] logits = new float[1000];
    logits[285] = 10;

    JsonNode predicted =
        PublishedSchema.assertValid(
            "predict",
            PredictCommand.json(
                    List.of(Path.of("cat.jpg")),
                    List.of(logits),
                    PredictCommand.Classes.imagenet(),
                    2)
                .toString());

    assertEquals("cat.jpg", predicted.at("/images/0/file").asText());
    assertEquals("Egyptian_cat", predicted.at("/images/0/classes/0/name").asText());
    assertEquals(0.95661, predicted.at("/images/0/classes/0/probability").asDouble(), 1e-5);
    assertEquals(2, predicted.at("/images/0/classes").size());
  }

  /** A logit of ln 3 beside 0: 3/4 and 1/4. Classes of one's own are no synsets. */
  @Test
  void predictsClassesOfOnesOwn() throws IOException {
    JsonNode predicted =
        PublishedSchema.assertValid(
            "predict",
            PredictCommand.json(
                    List.of(Path.of("cat.jpg")),
                    List.of(new float[] {0, (float) Math.log(3)}),
                    new PredictCommand.Classes(List.of("=1+1", "\"two\nlines\""), List.of()),
                    2)
                .toString());

    assertEquals("\"two\nlines\"", predicted.at("/images/0/classes/0/name").asText());
    assertEquals(1, predicted.at("/images/0/classes/0/class_index").asInt());
    assertEquals(0.75, predicted.at("/images/0/classes/0/probability").asDouble(), 1e-6);
    assertEquals("=1+1", predicted.at("/images/0/classes/1/name").asText());
    assertTrue(predicted.at("/images/0/classes/0/synset").isMissingNode());
  }

  @Test
  void refusesTwoForms() {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err));

    assertEquals(2, command.execute("list", "--csv", "--format", "json"));
    assertEquals("convbench: --format json and --csv: choose one", err.toString().strip());
  }

  /** A version that nobody described would pass unseen otherwise. */
  @Test
  void theSchemasAreStrict() {
    assertThrows(
        AssertionError.class,
        () ->
            PublishedSchema.assertValid(
                "doctor", "{\"format\":\"convbench-doctor\",\"version\":2,\"findings\":[]}"));
    assertThrows(
        AssertionError.class,
        () ->
            PublishedSchema.assertValid(
                "doctor",
                "{\"format\":\"convbench-doctor\",\"version\":1,\"findings\":[],\"more\":1}"));
  }

  @Test
  void describesEveryColumnOfResults() throws IOException {
    String expected =
        PublishedSchema.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ofRows()) + "\n";
    Path written = Files.writeString(Path.of("target", "results.json"), expected);

    assertEquals(
        PublishedSchema.JSON.readTree(expected),
        PublishedSchema.JSON.readTree(
            Files.readString(PublishedSchema.FOLDER.resolve("results.json"))),
        "copy harness/" + written + " to docs/schema");
    PublishedSchema.assertValid(
        "results",
        RowJson.write(
            Row.empty()
                .with(Column.RUN_ID, "run-1")
                .with(Column.ARCHITECTURE, "VGG16")
                .with(Column.MEASUREMENT, "latency")
                .with(Status.OK, "")
                .with(Column.BATCH, 1)
                .with(Column.LATENCY_P50_MS, 1.5)));
  }

  private static ObjectNode ofRows() {
    ObjectNode schema = PublishedSchema.JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "convbench results, version 1");
    schema.put(
        "description",
        "A row of results.csv, and of the journal, as an object: header to value, absent where the"
            + " cell is empty. New columns do not raise the version.");
    schema.put("type", "object");
    ArrayNode required = schema.putArray("required");
    Stream.of(Column.RUN_ID, Column.ARCHITECTURE, Column.MEASUREMENT, Column.STATUS)
        .forEach(column -> required.add(column.header()));
    ObjectNode properties = schema.putObject("properties");
    for (Column column : Column.all()) {
      ObjectNode property = properties.putObject(column.header());
      property.put("description", column.description());
      switch (column.type()) {
        case TEXT -> property.put("type", "string").put("minLength", 1);
        case INTEGER -> property.put("type", "integer");
        case NUMBER -> property.put("type", "number");
      }
      switch (column.range()) {
        case ANY -> {}
        case NOT_NEGATIVE -> property.put("minimum", 0);
        case POSITIVE -> property.put("exclusiveMinimum", 0);
        case MILLISECONDS -> property.put("minimum", 1e-9).put("maximum", 1e12);
        case FRACTION -> property.put("minimum", 0).put("maximum", 1);
      }
      if (column == Column.STATUS) {
        ArrayNode words = property.putArray("enum");
        Stream.of(Status.values()).forEach(status -> words.add(status.word()));
      }
    }
    return schema;
  }

  private static JsonNode named(String name, String member, JsonNode among) {
    for (JsonNode one : among) {
      if (one.get(member).asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " is not in " + among);
  }

  private static String print(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Convbench.commandLine().setOut(new PrintWriter(out));
    assertEquals(0, command.execute(arguments));
    return out.toString();
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
