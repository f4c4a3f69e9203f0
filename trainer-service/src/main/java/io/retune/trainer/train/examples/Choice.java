package io.retune.trainer.train.examples;

import io.retune.schemas.SampleHash;

/**
 * Which examples a fit sees, where a collection has more than it can use: those whose hashes are
 * not above these numbers, unsigned ({@link SampleHash}).
 *
 * @param asked of questions that were asked
 * @param local of questions that were cut from their nodes
 * @param nodes that are there to be told apart without a question of their own
 * @param unlabelled of questions whose answer is not known
 */
record Choice(long asked, long local, long nodes, long unlabelled) {

  static final Choice ALL = new Choice(-1L, -1L, -1L, -1L);

  boolean takes(ExampleEntry node, ExampleQuestion question) {
    long highest = question.isLabelled() ? question.isLocal() ? local : asked : unlabelled;
    return highest == -1L || Long.compareUnsigned(hash(node, question), highest) <= 0;
  }

  boolean takes(ExampleEntry node) {
    return nodes == -1L || Long.compareUnsigned(hash(node), nodes) <= 0;
  }

  static long hash(ExampleEntry node, ExampleQuestion question) {
    return SampleHash.of(node.id(), question.id());
  }

  static long hash(ExampleEntry node) {
    return SampleHash.of(node.id());
  }
}
