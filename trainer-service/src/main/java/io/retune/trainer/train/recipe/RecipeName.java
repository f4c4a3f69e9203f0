package io.retune.trainer.train.recipe;

/** The recipes to choose from. */
public enum RecipeName {
  /** Preconditioned softmax over all nodes, blended with the identity. */
  WHITENED,
  /** What LlamaIndex's adapter fine-tuning does. */
  LLAMA_INDEX
}
