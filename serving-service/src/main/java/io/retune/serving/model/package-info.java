/**
 * What a model's name stands for: {@link io.retune.serving.model.ModelName} reads it, and {@link
 * io.retune.serving.model.ServedModels} finds the adapter that it means now, in {@code release}.
 */
package io.retune.serving.model;
