package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.Cut;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TransferOptionsTest {

  @TempDir private Path temp;
  private Path pictures;

  @BeforeEach
  void makePictures() throws IOException {
    pictures = temp.resolve("pictures");
    make("train/cats/1.jpg", "train/cats/2.jpg", "train/dogs/3.jpg", "train/dogs/4.jpg");
    make("test/cats/5.jpg", "test/dogs/6.jpg");
  }

  @Test
  void cutsBeforeTheClassifierUnlessToldOtherwise() throws IOException {
    assertEquals(List.of("out_relu"), layers(resolve(), "MobileNetV2"));
  }

  @Test
  void cutsBehindEachBlock() throws IOException {
    List<String> layers = layers(resolve("--layers=all-blocks"), "MobileNetV2");

    assertEquals(19, layers.size());
    assertEquals("Conv1_relu", layers.get(0));
    assertEquals("out_relu", layers.get(18));
  }

  /** Keras's vector layers are not averaged. */
  @Test
  void cutsAtALayerThatGivesAVector() throws IOException {
    RunSettings settings = resolve("--arch=VGG16", "--layers=fc1");

    assertEquals(
        "none", settings.transfer().orElseThrow().layers().get("VGG16").get(0).pooling().id());
  }

  @Test
  void givesEachArchitectureTheLayersThatItHas() throws IOException {
    RunSettings settings =
        resolve("--arch=VGG16,MobileNetV2", "--layers=block5_pool,block_9_add,out_relu");

    assertEquals(List.of("block5_pool"), layers(settings, "VGG16"));
    assertEquals(List.of("block_9_add", "out_relu"), layers(settings, "MobileNetV2"));
  }

  /** The text by which a run that is continued is known has them in this order. */
  @Test
  void keepsTheOrderOfArchitectures() throws IOException {
    String names = "VGG19,MobileNetV2,ResNet50,VGG16,Xception,DenseNet121";

    assertEquals(
        List.of(names.split(",", -1)),
        List.copyOf(resolve("--arch=" + names).transfer().orElseThrow().layers().keySet()));
  }

  @Test
  void refusesALayerThatThereIsNot() {
    assertTrue(
        refusal("--layers=block_9_ad")
            .startsWith("MobileNetV2 has no layer \"block_9_ad\" (nearest: block_9_add"),
        refusal("--layers=block_9_ad"));
  }

  @Test
  void refusesTheClassifierAsFeatures() {
    assertTrue(
        refusal("--layers=predictions").startsWith("predictions of MobileNetV2 is its classifier"),
        refusal("--layers=predictions"));
  }

  @Test
  void refusesALayerOfNoneOfSeveralArchitectures() {
    assertEquals(
        "--layers fc9: none of the architectures has it",
        refusal("--arch=VGG16,MobileNetV2", "--layers=fc9,block5_pool,out_relu"));
  }

  @Test
  void refusesAHeldOutImageThatIsLearnedFrom() throws IOException {
    Files.copy(pictures.resolve("train/cats/1.jpg"), pictures.resolve("test/cats/7.jpg"));
    Files.copy(pictures.resolve("train/dogs/3.jpg"), pictures.resolve("test/dogs/8.jpg"));

    assertEquals(
        "test/cats/7.jpg is held out, but learned from as train/cats/1.jpg (the same bytes), and so"
            + " are 1 more: remove one, or pass --shared-images to measure anyway",
        refusal());
    assertEquals(
        List.of("cats", "dogs"), resolve("--shared-images").transfer().orElseThrow().classes());
  }

  @Test
  void repeatsAsARunDoes() throws IOException {
    assertEquals(0.25, resolve().repeats().share());
    assertEquals(0.5, resolve("--repeat-budget=50").repeats().share());
    assertEquals(0, resolve("--quick", "--repeat-budget=50").repeats().share());
    assertEquals("--repeat-budget -1.0: use 0 to 1000 percent", refusal("--repeat-budget=-1"));
  }

  @Test
  void saysWhatIsMissing() {
    TransferOptions options =
        CommandLine.populateCommand(new TransferOptions(), "--dataset=" + pictures);

    assertEquals(
        "transfer lacks --arch A, --weights W: pass them, or --resume alone to continue a run",
        assertThrows(InvalidInputException.class, () -> options.resolve(new Caches(temp, temp)))
            .getMessage());
  }

  @Test
  void refusesAProtocolOfSeveralCrops() {
    assertEquals(
        "--protocol keras-tencrop makes 10 crops: features are of one, use keras or another",
        refusal("--protocol=keras-tencrop"));
  }

  @Test
  void refusesAMeasurementOfWholeNetworks() {
    assertEquals(
        "--measure accuracy: use cost, latency, memory, transfer", refusal("--measure=accuracy"));
  }

  @Test
  void tunesOnlyWhereItIsAskedFor() throws IOException {
    makeMorePictures();

    assertEquals(List.of("transfer"), measured("--measure=transfer"));
    assertEquals(List.of("fine-tune"), measured("--measure=transfer", "--method=fine-tune"));
    assertEquals(
        List.of("cost", "transfer", "fine-tune"),
        measured("--measure=transfer,cost", "--method=both"));
    assertEquals(
        Optional.of("block_16_expand"),
        resolve("--method=both").transfer().orElseThrow().layers().get("MobileNetV2").stream()
            .findFirst()
            .orElseThrow()
            .tunedFrom());
  }

  private List<String> measured(String... options) throws IOException {
    return resolve(options).measurements().stream().map(Measurement::id).toList();
  }

  @Test
  void refusesTooFewImagesForAValidationPart() {
    assertEquals(
        "class cats has 2 images to learn from, fewer than the 3 of fine tuning, which holds one out"
            + " for validation: add images",
        refusal("--method=fine-tune"));
  }

  @Test
  void refusesToTuneOnEnginesWithoutGradients() {
    assertEquals(
        "--engine onnxruntime: fine tuning takes gradients of pytorch; leave it out, or pass"
            + " --method features",
        refusal("--method=both", "--engine=pytorch,onnxruntime"));
  }

  @Test
  void refusesToTuneInFolds() {
    assertEquals(
        "--folds 5 with --method both: that would be 5 networks, and none the one measured; use"
            + " --test-fraction",
        refusal("--method=both", "--folds=5"));
  }

  @Test
  void refusesOptionsOfTuningWithoutIt() {
    assertEquals(
        "--from-layer is of fine tuning: pass --method fine-tune or both, too",
        refusal("--from-layer=Conv_1"));
    assertEquals(
        "--epochs is of fine tuning: pass --method fine-tune or both, too", refusal("--epochs=3"));
  }

  @Test
  void refusesNoEpochs() {
    assertEquals("--epochs 0: use 1 or more", refusal("--method=both", "--epochs=0"));
  }

  @Test
  void refusesALayerToTuneFromThatThereIsNot() throws IOException {
    makeMorePictures();

    assertEquals(
        "--from-layer: MobileNetV2 has no layer \"block_16_expnd\" (nearest: block_16_expand);"
            + " \"convbench list --layers MobileNetV2\" shows all",
        refusal("--method=fine-tune", "--from-layer=block_16_expnd"));
  }

  @Test
  void refusesAMethodThatThereIsNot() {
    assertTrue(refusal("--method=finetune").contains("fine-tune"), refusal("--method=finetune"));
  }

  private void makeMorePictures() throws IOException {
    make("train/cats/7.jpg", "train/dogs/8.jpg");
  }

  @Test
  void leavesTransferToItsOwnCommand() {
    RunOptions options =
        CommandLine.populateCommand(new RunOptions(), "--measure=transfer", "--arch=VGG16");

    assertEquals(
        "transfer is measured by 'convbench transfer'",
        assertThrows(InvalidInputException.class, () -> options.resolve(temp)).getMessage());
    assertTrue(!Measurements.ids().contains("transfer"));
  }

  private static List<String> layers(RunSettings settings, String architecture) {
    return settings.transfer().orElseThrow().layers().get(architecture).stream()
        .map(Cut::layer)
        .toList();
  }

  private String refusal(String... more) {
    return assertThrows(InvalidInputException.class, () -> resolve(more)).getMessage();
  }

  private RunSettings resolve(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--weights=seeded", "--dataset=" + pictures));
    arguments.addAll(List.of(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--arch"))) {
      arguments.add("--arch=MobileNetV2");
    }
    TransferOptions options =
        CommandLine.populateCommand(new TransferOptions(), arguments.toArray(String[]::new));
    return options.resolve(new Caches(temp, temp));
  }

  private void make(String... files) throws IOException {
    for (String file : files) {
      Path path = pictures.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }
}
