/**
 * Which language a text is in, by one rule for documents, passages and questions: {@link
 * io.retune.chassis.language.LanguageDetector}. OpenNLP and its model are optional dependencies: a
 * service that asks names {@code opennlp-tools} and {@code opennlp-models-langdetect} itself. Knows
 * no other package.
 */
package io.retune.chassis.language;
