/**
 * The released adapter in applications that use LangChain4j: {@link
 * io.retune.langchain4j.QueryEmbeddingModel} around the model that they have.
 */
package io.retune.langchain4j;
