package io.retune.qagen.stage;

import io.retune.schemas.v1.QaPairs;
import java.util.Optional;

/**
 * What came of a node.
 *
 * @param failure why the language model has no part in it; the rest stands all the same
 */
record AskedNode(QaPairs qaPairs, Optional<Throwable> failure) {}
