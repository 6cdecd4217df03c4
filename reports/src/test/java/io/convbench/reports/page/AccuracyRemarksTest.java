package io.convbench.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Configuration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccuracyRemarksTest {

  private static MeasuredAccuracy accuracy(String architecture, String made, String published) {
    Row row =
        Row.empty()
            .with(Column.ARCHITECTURE, architecture)
            .with(Column.IMAGES, 50_000)
            .with(Column.PROTOCOL, made)
            .with(Column.PUBLISHED_PROTOCOL, published);
    return new MeasuredAccuracy(row, Configuration.NONE, Optional.empty());
  }

  @Test
  void haveNothingToSayOfThePublishedRuleAtAnySide() {
    assertEquals(
        List.of(),
        AccuracyRemarks.of(
            List.of(
                accuracy("ResNet50V2", "cubic256-crop224", "cubic341-crop299"),
                accuracy("ResNet18", "bilinear256-crop224", "bilinear256-crop224"))));
  }

  @Test
  void nameTheNetworksThatWerePublishedForAnotherRule() {
    assertEquals(
        List.of(
            "Crops were made by cubic256-crop224; the accuracies of ResNet18 and ResNet34 were"
                + " published for another rule (bilinear-crop).",
            "Crops were made by cubic259-crop227; the accuracies of AlexNet were published for"
                + " a rule that their source does not say in full."),
        AccuracyRemarks.of(
            List.of(
                accuracy("VGG16", "cubic256-crop224", "cubic256-crop224"),
                accuracy("ResNet18", "cubic256-crop224", "bilinear256-crop224"),
                accuracy("ResNet34", "cubic256-crop224", "bilinear256-crop224"),
                accuracy("AlexNet", "cubic259-crop227", "unknown"))));
  }

  @Test
  void haveNothingToSayOfCutNetworksOfWhichNothingWasPublished() {
    Row cut =
        accuracy("ResNet18", "nearest224x224", "bilinear256-crop224")
            .row()
            .with(Column.LAYER, "layer4")
            .with(Column.IMAGES, 200);

    assertEquals(
        List.of(),
        AccuracyRemarks.of(
            List.of(new MeasuredAccuracy(cut, Configuration.NONE, Optional.empty()))));
  }
}
