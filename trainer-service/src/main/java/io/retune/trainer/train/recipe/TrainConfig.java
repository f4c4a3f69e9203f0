package io.retune.trainer.train.recipe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** When and how adapters are trained. */
@ConfigMapping(prefix = "retune.train")
public interface TrainConfig {

  /** The recipe of collections that name none. */
  @WithDefault("whitened")
  @NotNull
  RecipeName recipe();

  /** Decides every draw of a training, with the examples. */
  @WithDefault("20230905")
  long seed();

  /** When a new version is trained. */
  @WithParentName
  @Valid
  TriggerConfig triggers();

  /** How often the triggers are looked at. */
  @WithDefault("1s")
  @NotNull
  Duration checkInterval();

  /** The parameters of the whitened recipe. */
  @Valid
  WhitenedConfig whitened();

  /** The parameters of LlamaIndex's recipe. */
  @Valid
  LlamaIndexConfig llamaIndex();

  /** Which generated questions are left out of a training. */
  @Valid
  RoundTripConfig roundTrip();

  /** How long reading an earlier checkpoint from its topic may take. */
  @WithDefault("60s")
  @NotNull
  Duration readTimeout();

  /** How long the cluster may take to keep a caller's request, until which the caller waits. */
  @WithDefault("10s")
  @NotNull
  Duration requestTimeout();

  /**
   * How long a request waits for examples, where its collection has none or too few, before it is a
   * dead letter.
   */
  @WithDefault("10m")
  @NotNull
  Duration requestWait();

  /** What is different for one collection, by its name. */
  Map<String, @Valid CollectionConfig> collections();

  /** When a new version is trained. */
  interface TriggerConfig {

    /**
     * New examples, questions to train on, after which a new version is trained, as soon as no
     * document and nothing of the collection is on its way through the stages before.
     */
    @WithDefault("2000")
    @Min(1)
    long newExamples();

    /**
     * Time since the first example not trained on yet after which a new version is trained,
     * whatever is on its way.
     */
    @WithDefault("15m")
    @NotNull
    Duration age();

    /**
     * Time without new examples, and with none on their way, after which a new version is trained
     * on those not trained on yet.
     */
    @WithDefault("10s")
    @NotNull
    Duration quiet();

    /** Fewer questions than this are never trained on. */
    @WithDefault("20")
    @Min(2)
    int minExamples();

    /**
     * Whether a promoted version is trained once more on all nodes, those of its evaluation among
     * them.
     */
    @WithDefault("true")
    boolean refit();
  }

  /** What is different for one collection. */
  interface CollectionConfig {

    /** The recipe of this collection. */
    Optional<RecipeName> recipe();

    /** New examples after which a new version of this collection is trained. */
    Optional<@Min(1) Long> newExamples();

    /** Time since the first example not trained on yet after which this collection is trained. */
    Optional<Duration> age();

    /** Time without new examples after which this collection is trained. */
    Optional<Duration> quiet();

    /** Fewer questions than this of this collection are never trained on. */
    Optional<@Min(2) Integer> minExamples();

    /** Whether a promoted version of this collection is trained once more on all nodes. */
    Optional<Boolean> refit();
  }
}
