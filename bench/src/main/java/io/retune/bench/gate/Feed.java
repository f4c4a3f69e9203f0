package io.retune.bench.gate;

/**
 * How a collection and the adapters trained on it change over the retrains. Lifts are over the base
 * model, in MRR@10, before noise.
 */
enum Feed {
  /** A tenth of its first nodes is added at each retrain. */
  GROWING(0.10, 0) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return arrivedAt <= trainedAt ? SEEN : NEW;
    }
  },
  /** One node in twenty is replaced at each retrain. */
  REPLACED(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return arrivedAt <= trainedAt ? SEEN : NEW;
    }
  },
  /** Questions move on: what a version has learned fades with its age. */
  DRIFTING(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return (arrivedAt <= trainedAt ? SEEN : NEW) * Math.exp((trainedAt - now) / 15.0);
    }
  },
  /** No version is better than the base model. */
  EQUAL(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return 0;
    }
  },
  /** Every version is worse. */
  HARMFUL(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return HARM;
    }
  },
  /** Training is sound until the tenth retrain and breaks then. */
  BREAKING(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return trainedAt < 10 ? arrivedAt <= trainedAt ? SEEN : NEW : HARM;
    }
  },
  /** Each version is a little worse than the one before. */
  ROTTING(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      return (arrivedAt <= trainedAt ? SEEN : NEW) - 0.003 * trainedAt;
    }
  },
  /** From the tenth retrain on the collection becomes one that no adapter helps with. */
  FADING(0, 0.05) {
    @Override
    double lift(int trainedAt, int arrivedAt, int now) {
      double gone = Math.min(1, Math.max(0, (now - 10) / 15.0));
      return (1 - gone) * (arrivedAt <= trainedAt ? SEEN : NEW) - gone * 0.006;
    }
  };

  /** On nodes that a version was trained with, and on those that came later: as measured. */
  private static final double SEEN = 0.089;

  private static final double NEW = 0.051;
  private static final double HARM = -0.02;

  private final double added;
  private final double replaced;

  Feed(double added, double replaced) {
    this.added = added;
    this.replaced = replaced;
  }

  /** Share of the first nodes that is added at each retrain. */
  double added() {
    return added;
  }

  /** Share of the nodes that is replaced at each retrain. */
  double replaced() {
    return replaced;
  }

  /**
   * What a version gains on the questions of a node.
   *
   * @param trainedAt the retrain that made the version
   * @param arrivedAt the retrain that first saw the node
   * @param now the retrain after which it is served
   */
  abstract double lift(int trainedAt, int arrivedAt, int now);
}
