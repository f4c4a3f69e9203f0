/**
 * When and how a collection is trained: the settings, what of them holds for a collection ({@link
 * io.retune.trainer.train.recipe.TrainPolicy}), and the recipe that they and the number of
 * questions at hand give ({@link io.retune.trainer.train.recipe.RecipeChoice}).
 *
 * <p>Knows neither the examples nor the fit: a recipe is a message, so that a checkpoint can hold
 * it. Used by {@code stream}.
 */
package io.retune.trainer.train.recipe;
