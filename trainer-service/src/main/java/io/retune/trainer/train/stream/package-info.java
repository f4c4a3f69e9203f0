/**
 * When a collection is trained and what becomes of it: the Kafka Streams topology of the training
 * stage.
 *
 * <p>Start at {@link io.retune.trainer.train.stream.TrainTopology}. {@code ExamplesProcessor} keeps
 * the records and counts what is new; {@code RequestsProcessor} and {@code ReportsProcessor} read
 * what callers ask and what was promoted. {@code TrainProcessor} looks at the triggers and at
 * {@code WaitingRequests}, has {@code CollectionTraining} train on the {@code LongWork}, and sends
 * the version ({@code VersionMessages}); {@code TrainingState} is what is kept of a collection,
 * {@code TrainingBoard} where callers see it.
 *
 * <p>Knows {@code recipe}, {@code examples} and {@code fit}; used by {@code rest} and {@code
 * TrainerBeans}.
 */
package io.retune.trainer.train.stream;
