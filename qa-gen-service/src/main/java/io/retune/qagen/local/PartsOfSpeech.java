package io.retune.qagen.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.postag.POSModel;
import opennlp.tools.util.featuregen.AdaptiveFeatureGenerator;
import opennlp.tools.util.featuregen.AggregatedFeatureGenerator;
import opennlp.tools.util.featuregen.OutcomePriorFeatureGenerator;
import opennlp.tools.util.featuregen.PrefixFeatureGenerator;
import opennlp.tools.util.featuregen.SuffixFeatureGenerator;
import opennlp.tools.util.featuregen.TokenClassFeatureGenerator;
import opennlp.tools.util.featuregen.TokenFeatureGenerator;

/**
 * The part of speech of each word of a sentence, as OpenNLP's own tagger finds it with the same
 * model, in a small part of the time: that one writes some twenty features a word as text, three
 * times, and looks each up. Here, what the model holds of a word is summed up once and kept for the
 * words that come most; the words around it and the tags before it are added in the same order.
 * Thread-safe.
 *
 * <p>OpenNLP looks for the best of three sequences, but with this model, which has its features
 * cached, weighs a word alike in all three; so the best one always begins with the best one before.
 */
final class PartsOfSpeech {

  private static final String WEIGHTS = "pos.model";
  private static final long KEPT_BYTES = 12 << 20;
  private static final int BYTES_BESIDE_THE_TEXT = 400;

  private static final AdaptiveFeatureGenerator TEXT = new TokenFeatureGenerator();
  private static final AdaptiveFeatureGenerator SHAPE = new TokenClassFeatureGenerator(true);
  private static final AdaptiveFeatureGenerator OF_THE_WORD =
      new AggregatedFeatureGenerator(
          new OutcomePriorFeatureGenerator(),
          new SuffixFeatureGenerator(),
          new PrefixFeatureGenerator(),
          TEXT);

  private final Map<String, Context> weights;
  private final String[] tags;
  private final List<Optional<Context>> begins;
  private final Context[] afterTag;
  private final Context[][] afterTags;
  private final LoadingCache<String, Evidence> known;

  /**
   * What the model holds of a word.
   *
   * @param own for each tag, from the word itself
   * @param before the word stands one, two words before the one in question
   * @param behind the word stands one, two words behind it
   * @param shape from what its letters look like
   */
  private record Evidence(double[] own, Context[] before, Context[] behind, Context[] shape) {}

  /**
   * @param model with the features of Universal Dependencies' English model
   */
  PartsOfSpeech(POSModel model) {
    Object[] parts = model.<AbstractModel>getArtifact(WEIGHTS).getDataStructures();
    this.weights = weights(parts);
    this.tags = (String[]) parts[2];
    this.begins =
        List.of("S=begin", "p1S=begin", "p2S=begin").stream()
            .map(feature -> Optional.ofNullable(weights.get(feature)))
            .toList();
    this.afterTag = Arrays.stream(tags).map(tag -> weights.get("t=" + tag)).toArray(Context[]::new);
    this.afterTags =
        Arrays.stream(tags)
            .map(
                first ->
                    Arrays.stream(tags)
                        .map(second -> weights.get("t2=" + first + "," + second))
                        .toArray(Context[]::new))
            .toArray(Context[][]::new);
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((String word, Evidence e) -> BYTES_BESIDE_THE_TEXT + 2 * word.length())
            .build(this::evidence);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Context> weights(Object[] parts) {
    return (Map<String, Context>) parts[1];
  }

  /** A tag of Universal Dependencies for each word: NOUN, PROPN, AUX, … */
  List<String> of(List<String> sentence) {
    List<Evidence> words = sentence.stream().map(known::get).toList();
    List<String> result = new ArrayList<>(words.size());
    int previous = -1;
    int beforePrevious = -1;
    for (int i = 0; i < words.size(); i++) {
      double[] scores = words.get(i).own().clone();
      for (int distance = 1; distance <= 2 && distance <= i; distance++) {
        add(words.get(i - distance).before()[distance - 1], scores);
      }
      for (int distance = 1; distance <= 2 && i + distance < words.size(); distance++) {
        add(words.get(i + distance).behind()[distance - 1], scores);
      }
      if (i < begins.size()) {
        add(begins.get(i).orElse(null), scores);
      }
      for (Context shape : words.get(i).shape()) {
        add(shape, scores);
      }
      if (i > 0) {
        add(afterTag[previous], scores);
      }
      if (i > 1) {
        add(afterTags[beforePrevious][previous], scores);
      }
      beforePrevious = previous;
      previous = best(scores);
      result.add(tags[previous]);
    }
    return result;
  }

  private Evidence evidence(String word) {
    double[] own = new double[tags.length];
    Arrays.fill(own, Math.log(1.0 / tags.length));
    features(OF_THE_WORD, word).forEach(feature -> add(weights.get(feature), own));
    String text = features(TEXT, word).get(0);
    return new Evidence(
        own,
        new Context[] {weights.get("p1" + text), weights.get("p2" + text)},
        new Context[] {weights.get("n1" + text), weights.get("n2" + text)},
        features(SHAPE, word).stream().map(weights::get).toArray(Context[]::new));
  }

  private static List<String> features(AdaptiveFeatureGenerator generator, String word) {
    List<String> features = new ArrayList<>();
    generator.createFeatures(features, new String[] {word}, 0, new String[0]);
    return features;
  }

  /**
   * @param context what a feature says; null if the model does not know it
   */
  private static void add(Context context, double[] scores) {
    if (context == null) {
      return;
    }
    int[] outcomes = context.getOutcomes();
    double[] parameters = context.getParameters();
    for (int i = 0; i < outcomes.length; i++) {
      scores[outcomes[i]] += parameters[i];
    }
  }

  /** The first of the highest. */
  private static int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }
}
