/**
 * Data sets of questions and nodes as LlamaIndex's {@code EmbeddingQAFinetuneDataset} has them, and
 * the records they become.
 *
 * <p>Start at {@link io.retune.adapter.dataset.DatasetReader}, then {@link
 * io.retune.adapter.dataset.DatasetImport}; back by {@link
 * io.retune.adapter.dataset.DatasetExport}. It uses none of the packages beside it but the
 * exception for malformed files.
 */
package io.retune.adapter.dataset;
