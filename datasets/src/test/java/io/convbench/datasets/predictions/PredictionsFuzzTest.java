package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.foundation.fuzz.Fuzz;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's predictions. */
class PredictionsFuzzTest {

  @TempDir private Path folder;

  @Test
  void predictions() throws Exception {
    Path file = folder.resolve("model.csv");
    ClassIndex index = ClassIndex.imagenet();
    Fuzz.ofTexts(
            "predictions",
            "file,top1,top2\na.jpg,7,n01440764\n\"b, c.jpg\",n01443537,999\n",
            "file,top1,top2,top3,top4,top5\na.jpg,7,1,2,3,4\nb.jpg,5,,,,\n",
            "file,class_index,top5_class_indices,confidence\na.jpg,3,5 4 3 2 1,0.5\n'=b,3,5,1\n")
        .read(file, input -> PredictionFile.read(file, index));
  }
}
