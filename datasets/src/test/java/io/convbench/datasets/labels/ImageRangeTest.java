package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.input.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRangeTest {

  private static final LabeledImages FOUR =
      new LabeledImages(
          "val",
          Stream.of("d", "b", "a", "c")
              .map(file -> new LabeledImage(Path.of(file), file, 7))
              .toList(),
          Set.of(7, 8),
          List.of());

  /** In the dataset's order, whatever the names; its classes stay those of the whole. */
  @Test
  void takesImagesByPlaceWithBothEnds() {
    assertEquals(List.of("b", "a"), files(FOUR.range(ImageRange.parse("2-3"))));
    assertEquals(List.of("d"), files(FOUR.range(new ImageRange(1, 1))));
    assertEquals(FOUR, FOUR.range(new ImageRange(1, 4)));
    assertEquals(Set.of(7, 8), FOUR.range(new ImageRange(4, 4)).ownClasses());
  }

  @Test
  void refusesARangeThatEndsBehindTheLastImage() {
    assertEquals(
        "images 3-5: the last image of val is 4: end there or before",
        assertThrows(InvalidInputException.class, () -> FOUR.range(new ImageRange(3, 5)))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "-3", "3-", "a-b", "1-2-3", "1 - 2", "+1-2", "1-9999999999"})
  void refusesWhatIsNoRange(String text) {
    assertEquals(
        "images %s: use FROM-TO, counted from 1, as in 1-25000".formatted(text),
        assertThrows(InvalidInputException.class, () -> ImageRange.parse(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-3", "4-3"})
  void refusesARangeOfNoImages(String text) {
    assertEquals(
        "images %s: use FROM-TO, counted from 1, FROM no more than TO".formatted(text),
        assertThrows(InvalidInputException.class, () -> ImageRange.parse(text)).getMessage());
  }

  private static List<String> files(LabeledImages images) {
    return images.images().stream().map(LabeledImage::file).toList();
  }
}
