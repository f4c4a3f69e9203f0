/**
 * The HTTP side: collections, their versions and their releases.
 *
 * <p>Entry: {@link io.retune.eval.rest.CollectionsResource}. Reads from {@code report}, releases by
 * {@code release}.
 */
package io.retune.eval.rest;
