package io.convbench.results.transfer;

import io.convbench.results.ImagePredictions;

/**
 * A network cut at a layer, with what a head on its features predicts.
 *
 * @param layer by its name in Keras
 * @param macs multiply-accumulates up to there, of one image
 * @param predictions of the images that were held out
 */
public record CutAccuracy(String layer, long macs, ImagePredictions predictions) {

  /** Share of images predicted right. */
  public double top1() {
    return predictions.top(1).interval().estimate();
  }
}
