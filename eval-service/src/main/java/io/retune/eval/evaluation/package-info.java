/**
 * Evaluates a version over the nodes and questions of its collection, beside the base model, the
 * champion, keyword search and rank fusion.
 *
 * <p>Entry: {@link io.retune.eval.evaluation.CheckpointEvaluator}; what it looks at is gathered by
 * {@link io.retune.eval.evaluation.EvaluationDataReader}. Ranks with {@code ranking}, scores with
 * {@code metrics}, compares with {@code statistics}, and asks {@code gate} for the verdict.
 */
package io.retune.eval.evaluation;
