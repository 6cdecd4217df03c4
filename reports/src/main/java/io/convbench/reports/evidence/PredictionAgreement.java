package io.convbench.reports.evidence;

import io.convbench.results.ImagePredictions;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * On how many images of an accuracy measurement two engines rank the same class first.
 *
 * @param first one engine
 * @param second another
 * @param byArchitecture images that both scored, cropped alike
 */
public record PredictionAgreement(String first, String second, Map<String, Share> byArchitecture) {

  /**
   * Images of one architecture.
   *
   * @param same those for which both rank the same class first
   * @param images all that both scored
   */
  public record Share(int same, int images) {

    /** The share of the same, a fraction. */
    public double fraction() {
      return (double) same / images;
    }
  }

  /** Compares every two engines that scored the same pixels. */
  public static List<PredictionAgreement> of(List<MeasuredAccuracy> predicted) {
    List<Configuration> all = predicted.stream().map(MeasuredAccuracy::place).distinct().toList();
    ConfigurationNames places = ConfigurationNames.of(all);
    List<PredictionAgreement> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Configuration first = all.get(i);
        Configuration second = all.get(j);
        Map<String, Share> shares = shares(at(predicted, first), at(predicted, second));
        if (!shares.isEmpty()) {
          pairs.add(new PredictionAgreement(places.name(first), places.name(second), shares));
        }
      }
    }
    return pairs;
  }

  /** The pairs that scored any of some architectures, with these alone. */
  public static List<PredictionAgreement> among(
      Predicate<String> architecture, List<PredictionAgreement> pairs) {
    return pairs.stream()
        .map(
            pair ->
                new PredictionAgreement(
                    pair.first(),
                    pair.second(),
                    EngineAgreement.among(architecture, pair.byArchitecture())))
        .filter(pair -> !pair.byArchitecture().isEmpty())
        .toList();
  }

  private static List<MeasuredAccuracy> at(List<MeasuredAccuracy> all, Configuration place) {
    return all.stream().filter(one -> one.place().equals(place)).toList();
  }

  private static Map<String, Share> shares(
      List<MeasuredAccuracy> firsts, List<MeasuredAccuracy> seconds) {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (MeasuredAccuracy first : firsts) {
      for (MeasuredAccuracy second : seconds) {
        if (first.architecture().equals(second.architecture())
            && first.samePixels().equals(second.samePixels())
            && first.weights().equals(second.weights())) {
          Share share =
              share(first.predictions().orElseThrow(), second.predictions().orElseThrow());
          if (share.images() > 0) {
            shares.put(first.architecture(), share);
          }
        }
      }
    }
    return shares;
  }

  private static Share share(ImagePredictions one, ImagePredictions other) {
    ImagePredictions first = one.among(other);
    ImagePredictions second = other.among(first);
    int same = 0;
    for (int i = 0; i < first.size(); i++) {
      same += first.firsts()[i] == second.firsts()[i] ? 1 : 0;
    }
    return new Share(same, first.size());
  }
}
