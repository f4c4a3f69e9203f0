/**
 * What Retune promises, as objects, in the way of Kafka's and decaton's own tests: seeded clients
 * write a {@link io.retune.system.guarantee.History history} while a {@link
 * io.retune.system.guarantee.Nemesis nemesis} kills, pauses and cuts; when everything is quiet
 * again, each {@link io.retune.system.guarantee.Guarantee guarantee} is checked over the history
 * and what the topics hold. Entry: {@link io.retune.system.guarantee.GuaranteeRun}. Real broker,
 * real services as processes; only the model servers are stand-ins.
 */
package io.retune.system.guarantee;
