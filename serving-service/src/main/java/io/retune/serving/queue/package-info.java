/**
 * Has the texts of many requests embedded without one of them holding up the others: {@link
 * io.retune.serving.queue.EmbeddingQueue} takes a share of each request in turn, and refuses what
 * would wait too long. It knows nothing of models, adapters and HTTP.
 */
package io.retune.serving.queue;
