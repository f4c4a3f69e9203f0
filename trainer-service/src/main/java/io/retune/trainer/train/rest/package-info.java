/**
 * The routes of the training stage: how collections stand, and what callers may ask of them.
 * Nothing is done here: {@link io.retune.trainer.train.rest.RequestPublisher} writes requests to
 * their topic, from where the instance that trains the collection reads them. Knows {@code stream}
 * and the settings.
 */
package io.retune.trainer.train.rest;
