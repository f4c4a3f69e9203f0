package io.retune.trainer.train.stream;

import java.util.Locale;

/** Why a version was trained. */
enum Trigger {
  /** Enough new examples had come. */
  EXAMPLES,
  /** The first example not trained on had waited long enough. */
  AGE,
  /** No more examples came. */
  QUIET,
  /** Somebody asked for it. */
  REQUEST,
  /** The version before was promoted. */
  REFIT,
  /** It was trained elsewhere and brought in. */
  IMPORT;

  /** As in a lineage. */
  String lineageName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
