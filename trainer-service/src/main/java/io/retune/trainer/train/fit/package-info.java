/**
 * The computation: a training set and a recipe give an adapter, to the last bit on machines of one
 * kind. The only package that knows PyTorch; it knows no records, no topics and no settings.
 *
 * <p>Start at {@link io.retune.trainer.train.fit.AdapterTrainer}. The whitened recipe reads {@code
 * WhitenedFit} (with {@code Preconditioner}, {@code SeededBatchOrder}, {@code SoftmaxTargets} and
 * {@code Adam}), then {@code Blend}, whose share {@code BlendSelection} chooses on an {@code
 * InnerSplit}; LlamaIndex's recipe is {@code LlamaIndexFit}. {@link
 * io.retune.trainer.train.fit.RoundTripCheck} tells which questions to leave out. Used by {@code
 * stream}, and by {@code examples} for the form of the training set.
 */
package io.retune.trainer.train.fit;
